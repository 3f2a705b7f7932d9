/* The pages of real archives, read by a validator and by a link checker. */
import { existsSync, statSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';
import { HtmlValidate, type Message } from 'html-validate';
import { LinkChecker } from 'linkinator';
import { describe, expect, it } from 'vitest';
import { samples } from '../browser/archive_site.ts';
import { run } from '../cli/command.ts';
import { shared } from '../package/paths.ts';

import { build, filesOf, read, serveFiles } from './archive.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Ids that begin with a digit are HTML; GitHub makes them so, and links rely on it.
    'valid-id': ['error', { relaxed: true }],
    // The length of a title is its author's.
    'long-title': 'off',
  },
});

/** What the validator finds in authors' texts, and what `check` calls it. */
const namesOfCheck: Record<string, readonly string[]> = {
  'attribute-allowed-values': ['html-dimension'],
  'empty-heading': ['heading-empty'],
  // A link that holds nothing but a picture, without words or with useless ones, which go.
  'wcag/h30': ['image-alt-missing', 'image-alt-generic', 'link-without-text'],
  'wcag/h37': ['image-alt-missing'],
};
/** In authors' texts, but nothing to mend. */
const byDesign = [
  // `align` of cells and `checked=""`, as GFM's specification has them.
  'no-deprecated-attr',
  'attribute-boolean-style',
];

/** What `check` says of links that lead nowhere. */
const deadLinks = ['link-dead', 'link-incomplete', 'link-misspelled', 'image-missing'];

const patience = 300_000;
const weekly = join(shared, 'corpora/sofa-weekly');
const archives = { 'the samples': samples, 'the SOFA Weekly': weekly };

for (const [name, source] of Object.entries(archives)) {
  const isMissing = !existsSync(source);
  if (isMissing) console.warn(`${source} is not at hand; its pages are not validated.`);

  describe.skipIf(isMissing)(`the pages of ${name}`, () => {
    const archive = isMissing ? '' : build(source);

    it(
      'are valid HTML, but for what check finds in the posts, too',
      async () => {
        const ours: string[] = [];
        const unsaid: string[] = [];
        const theirs = new Map<string, number>();
        const found = await findingsOf(source);
        for (const file of filesOf(archive, '.html')) {
          const html = read(archive, file);
          const post = postOf(html);
          const left = (found.get(post) ?? []).map(({ code }) => code);
          for (const message of messagesOf(html)) {
            const place = `${file}:${message.line}:${message.column} ${message.message}`;
            if (!isAuthors(message, html)) {
              ours.push(place);
              continue;
            }
            const { ruleId } = message;
            theirs.set(ruleId, (theirs.get(ruleId) ?? 0) + 1);
            // Each has a finding of its own.
            const at = left.findIndex((code) => namesOfCheck[ruleId]?.includes(code));
            if (at !== -1) left.splice(at, 1);
            else if (!byDesign.includes(ruleId)) unsaid.push(place);
          }
        }
        if (theirs.size > 0) console.info(`${name}: in authors' texts`, Object.fromEntries(theirs));
        expect(ours).toEqual([]);
        expect(unsaid).toEqual([]);
      },
      patience,
    );

    it(
      'link to nothing that is not there, but for what check finds in the posts, too',
      async () => {
        const host = await serveFiles(archive);
        const { links } = await new LinkChecker().check({
          path: [host.url, `${host.url}404.html`],
          // Other hosts are not ours to check.
          linksToSkip: ['^https?://(?!127\\.0\\.0\\.1)', '^data:'],
          recurse: true,
        });
        host.stop();
        const broken = links
          .filter(({ state }) => state === 'BROKEN')
          .map(({ url, parent }) => `${parent ?? ''} -> ${url}`);
        const ours = broken.filter((line) => !isAuthorsLink(archive, line));
        expect(links.filter(({ state }) => state === 'OK').length).toBeGreaterThan(
          filesOf(archive, '.html').length,
        );
        expect(ours).toEqual([]);

        // A relative link is written into the archive as one to a file among the posts. (Those from
        // the root lead to the site around the archive, of which check knows nothing.)
        const theirs = new Set(broken.flatMap((line) => deadLinkOf(archive, host.url, line) ?? []));
        const said = new Set<string>();
        for (const [post, findings] of await findingsOf(source)) {
          for (const { code, at } of findings) {
            if (deadLinks.includes(code) && isRelative(at))
              said.add(`${post}: ${normalize(at).replace(/\/$/, '')}`);
          }
        }
        expect([...said].filter((link) => !theirs.has(link))).toEqual([]);
        expect([...theirs].filter((link) => !said.has(link))).toEqual([]);
      },
      patience,
    );
  });
}

interface Finding {
  code: string;
  /** The text it is about. */
  at: string;
}

/** What `check` finds in the posts of a folder, by the path of the post. */
async function findingsOf(folder: string): Promise<Map<string, Finding[]>> {
  const { stdout } = await run(['check', folder, '--json']);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; file: string; source: string; column: number; length: number }[];
  };
  const findings = new Map<string, Finding[]>();
  for (const { code, file, source, column, length } of diagnostics) {
    const at = [...source].slice(column - 1, column - 1 + length).join('');
    const post = relative(folder, file);
    findings.set(post, [...(findings.get(post) ?? []), { code, at }]);
  }
  return findings;
}

/** The path of the Markdown file that a page was made of; empty if it is no issue. */
function postOf(html: string): string {
  const [, path = ''] = /type="text\/markdown" href="[^"]*?posts\/([^"]*)"/.exec(html) ?? [];
  return decodeURI(path);
}

function isRelative(address: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(address);
}

/** A broken link of an author to a file among the posts, as `post: link`. */
function deadLinkOf(archive: string, host: string, line: string): string | undefined {
  const [parent = '', url = ''] = line.split(' -> ');
  const page = join(decodeURI(new URL(parent).pathname.slice(1)), 'index.html');
  if (!url.startsWith(`${host}posts/`) || !existsSync(join(archive, page))) return undefined;
  const post = postOf(read(archive, page));
  return `${post}: ${relative(join(post, '..'), decodeURI(new URL(url).pathname.slice('/posts/'.length)))}`;
}

function messagesOf(html: string): Message[] {
  return validator.validateStringSync(html).results.flatMap(({ messages }) => messages);
}

function isAuthors({ offset }: Message, html: string): boolean {
  const start = html.indexOf('<div class="prose"');
  const end = html.indexOf('<footer class="article-foot">');
  return start !== -1 && offset > start && offset < end;
}

/** Whether a broken link stands in an author's text and only there. */
function isAuthorsLink(archive: string, line: string): boolean {
  const [parent = '', url = ''] = line.split(' -> ');
  const path = decodeURI(new URL(parent).pathname.slice(1));
  const file = join(archive, path);
  const page = existsSync(file) && statSync(file).isDirectory() ? join(path, 'index.html') : path;
  // The page for what is not there, found by such a link.
  if (!existsSync(join(archive, page))) return true;
  const html = read(archive, page);
  const outside = html.replace(/<div class="prose"[\s\S]*<footer class="article-foot">/, '');
  const ours = [...outside.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);
  return !ours.some((link) => URL.canParse(link, parent) && new URL(link, parent).href === url);
}
