/* What a file of the build shows and what the page makes of the Markdown are the same bytes. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shared } from '../package/paths.ts';
import { samples, serveArchive } from './archive_site.ts';
import { openReader } from './reader.ts';
import { startSession, visit } from './session.ts';

const archives = {
  samples,
  ...Object.fromEntries(
    ['sofa-weekly', 'sofastack-blog', 'lwkd', 'swiftweekly', 'haskellweekly'].map((name) => [
      name,
      join(shared, 'corpora', name),
    ]),
  ),
};

/** Of the bytes of an issue: megabytes of pages need not go to the browser to be compared. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A hang guard: some hundred issues take some seconds. */
const patience = 300_000;

for (const [name, folder] of Object.entries(archives)) {
  const isMissing = !existsSync(folder);
  if (isMissing) console.warn(`${folder} is not at hand; its pages are not compared.`);

  describe.skipIf(isMissing)(`all issues of ${name}`, () => {
    const session = startSession(() => serveArchive(folder, { title: name }));

    it(
      'are the same from the build and from the worker',
      async () => {
        const { page, context } = await openReader(session.browser, { locale: 'zh-CN' });
        // The page's worker is asked what the page would ask it.
        await page.addInitScript(() => {
          const Original = Worker;
          window.Worker = class extends Original {
            constructor(...init: ConstructorParameters<typeof Worker>) {
              super(...init);
              Object.assign(window, { pagesWorker: this });
            }
          };
        });
        await visit(page, session.site.url);
        await page.locator('.issue-link').first().focus();
        await page.waitForFunction(() => 'pagesWorker' in window);
        const issues = [...session.site.pages]
          .filter(([, content]) => content.includes('<article class="article">'))
          .map(([path, content]) => ({
            path: path.replace(/index\.html$/, ''),
            main: sha256(/<main [^>]*>([\s\S]*)<\/main>/.exec(content)?.[1] ?? ''),
          }));
        const answers = await page.evaluate(
          async ({ paths, atOnce }) => {
            const worker = (window as never as { pagesWorker: Worker }).pagesWorker;
            const root = location.href;
            const language = document.documentElement.dataset.language ?? '';
            const answered = new Map<number, (main: string) => void>();
            worker.addEventListener('message', ({ data }) => {
              answered.get(data.id)?.(data.answer?.main ?? `no answer: ${data.error}`);
            });
            async function hashOf(path: string, index: number): Promise<string> {
              const id = 1_000_000 + index;
              const main = await new Promise<string>((resolve) => {
                answered.set(id, resolve);
                const ask = { place: { path, search: '' }, language, parts: false };
                worker.postMessage({ id, name: 'view', ask, root });
              });
              const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(main));
              return [...new Uint8Array(hash)]
                .map((byte) => byte.toString(16).padStart(2, '0'))
                .join('');
            }
            const hashes: string[] = [];
            for (let first = 0; first < paths.length; first += atOnce) {
              const some = paths.slice(first, first + atOnce);
              hashes.push(
                ...(await Promise.all(some.map((path, index) => hashOf(path, first + index)))),
              );
            }
            return hashes;
          },
          { paths: issues.map(({ path }) => path), atOnce: 16 },
        );
        expect(issues).toHaveLength(session.site.manifest.posts.length);
        const different = issues.filter(({ main }, index) => main !== answers[index]);
        expect(different.map(({ path }) => path)).toEqual([]);
        await context.close();
      },
      patience,
    );
  });
}
