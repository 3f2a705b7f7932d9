/* Addresses of the last build that are no more: pages there lead on, and the owner is told. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, temporaryFolder } from './command.js';

function post(title: string, day: number, more = ''): string {
  return `---\ntitle: ${title}\ndate: 2024-01-0${day}\n${more}---\nText.\n`;
}

function archiveOf(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  const out = join(temporaryFolder(), 'archive');
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  for (const [path, text] of Object.entries(files)) write(path, text);
  const build = async (...more: string[]): Promise<string> => {
    const { status, stderr } = await run(['build', folder, '--out', out, ...more]);
    expect(status, stderr).toBe(0);
    return stderr;
  };
  const has = (path: string): boolean => existsSync(join(out, path));
  const leadsTo = (path: string): string | undefined =>
    /http-equiv="refresh" content="0; url=([^"]*)"/.exec(
      readFileSync(join(out, path), 'utf8'),
    )?.[1];
  const remove = (path: string): void => rmSync(join(folder, path));
  return { write, build, has, leadsTo, remove };
}

it('lead to where the post is now, in all builds that follow', async () => {
  const { write, build, has, leadsTo, remove } = archiveOf({
    'a.md': post('A', 1),
    'b.md': post('B', 2),
    'c.md': post('C', 3),
  });
  expect(await build()).not.toContain('moved');
  write('a.md', post('A', 1, 'slug: first\n'));
  remove('b.md');
  write('letter-b.md', post('B', 2));
  const told = await build();
  expect(told).toContain(
    '2 posts moved since the last build; pages at the old addresses lead to the new: ' +
      'issues/a/ is now issues/first/, issues/b/ is now issues/letter-b/',
  );
  expect(leadsTo('issues/a/index.html')).toBe('../../issues/first/');
  expect(leadsTo('issues/b/index.html')).toBe('../../issues/letter-b/');
  // Nobody is told again, with the state of the last build or without it.
  expect(await build()).not.toContain('moved');
  expect(await build('--full')).not.toContain('moved');
  expect(leadsTo('issues/a/index.html')).toBe('../../issues/first/');
  // Moved once more: both lead to where it is.
  write('a.md', post('A', 1, 'slug: second\n'));
  expect(await build()).toContain('1 post moved since the last build');
  expect(leadsTo('issues/a/index.html')).toBe('../../issues/second/');
  expect(leadsTo('issues/first/index.html')).toBe('../../issues/second/');
  // With the post go its pages.
  remove('a.md');
  expect(await build()).toContain(
    '3 addresses of the last build gone, with the posts: issues/a/, issues/first/, issues/second/',
  );
  expect(has('issues/a/index.html')).toBe(false);
});

it('are given up where another post is now', async () => {
  const { write, build, leadsTo } = archiveOf({ 'a.md': post('A', 1), 'b.md': post('B', 2) });
  await build();
  write('a.md', post('A', 1, 'slug: b\n'));
  write('b.md', post('B', 2, 'slug: other\n'));
  expect(await build()).toContain('issues/a/ is now issues/b/');
  expect(leadsTo('issues/b/index.html')).toBeUndefined();
  expect(leadsTo('issues/a/index.html')).toBe('../../issues/b/');
});

it('are told of when their posts are not published any more', async () => {
  const { write, build, has } = archiveOf({ 'a.md': post('A', 1), 'b.md': post('B', 2) });
  await build();
  write('b.md', post('B', 2, 'draft: true\n'));
  expect(await build()).toContain('1 address of the last build gone, with the posts: issues/b/');
  expect(has('issues/b/index.html')).toBe(false);
});
