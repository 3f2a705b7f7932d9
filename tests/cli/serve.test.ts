import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { archiveCopy, listedPaths, serve } from './command.js';
import { rawRequest } from './raw_request.js';

async function manifestOf(url: string): Promise<Manifest> {
  const response = await fetch(`${url}manifest.json`);
  return (await response.json()) as Manifest;
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

describe('what serve prints', () => {
  it('has the address alone on standard output and all else beside it', async () => {
    const server = await serve([archiveCopy(), '--port', '0']);
    expect(server.output.stdout).toMatch(/^http:\/\/localhost:\d+\/\n$/);
    const { stderr, stdout } = await server.stop();
    expect(stdout).toBe(`${server.url}\n`);
    expect(stderr).toContain('Garden Letters: 10 posts');
    expect(stderr).toContain('README.md: about the repository');
    expect(stderr).toContain('_index.md: a section page, not a post');
    expect(stderr).toContain('empty.md: an empty file');
    expect(stderr).toContain('1 draft left out');
    expect(stderr).toMatch(/1 error and 1 warning in 2 posts.*broadsheet check/);
    expect(stderr).toContain('Ctrl+C');
    expect(stderr).not.toContain('\u001b[');
  });

  it('is the address alone with --quiet', async () => {
    const server = await serve([archiveCopy(), '--port', '0', '--quiet']);
    expect(await server.stop()).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('the manifest', () => {
  it('lists every letter with what a list shows of it', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    const manifest = await manifestOf(url);
    expect(manifest).toMatchObject({
      format: 'broadsheet-manifest',
      version: 1,
      title: 'Garden Letters',
      live: true,
    });
    expect(manifest.posts.map(({ path }) => path)).toEqual(listedPaths);
    const byPath = new Map(manifest.posts.map((post) => [post.path, post]));
    expect(byPath.get('2024/spring letter & notes [1].md')).toMatchObject({
      data: {
        title: 'Spring letter',
        date: '2024-04-02T09:00:00+02:00',
        tags: ['garden', 'weather'],
        categories: ['Letters'],
        authors: ['Ada Quill'],
      },
      excerpt: expect.stringContaining('The beans are up.'),
      words: expect.any(Number),
      minutes: 1,
    });
    expect(byPath.get('2024/春天的信.md')?.data.authors).toEqual(['林小满', '周宁']);
    expect(byPath.get('2023/bom.md')?.data.title).toBe('With a byte order mark');
    expect(byPath.get('2023/crlf.md')?.data).toMatchObject({
      title: 'With long line ends',
      tags: ['weather'],
    });
    expect(byPath.get('nested/README.md')?.data.title).toBe('A letter by the name of README');
  });

  it('hides no letter for want of a title or a date', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    const posts = new Map((await manifestOf(url)).posts.map((post) => [post.path, post.data]));
    expect(posts.get('issue-172.markdown')).toMatchObject({ title: 'Issue 172' });
    expect(posts.get('2023/broken-yaml.md')?.title).toBeTruthy();
    expect(posts.get('2023/odd-date.md')?.date).toBeUndefined();
  });

  it('has drafts with --drafts, no word of changes with --no-watch, and the title given', async () => {
    const args = ['--port', '0', '--drafts', '--no-watch', '--title', 'Notes & Seeds'];
    const { url } = await serve([archiveCopy(), ...args]);
    const manifest = await manifestOf(url);
    expect(manifest.title).toBe('Notes & Seeds');
    expect(manifest.live).toBeUndefined();
    expect(manifest.posts.find(({ path }) => path === 'draft.md')?.data.draft).toBe(true);
    expect((await fetch(`${url}events`)).status).toBe(404);
  });

  it("takes its title from a site's configuration", async () => {
    const folder = archiveCopy();
    const titles: string[] = [];
    for (const [name, text] of [
      ['config.toml', 'baseURL = "/"\ntitle = "From \\"TOML\\""\n[params]\ntitle = "no"\n'],
      ['hugo.yaml', 'baseURL: /\ntitle: From YAML\n'],
    ] as const) {
      writeFileSync(join(folder, name), text);
      const { url, stop } = await serve([folder, '--port', '0', '--no-watch']);
      titles.push((await manifestOf(url)).title);
      await stop();
    }
    expect(titles).toEqual(['From "TOML"', 'From YAML']);
  });

  it('is validated, not sent again', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    const first = await fetch(`${url}manifest.json`);
    expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag');
    expect(etag).toBeTruthy();
    const again = await rawRequest(url, '/manifest.json', {
      headers: { 'If-None-Match': String(etag) },
    });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
  });
});

describe('the files of the archive', () => {
  it('are sent byte by byte under their encoded names', async () => {
    const folder = archiveCopy();
    const { url } = await serve([folder, '--port', '0']);
    for (const path of listedPaths) {
      const response = await fetch(`${url}posts/${encoded(path)}`);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('content-type'), path).toBe('text/markdown; charset=utf-8');
      expect(response.headers.get('last-modified'), path).toBeTruthy();
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.equals(readFileSync(join(folder, path))), path).toBe(true);
    }
  });

  it('include pictures, which may not run scripts when opened on their own', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    const picture = await fetch(`${url}posts/2024/pictures/bed.svg`);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toContain('image/svg+xml');
    expect(picture.headers.get('content-security-policy')).toContain('sandbox');
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('do not include drafts and papers that are not listed', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    for (const path of ['draft.md', 'README.md', '_index.md', 'empty.md']) {
      const response = await fetch(`${url}posts/${path}`);
      expect(response.status, path).toBe(404);
      expect(await response.text(), path).toContain('not a post of this archive');
    }
  });

  it('answer HEAD, ranges and validators', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    const path = '/posts/issue-172.markdown';
    const head = await rawRequest(url, path, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe('57');
    expect(head.body.length).toBe(0);
    const part = await rawRequest(url, path, {
      headers: { Range: 'bytes=3-14', 'Accept-Encoding': 'br' },
    });
    expect(part).toMatchObject({ status: 206 });
    expect(part.body.toString()).toBe('front matter');
    const again = await rawRequest(url, path, {
      headers: { 'If-None-Match': String(head.headers.etag) },
    });
    expect(again.status).toBe(304);
  });
});

describe('the server', () => {
  it('serves the page at its root, also for deep links', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    for (const address of [url, `${url}?post=2023%2Fbom.md`, `${url}index.html`]) {
      const response = await fetch(address);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toMatch(/^<!doctype html>/i);
    }
  });

  it('compresses text for those who accept it', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    const plain = await rawRequest(url, '/manifest.json');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await rawRequest(url, '/manifest.json', {
      headers: { 'Accept-Encoding': 'gzip, br' },
    });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.headers.vary).toContain('Accept-Encoding');
    expect(brotliDecompressSync(packed.body).equals(plain.body)).toBe(true);
  });

  it('says in plain text what it does not have or do', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    const missing = await fetch(`${url}posts/gone.md`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await missing.text()).toContain('/posts/gone.md');
    expect((await fetch(`${url}nothing/here`)).status).toBe(404);
    const written = await fetch(`${url}posts/issue-172.markdown`, { method: 'PUT', body: 'x' });
    expect(written.status).toBe(405);
    expect(written.headers.get('allow')).toBe('GET, HEAD');
  });

  it('survives requests that are not well formed', async () => {
    const { url } = await serve([archiveCopy(), '--port', '0']);
    for (const path of ['/%', '/posts/%E0%A4%A', '/posts/', '/posts//', '//x', '/posts/%00']) {
      const { status } = await rawRequest(url, path);
      expect([400, 404], path).toContain(status);
    }
    expect((await fetch(url)).status).toBe(200);
  });
});
