/* `build --compress`: what lies beside the files, how it follows them, and how `serve` sends it. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acceptedEncodings } from '../../web/cli/serve/encoded_file.ts';
import { archiveCopy, emptyFolder, run, serve } from './command.ts';
import { rawRequest } from './raw_request.ts';

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

async function build(folder: string, ...options: string[]) {
  const out = join(folder, 'public');
  const args = ['build', folder, '--out', out, '--json', '--quiet', ...options];
  const { stdout, stderr, status } = await run(args);
  expect(status, stderr).toBe(0);
  return { out, report: JSON.parse(stdout), files: filesOf(out) };
}

const isMade = (path: string): boolean => /\.(?:br|gz)$/.test(path);

/** That each compressed file holds what its file does, and is smaller. */
function expectWhole(out: string, files: readonly string[]): void {
  for (const path of files.filter(isMade)) {
    const plain = readFileSync(join(out, path.replace(/\.(?:br|gz)$/, '')));
    const made = readFileSync(join(out, path));
    const held = path.endsWith('.br') ? brotliDecompressSync(made) : gunzipSync(made);
    expect(held.equals(plain), path).toBe(true);
    expect(made.length).toBeLessThan(plain.length);
  }
}

describe('build --compress', () => {
  it('writes both beside what profits, and nothing else differs', async () => {
    const folder = archiveCopy();
    const plain = await build(folder);
    const before = new Map(
      plain.files.map((path) => [path, readFileSync(join(plain.out, path), 'latin1')]),
    );
    rmSync(plain.out, { recursive: true });
    const { out, files, report } = await build(folder, '--compress');
    expectWhole(out, files);
    expect(files.filter((path) => !isMade(path))).toEqual(plain.files);
    for (const [path, content] of before) {
      if (path === 'files.json') continue;
      expect(readFileSync(join(out, path), 'latin1') === content, path).toBe(true);
    }
    const made = new Set(files.filter(isMade));
    expect([...made].filter((path) => path.endsWith('.br'))).toHaveLength(made.size / 2);
    expect(made).toContain('index.html.br');
    expect([...made].some((path) => /^assets\/broadsheet-.*\.wasm\.br$/.test(path))).toBe(true);
    for (const path of plain.files) {
      const isText = /\.(?:html|css|js|json|xml|svg|wasm)$/.test(path) && path !== 'files.json';
      if (isText && statSync(join(out, path)).size > 5000) expect(made).toContain(`${path}.gz`);
      if (statSync(join(out, path)).size < 1024) expect(made.has(`${path}.gz`)).toBe(false);
      if (path.endsWith('.bsx')) expect(made.has(`${path}.gz`)).toBe(false);
    }
    const { files: listed } = JSON.parse(readFileSync(join(out, 'files.json'), 'utf8'));
    for (const path of made) expect(listed).toHaveProperty([path]);
    expect(report.files).toBe(files.length);
  });

  it('keeps what is of unchanged files, makes anew what changed, and goes with the option', async () => {
    const folder = archiveCopy();
    writeFileSync(join(folder, 'long.md'), `# Long\n\n${'A line of a letter.\n\n'.repeat(200)}`);
    const first = await build(folder, '--compress');
    const inode = (path: string): number => statSync(join(first.out, path)).ino;
    const script = first.files.find((path) => /^assets\/page-.*\.js\.br$/.test(path)) ?? '';
    const kept = inode(script);
    const changed = inode('posts/long.md.br');
    appendFileSync(join(folder, 'long.md'), '\nOne line more.\n');
    const second = await build(folder, '--compress');
    expectWhole(second.out, second.files);
    expect(second.files.filter(isMade)).toEqual(first.files.filter(isMade));
    expect(inode(script)).toBe(kept);
    expect(inode('posts/long.md.br')).not.toBe(changed);
    rmSync(join(folder, 'long.md'));
    const third = await build(folder, '--compress');
    expect(third.files.filter((path) => path.startsWith('posts/long'))).toEqual([]);
    expectWhole(third.out, third.files);
    const without = await build(folder);
    expect(without.files.filter(isMade)).toEqual([]);
    // What was taken over without its own is compressed once it is asked for.
    const again = await build(folder, '--compress');
    expect(again.files.filter(isMade)).toEqual(third.files.filter(isMade));
    expectWhole(again.out, again.files);
  });

  it('leaves files of the site that have such names, and says so', async () => {
    const folder = emptyFolder();
    for (const name of ['content/posts', 'static'])
      mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'hugo.toml'), "title = 'Letters'\n");
    writeFileSync(join(folder, 'content/posts/one.md'), '---\ntitle: One\n---\nA letter.\n');
    writeFileSync(join(folder, 'static/notes.txt'), 'A line.\n'.repeat(500));
    writeFileSync(join(folder, 'static/notes.txt.gz'), 'of the owner');
    const { out, files, report } = await build(folder, '--compress');
    expect(files).toContain('notes.txt');
    expect(readFileSync(join(out, 'notes.txt.gz'), 'utf8')).toBe('of the owner');
    expect(existsSync(join(out, 'notes.txt.br'))).toBe(false);
    expect(report.remarks.join('\n')).toContain('notes.txt');
  });
});

describe('serve of such an archive', () => {
  it('sends what lies there, as the browser takes it', async () => {
    const { out, files } = await build(archiveCopy(), '--compress');
    const { url } = await serve([out, '--port', '0']);
    const sent = async (path: string, headers: Record<string, string> = {}) =>
      rawRequest(url, `/${path}`, { headers });
    const script = files.find((path) => /^assets\/broadsheet-.*\.wasm$/.test(path)) ?? '';
    for (const path of ['index.html', script]) {
      const plain = await sent(path === 'index.html' ? '' : path);
      expect(plain.headers['content-encoding']).toBeUndefined();
      for (const [accepted, ending, encoding] of [
        ['br, gzip', 'br', 'br'],
        ['gzip, deflate', 'gz', 'gzip'],
        ['br;q=0, *;q=0.5', 'gz', 'gzip'],
      ]) {
        const answer = await sent(path, { 'Accept-Encoding': accepted ?? '' });
        expect(answer.headers['content-encoding']).toBe(encoding);
        expect(answer.headers['content-type']).toBe(plain.headers['content-type']);
        expect(answer.headers.vary).toContain('Accept-Encoding');
        expect(answer.body.equals(readFileSync(join(out, `${path}.${ending}`)))).toBe(true);
      }
      const part = await sent(path, { 'Accept-Encoding': 'br', Range: 'bytes=0-9' });
      expect(part.headers['content-encoding']).toBeUndefined();
      expect(part.body.equals(plain.body.subarray(0, 10))).toBe(true);
      const etag = String((await sent(path, { 'Accept-Encoding': 'br' })).headers.etag);
      const fresh = await sent(path, { 'Accept-Encoding': 'br', 'If-None-Match': etag });
      expect(fresh.status).toBe(304);
    }
    // A file that was changed by hand is not sent as it was.
    writeFileSync(join(out, 'index.html'), `<p>${'Changed. '.repeat(500)}</p>`);
    const soon = new Date(Date.now() + 5000);
    utimesSync(join(out, 'index.html'), soon, soon);
    const changed = await sent('', { 'Accept-Encoding': 'br' });
    expect(brotliDecompressSync(changed.body).toString()).toContain('Changed.');
  });

  it.each([
    ['', false, false],
    ['identity', false, false],
    ['gzip', false, true],
    ['*', true, true],
    ['br;q=0.1', true, false],
    ['BR, *;q=0', true, false],
    ['br;q=0,gzip;q=0', false, false],
    [' gzip ; q=1.0 , br ; q=0.000 ', false, true],
    ['br;q=none', false, false],
  ])('reads Accept-Encoding: %s', (header, br, gzip) => {
    const taken = acceptedEncodings(header);
    expect([taken('br'), taken('gzip')]).toEqual([br, gzip]);
  });
});
