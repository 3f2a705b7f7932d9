/* What a file of the build shows and what the page makes of the Markdown are the same bytes. */
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

/** A hang guard: some hundred issues take some seconds. */
const patience = 300_000;

for (const [name, folder] of Object.entries(archives)) {
  const isMissing = !existsSync(folder);
  if (isMissing) console.warn(`${folder} is not at hand; its pages are not compared.`);

  describe.skipIf(isMissing)(`all issues of ${name}`, () => {
    const session = startSession(() => serveArchive(folder, { title: name }));

    it(
      'are the same from the host and from the worker',
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
          .map(([path]) => path.replace(/index\.html$/, ''));
        const different = await page.evaluate(async (paths) => {
          const worker = (window as never as { pagesWorker: Worker }).pagesWorker;
          const root = location.href;
          const language = document.documentElement.dataset.language ?? '';
          const differing: string[] = [];
          for (const [index, path] of paths.entries()) {
            const id = 1_000_000 + index;
            const answered = new Promise<{ answer?: { main: string } }>((resolve) => {
              const listen = ({ data }: MessageEvent) => {
                if (data.id !== id) return;
                worker.removeEventListener('message', listen);
                resolve(data);
              };
              worker.addEventListener('message', listen);
            });
            const ask = { place: { path, search: '' }, language, parts: false };
            worker.postMessage({ id, name: 'view', ask, root });
            const [{ answer }, response] = await Promise.all([answered, fetch(encodeURI(path))]);
            const file = await response.text();
            const main = /<main [^>]*>([\s\S]*)<\/main>/.exec(file)?.[1];
            if (main === undefined || main !== answer?.main) differing.push(path);
          }
          return differing;
        }, issues);
        expect(issues).toHaveLength(session.site.manifest.posts.length);
        expect(different).toEqual([]);
        await context.close();
      },
      patience,
    );
  });
}
