/* The pages of real archives, read by a validator and by a link checker. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate, type Message } from 'html-validate';
import { LinkChecker } from 'linkinator';
import { describe, expect, it } from 'vitest';
import { samples } from '../browser/archive_site.ts';
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

const patience = 300_000;
const weekly = join(shared, 'corpora/sofa-weekly');
const archives = { 'the samples': samples, 'the SOFA Weekly': weekly };

for (const [name, source] of Object.entries(archives)) {
  const isMissing = !existsSync(source);
  if (isMissing) console.warn(`${source} is not at hand; its pages are not validated.`);

  describe.skipIf(isMissing)(`the pages of ${name}`, () => {
    const archive = isMissing ? '' : build(source);

    it(
      'are valid HTML outside of what authors wrote',
      () => {
        const ours: string[] = [];
        const theirs = new Map<string, number>();
        for (const file of filesOf(archive, '.html')) {
          for (const message of messagesOf(read(archive, file))) {
            const isTheirs = isAuthors(message, read(archive, file));
            if (isTheirs) theirs.set(message.ruleId, (theirs.get(message.ruleId) ?? 0) + 1);
            else ours.push(`${file}:${message.line}:${message.column} ${message.message}`);
          }
        }
        if (theirs.size > 0) console.info(`${name}: in authors' texts`, Object.fromEntries(theirs));
        expect(ours).toEqual([]);
      },
      patience,
    );

    it(
      'link to nothing that is not there',
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
          .map(({ url, parent }) => `${parent ?? ''} -> ${url}`)
          // Links of authors into the site it was.
          .filter((line) => !isAuthorsLink(archive, line));
        expect(links.filter(({ state }) => state === 'OK').length).toBeGreaterThan(
          filesOf(archive, '.html').length,
        );
        expect(broken).toEqual([]);
      },
      patience,
    );
  });
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
