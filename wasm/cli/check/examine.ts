import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WholePost } from '../archive/read_post.js';
import { renderPost } from 'broadsheet';
import type { Site } from '../site/site.js';
import { AcrossPosts } from './across_posts.js';
import { type CheckedPost, type Finding, findingOf, findingOfCore } from './finding.js';
import { mendedAddress } from './addresses.js';
import { rules } from './rules/index.js';
import { SourceText } from './source_text.js';

/** Examines posts one by one, and then all of them together. */
export class Examination {
  readonly #site: Site;
  readonly #findings: Finding[] = [];
  readonly #across = new AcrossPosts();
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(site: Site) {
    this.#site = site;
  }

  async examine({ path, source, post }: WholePost): Promise<void> {
    // Levels of headings as the author gave them, not as the page has them.
    const { toc, text } = renderPost(source, { headings: 'keep' });
    const checked: CheckedPost = {
      path,
      // A mark at the beginning is one of the things that are looked for.
      source: new SourceText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(source)),
      post: { ...post, toc, text },
      site: this.#site,
      exists: (file) => this.#exists(file),
    };
    for (const diagnostic of post.diagnostics) {
      const finding = findingOfCore(diagnostic, checked);
      if (!isSaidBetter(finding)) this.#findings.push(forText(finding));
    }
    for (const rule of rules) {
      checked.source.startOver();
      for await (const verdict of rule.find(checked)) {
        this.#findings.push(findingOf(rule, checked, verdict));
      }
    }
    this.#across.add(checked);
  }

  /** All findings, by file and place. */
  findings({ together }: { together: boolean }): Finding[] {
    const all = together ? [...this.#findings, ...this.#across.findings()] : this.#findings;
    return all.sort(
      (one, other) =>
        compare(one.file, other.file) ||
        one.line - other.line ||
        one.column - other.column ||
        compare(one.code, other.code),
    );
  }

  #exists(file: string): Promise<boolean> {
    let known = this.#known.get(file);
    if (known === undefined) {
      known = candidates(file).reduce<Promise<boolean>>(
        async (found, candidate) => (await found) || isThere(join(this.#site.root, candidate)),
        Promise.resolve(false),
      );
      this.#known.set(file, known);
    }
    return known;
  }
}

/** A name as it is, and as site generators write it: a post without its ending. */
function candidates(file: string): string[] {
  return [file, `${file}.md`, `${file}.markdown`, `${file}/index.md`];
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** Whether a rule says the same with the corrected text. */
function isSaidBetter({ code, source, column }: Finding): boolean {
  if (code !== 'link-scheme' && code !== 'image-scheme') return false;
  const rest = [...source].slice(column - 1).join('');
  const url = /\]\(\s*<?([^\s)>]+)/.exec(rest)?.[1] ?? /^<?([^\s)>]+)/.exec(rest)?.[1] ?? '';
  return mendedAddress(url) !== undefined;
}

/** `<SOFA:Channel/>` is an address by the letter of CommonMark; its writer meant a name. */
function forText(finding: Finding): Finding {
  const { code, source, column } = finding;
  const named = /^<?([A-Za-z][\w+.-]*:(?!\/\/)[^\s<>]*)>/.exec(
    [...source].slice(column - 2).join(''),
  );
  if (code !== 'link-scheme' || named === null) return finding;
  return {
    ...finding,
    severity: 'info',
    message: `<${named[1]}> is taken for an address, and shown without its brackets`,
    hint: `write \\<${named[1]}> to show them`,
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
