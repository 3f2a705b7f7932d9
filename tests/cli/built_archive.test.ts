/* `broadsheet serve` of what `broadsheet build` wrote, and the answers for programs. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { archiveCopy, emptyFolder, run, serve, start, until } from './command.ts';

/** The fixture, built; with the configuration given. */
async function built(configuration?: string) {
  const folder = archiveCopy();
  if (configuration !== undefined) {
    writeFileSync(join(folder, 'broadsheet.config.yaml'), configuration);
  }
  const out = join(folder, 'public');
  const { stdout, status } = await run(['build', folder, '--out', out, '--json', '--quiet']);
  expect(status).toBe(0);
  return { folder, out, report: JSON.parse(stdout) };
}

it('build --json says what was written and what was left out', async () => {
  const { out, report } = await built();
  expect(report).toMatchObject({ archive: out, failed: [] });
  expect(report.posts).toBeGreaterThan(0);
  expect(report.files).toBeGreaterThan(report.posts);
  expect(Object.keys(report.leftOut)).toEqual(['drafts', 'future']);
});

it('a built archive is served as a static host would, and said to be one', async () => {
  const { out, report } = await built();
  const server = await serve([out, '--port', '0']);
  expect(server.output.stderr).toContain(`A built archive.`);
  expect(server.output.stderr).toContain(`${report.posts} posts`);
  const page = await fetch(server.url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<!DOCTYPE html>');
  const manifest = await (await fetch(`${server.url}manifest.json`)).json();
  expect(manifest.posts).toHaveLength(report.posts);
  const missing = await fetch(`${server.url}nowhere/`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('content-type')).toContain('text/html');
  expect((await fetch(`${server.url}../package.json`)).status).toBe(404);
});

it('stands at the path of its baseURL', async () => {
  const { out } = await built('baseURL: https://example.org/letters/\n');
  const server = await serve([out, '--port', '0']);
  expect(new URL(server.url).pathname).toBe('/letters/');
  expect(server.output.stderr).toContain('/letters/, the path of its baseURL');
  expect((await fetch(server.url)).status).toBe(200);
  const root = await fetch(new URL('/', server.url), { redirect: 'manual' });
  expect([root.status, root.headers.get('location')]).toEqual([302, '/letters/']);
  expect((await fetch(new URL('/manifest.json', server.url))).status).toBe(404);
  // Folders end in a slash, and keep what was asked.
  const folder = await fetch(new URL('posts?a=1', server.url), { redirect: 'manual' });
  expect(folder.headers.get('location')).toBe('/letters/posts/?a=1');
});

it('serve --json and index --json print one object', async () => {
  const folder = archiveCopy();
  const { child, output, closed } = start(['serve', folder, '--port', '0', '--json', '--quiet']);
  await until(() => output.stdout.endsWith('\n'), 'the address');
  const { url, port, title, posts } = JSON.parse(output.stdout);
  expect(url).toBe(`http://localhost:${port}/`);
  expect(title).not.toBe('');
  expect(posts).toBeGreaterThan(0);
  child.kill('SIGINT');
  await closed;
  const index = await run(['index', folder, '-o', join(folder, 'idx'), '--json', '--quiet']);
  expect(JSON.parse(index.stdout)).toMatchObject({ kind: 'full', failed: [] });
});

it('each command names the next step', async () => {
  const folder = emptyFolder();
  const started = await run(['init', 'letters'], { cwd: folder });
  expect(started.stderr).toContain('Next: broadsheet serve letters');
  const check = await run(['check', 'letters'], { cwd: folder });
  expect(check.stderr).toContain('Next: broadsheet build letters');
  const build = await run(['build', 'letters', '-o', 'out'], { cwd: folder });
  expect(build.stderr).toContain('broadsheet serve out');
  const list = await run(['list', 'letters'], { cwd: folder });
  expect(list.stderr).toContain('broadsheet serve letters');
  const index = await run(['index', 'letters', '-o', 'idx'], { cwd: folder });
  expect(index.stderr).toContain('broadsheet search');
  cpSync(join(folder, 'idx'), join(folder, 'copy'), { recursive: true });
  const search = await run(['search', 'zeppelin', '--in', 'copy'], { cwd: folder });
  expect(search.status).toBe(1);
});
