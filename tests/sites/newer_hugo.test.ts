/*
 * What is newer than Debian's Hugo (0.111) and cannot be asked of it: as Hugo's documentation has it
 * (https://gohugo.io/configuration/permalinks/, https://gohugo.io/content-management/build-options/).
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { calendarDate } from '../../web/cli/generators/hugo/go_time.js';
import { expanded } from '../../web/cli/generators/hugo/permalinks.js';
import { askBroadsheet } from './broadsheet_answer.js';
import { page, type Format } from './description.js';
import { writeFiles } from './hugo_probe.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-newer-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const date = '2024-03-04';

async function addresses(
  name: string,
  configuration: string,
  files: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const folder = join(root, name);
  writeFiles(folder, { 'hugo.toml': configuration, ...files });
  const { files: found } = await askBroadsheet(folder, 'plain');
  return Object.fromEntries([...found].map(([source, { file }]) => [source, file]));
}

it.each<Format>(['yaml', 'toml', 'json'])('build: is _build:, in %s', async (format) => {
  const one = (title: string, build: Record<string, unknown>): string =>
    page({ title, date, build }, format);
  const found = await addresses(`build-${format}`, 'title = "T"\n', {
    'content/posts/a.md': page({ title: 'A', date }, format),
    'content/posts/never.md': one('Never', { render: 'never' }),
    'content/posts/off.md': one('Off', { render: false }),
    'content/posts/link.md': one('Link', { render: 'link' }),
    'content/posts/unlisted.md': one('Unlisted', { list: 'never' }),
    'content/posts/local.md': one('Local', { list: 'local' }),
    'content/posts/always.md': one('Always', { list: 'always', render: 'always' }),
    'content/hidden/_index.md': page(
      { title: 'H', cascade: { build: { render: 'never' } } },
      format,
    ),
    'content/hidden/b.md': page({ title: 'B', date }, format),
  });
  expect(Object.keys(found).sort()).toEqual([
    'content/posts/a.md',
    'content/posts/always.md',
    'content/posts/local.md',
    'content/posts/unlisted.md',
  ]);
});

it.each([
  ['/:slugorcontentbasename/', 'posts/a.md', 'slug-of-a/index.html'],
  ['/:slugorcontentbasename/', 'posts/b.md', 'b/index.html'],
  ['/:slugorcontentbasename/', 'posts/bundle/index.md', 'bundle/index.html'],
  ['/:contentbasename/', 'posts/a.md', 'a/index.html'],
  ['/:contentbasename/', 'posts/bundle/index.md', 'bundle/index.html'],
  ['/x/:contentbasename', 'posts/b.md', 'x/b/index.html'],
])('the pattern %s leads %s to %s', async (pattern, source, file) => {
  const name = `pattern-${pattern}-${source}`.replace(/\W+/g, '-');
  const found = await addresses(name, `title = "T"\n[permalinks.page]\nposts = "${pattern}"\n`, {
    'content/posts/a.md': page({ title: 'A', date, slug: 'slug-of-a' }),
    'content/posts/b.md': page({ title: 'B', date: '2024-03-05' }),
    'content/posts/bundle/index.md': page({ title: 'Bundle', date: '2024-03-06' }),
  });
  expect(found[`content/${source}`]).toBe(file);
});

it.each([
  [String.raw`/:year\:/:slug/`, '/2024:/slug-of-a/'],
  [String.raw`/:slug/\:year/`, '/slug-of-a/:year/'],
  [String.raw`/\:a\::year/`, '/:a:2024/'],
])('in %s a colon behind a backslash is itself', (pattern, path) => {
  const named = {
    ...{ title: 'A', slug: 'slug-of-a', section: 'posts', sections: ['posts'], baseName: 'a' },
    date: calendarDate(date),
  };
  const style = { removePathAccents: false, disablePathToLower: false };
  expect(expanded(pattern, named, style)).toBe(path);
});
