import type { WholePost } from '../archive/read_post.js';
import { type Diagnostic, type Rendering, renderPost } from 'broadsheet';
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
  readonly #included = new Set<string>();

  constructor(site: Site) {
    this.#site = site;
  }

  async examine({ path, source, published, made, post, url }: WholePost): Promise<void> {
    // Levels of headings as the author gave them, not as the page has them.
    const { toc, text } = renderPost(published, { ...this.#site.rendering, headings: 'keep' });
    const { links, images } = addressesAsWritten(published, post, this.#site.rendering);
    const checked: CheckedPost = {
      path,
      // A mark at the beginning is one of the things that are looked for.
      source: new SourceText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(source), made),
      post: { ...post, toc, text, links, images },
      url,
      site: this.#site,
    };
    for (const diagnostic of post.diagnostics) {
      if (diagnostic.file !== path && this.#isSaidOf(diagnostic)) continue;
      const finding = atItsAddress(findingOfCore(diagnostic, checked), checked);
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

  /**
   * All findings, by file and place.
   *
   * @param across whether posts are compared
   * @param more findings of other origin
   */
  findings({ across, more }: { across: boolean; more: readonly Finding[] }): Finding[] {
    const all = across ? [...this.#findings, ...this.#across.findings()] : [...this.#findings];
    const repeated = new Set(all.filter(({ code }) => code === 'slug-duplicate').map(fileOf));
    // Of two that one generator or another gives the same address, that is said already.
    all.push(...more.filter((one) => one.code !== 'address-taken' || !repeated.has(fileOf(one))));
    return withoutRepeated(
      all.sort(
        (one, other) =>
          compare(one.file, other.file) ||
          one.line - other.line ||
          one.column - other.column ||
          compare(one.code, other.code),
      ),
    );
  }

  /** Whether the same was said of a file that many posts take in. */
  #isSaidOf({ file, code, message }: Diagnostic): boolean {
    if (file === undefined) return false;
    const key = JSON.stringify([file, code, message]);
    const isSaid = this.#included.has(key);
    this.#included.add(key);
    return isSaid;
  }
}

/**
 * What stands in a file that many posts take in is said of the first; of an address that several
 * links refer to, once.
 */
function withoutRepeated(findings: readonly Finding[]): Finding[] {
  const said = new Set<string>();
  return findings.filter(({ included, file, line, column, code, message }) => {
    const place = included === undefined ? [file, line, column] : [included];
    const key = JSON.stringify([...place, code, message]);
    return !said.has(key) && said.add(key);
  });
}

function fileOf({ file }: Finding): string {
  return file;
}

/** Links and pictures with those that no page follows: their addresses are what is to be mended. */
function addressesAsWritten(
  source: Uint8Array,
  post: WholePost['post'],
  rendering: Rendering,
): Pick<WholePost['post'], 'links' | 'images'> {
  const isComplete = !post.diagnostics.some(({ code }) => /^(?:link|image)-scheme$/.test(code));
  return isComplete ? post : renderPost(source, { ...rendering, html: 'pass' });
}

/** Of an address with references or escapes in it the core knows the text before alone. */
function atItsAddress(finding: Finding, { source, post }: CheckedPost): Finding {
  const said = /^the (?:link to|image) `([^`]+)`/.exec(finding.message)?.[1];
  if (said === undefined || !/-scheme$/.test(finding.code)) return finding;
  const here = [...finding.source].slice(finding.column - 1).join('');
  if (here.replace(/^</, '').startsWith(said.slice(0, 8))) return finding;
  const { url } = [...post.links, ...post.images].find(({ url }) => url.startsWith(said)) ?? {};
  const at = url === undefined ? undefined : source.locate(url);
  if (at === undefined || at.isGuess) return finding;
  const { line, column } = source.position(at.start);
  return { ...finding, line, column, source: source.line(line), length: at.end - at.start };
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
