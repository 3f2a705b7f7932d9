/* `broadsheet serve` of what `broadsheet build` wrote, and the answers for programs. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { splitFiles } from '../../web/page/site/search-start.ts';
import { archiveCopy, emptyFolder, run, serve, start, until } from './command.ts';
import { rawRequest } from './raw_request.ts';

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
  expect(Object.keys(report.leftOut)).toEqual(['drafts', 'future', 'expired', 'unpublished']);
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
  const sent = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await rawRequest(server.url, `/${path}`, { headers });
    return { ...answer, encoding: answer.headers['content-encoding'] };
  };
  const script = readdirSync(join(out, 'assets')).find((name) => name.endsWith('.wasm'));
  for (const path of ['', 'manifest.json', `assets/${script}`]) {
    const plain = await sent(path);
    expect(plain.encoding).toBeUndefined();
    const brotli = await sent(path, { 'Accept-Encoding': 'br, gzip' });
    expect(brotli.encoding).toBe('br');
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length).toBeLessThan(plain.body.length / 2);
    const part = await sent(path, { 'Accept-Encoding': 'br', Range: 'bytes=0-9' });
    expect([part.encoding, part.body.length]).toEqual([
      undefined,
      path === '' ? part.body.length : 10,
    ]);
  }
  const missing = await fetch(`${server.url}nowhere/`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('content-type')).toContain('text/html');
  expect((await fetch(`${server.url}../package.json`)).status).toBe(404);
});

it('a page whose address ends in .htm is a page there, too', async () => {
  const folder = archiveCopy();
  writeFileSync(join(folder, 'old.md'), '---\ntitle: Old\nurl: /old.htm\n---\nA letter.\n');
  const out = join(folder, 'public');
  await run(['build', folder, '--out', out, '--quiet']);
  const { url } = await serve([out, '--port', '0']);
  const { status, headers } = await fetch(`${url}old.htm`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

it('a manifest that lists no posts is none of an archive', async () => {
  const folder = emptyFolder();
  const manifest = '{"format":"broadsheet-manifest","title":{},"posts":"many"}';
  writeFileSync(join(folder, 'manifest.json'), manifest);
  const { status, stderr } = await run(['serve', folder, '--port', '0']);
  expect(status).toBe(4);
  expect(stderr).toContain('is not the manifest of an archive');
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

it('a search begins with one file, which every build keeps up to date', async () => {
  const { folder, out } = await built();
  const start = () => splitFiles(gunzipSync(readFileSync(join(out, 'search/start.bsx'))));
  const paths = () => JSON.parse(Buffer.from(start().get('paths.json') ?? []).toString());
  const listed = () =>
    JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).posts.map(
      ({ path }: { path: string }) => path,
    );
  const agrees = () => {
    expect(Buffer.from(start().get('search.json') ?? []).toString()).toBe(
      readFileSync(join(out, 'search/search.json'), 'utf8'),
    );
    for (const [name, content] of start()) {
      if (!/^[\da-f]{8}\.bsx$/.test(name)) continue;
      expect(gunzipSync(readFileSync(join(out, 'search', name))).equals(content), name).toBe(true);
    }
    // A post that was changed has a number in the addition, too.
    expect(new Set(paths())).toEqual(new Set(listed()));
  };
  agrees();
  const before = readFileSync(join(out, 'search/search.json'), 'utf8');
  appendFileSync(join(folder, '2024/spring letter & notes [1].md'), '\nA word more: quince.\n');
  await run(['build', folder, '--out', out, '--quiet']);
  expect(readFileSync(join(out, 'search/search.json'), 'utf8')).not.toBe(before);
  agrees();
  await run(['build', folder, '--out', out, '--quiet']);
  agrees();
  await run(['build', folder, '--out', out, '--quiet', '--no-search']);
  expect(existsSync(join(out, 'search/start.bsx'))).toBe(false);
  expect(readFileSync(join(out, 'index.html'), 'utf8')).not.toContain('data-search-start');
});
