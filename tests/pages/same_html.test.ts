/*
 * A page that is reached inside of the page and one that the build has written are the same: what only
 * the folder tells is written into the published Markdown and the manifest, once. Over the shared
 * sites: some of their posts, and all of them with BROADSHEET_ALL=1.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { fileAt } from '../../web/page/site/addresses.js';
import '../../web/page/site/strings/all.ts';
import { frameOf } from '../../web/page/templates/frame.js';
import { OpenArchive } from '../../web/page/worker/archive.js';
import { HandedOver } from '../../web/page/worker/handed.js';
import { run } from '../cli/command.js';
import { shared } from '../package/paths.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-same-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(() => vi.unstubAllGlobals());

const isWhole = process.env.BROADSHEET_ALL === '1';

/** A copy of a site, of its posts the first of so many. */
function copyOf(name: string, every: number): string {
  const folder = join(root, name);
  let count = 0;
  cpSync(join(shared, 'sites', name), folder, {
    recursive: true,
    filter: (path) => {
      const isPost = /\/(?:_posts|content)\/.*\.md$/.test(path) && !/_index/.test(path);
      if (isPost) count += 1;
      return !isPost || isWhole || count % every === 0;
    },
  });
  return folder;
}

/** What an archive's files are to a browser. */
function serveFolder(folder: string): void {
  vi.stubGlobal('fetch', (url: URL) => {
    const path = decodeURIComponent(new URL(url).pathname.slice(1));
    return Promise.resolve(new Response(readFileSync(join(folder, path))));
  });
}

/** As the page's workers have them. */
const scripts = {
  lists: () => import('../../web/page/worker/lists.ts'),
  issues: () => import('../../web/page/worker/issues.ts'),
};

it.runIf(existsSync(join(shared, 'sites'))).each([
  { name: 'fahdlabs', every: 1, least: 5 },
  { name: 'sofastack', every: 20, least: 40 },
  { name: 'optech', every: 40, least: 25 },
])('$name', { timeout: 600_000 }, async ({ name, every, least }) => {
  const folder = copyOf(name, every);
  const out = join(root, `${name}-archive`);
  const { status, stderr } = await run(['build', folder, '--out', out, '--no-search']);
  expect([status, stderr]).toEqual([0, stderr]);
  serveFolder(out);
  const archive = await OpenArchive.open('http://archive.example/', scripts, new HandedOver());
  const { site } = archive;
  const issues = await archive.issues();
  const language = site.languages[0] ?? 'en';
  const entries = [...site.order, ...site.unlisted];
  expect(entries.length).toBeGreaterThan(least);
  const differing: string[] = [];
  for (const entry of entries) {
    const address = site.pathOf(entry);
    const file = readFileSync(join(out, fileAt(address)), 'utf8');
    const prerendered = /<main [^>]*>([\s\S]*)<\/main>/.exec(file)?.[1];
    const frame = frameOf(site, address, language);
    const view = await issues.view(frame, { view: 'issue', entry }, false);
    if (view.main.text !== prerendered) differing.push(entry.path);
  }
  archive.dispose();
  expect(differing).toEqual([]);
});
