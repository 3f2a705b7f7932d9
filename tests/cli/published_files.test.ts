/*
 * Which files of a folder and of an archive a server publishes, and as what; `build` copies the same.
 * SECURITY.md names these tests.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, serve } from './command.js';
import { rawRequest } from './raw_request.js';
import { drafts, published, serveLetters, withheld } from './served_letters.js';

const letters = serveLetters();

describe('the files that are published', () => {
  const names = Object.keys({ ...published, ...drafts, ...withheld });
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((item) => !item.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
      .sort();
  const served = async (url: string): Promise<string[]> => {
    const found: string[] = [];
    for (const name of filesIn(letters.folder)) {
      const { status } = await rawRequest(
        url,
        `/posts/${name.split('/').map(encodeURIComponent).join('/')}`,
      );
      if (status === 200) found.push(name);
    }
    return found;
  };

  it('are the same for serve and for build', async () => {
    const expected = [...Object.keys(published), 'linked.png'].sort();
    expect(await served(letters.live)).toEqual(expected);
    // What was laid into the archive afterwards.
    const later = ['page.xht', 'leaving.png'];
    expect(filesIn(join(letters.archive, 'posts')).filter((name) => !later.includes(name))).toEqual(
      expected,
    );
    expect(names.length).toBeGreaterThan(expected.length);
  });

  it('are those of drafts, too, where these are shown', async () => {
    const out = join(dirname(letters.folder), 'with-drafts');
    const { url } = await serve([letters.folder, '--port', '0', '--drafts']);
    await run(['build', letters.folder, '-o', out, '--drafts', '--quiet']);
    const expected = [
      ...Object.keys({ ...published, ...drafts }),
      'linked.png',
      'unseen.png',
    ].sort();
    expect(await served(url)).toEqual(expected);
    expect(filesIn(join(out, 'posts'))).toEqual(expected);
  });

  it('and those that are left out are told', async () => {
    const out = join(dirname(letters.folder), 'told');
    const { stdout, stderr } = await run(['build', letters.folder, '-o', out, '--json']);
    const told = (JSON.parse(stdout) as { withheld: { path: string; reason: string }[] }).withheld;
    const reasons = new Map(told.map(({ path, reason }) => [path, reason]));
    for (const [path, reason] of [
      ['subscribers.csv', 'secrets'],
      ['id_rsa', 'secrets'],
      ['package.json', 'secrets'],
      ['page.html', 'no picture'],
      ['.env', 'hidden'],
      ['../outside.png', 'outside'],
      ['alias.png', 'it leads to id_rsa'],
      ['leaving.png', 'a link that leaves the folder'],
      ['pipe.png', 'not a regular file'],
      ['only.png', 'only drafts'],
      ['poster.png', 'only drafts'],
      ['drafts/unreferenced.png', 'with drafts'],
      ['excluded/a.png', 'excluded'],
    ] as const) {
      expect(reasons.get(path), path).toContain(reason);
    }
    expect(stderr.match(/\d+ files beside the posts left out/g)).toHaveLength(1);
    const { stdout: findings } = await run(['check', letters.folder, '--json']);
    const found = (JSON.parse(findings) as { diagnostics: { code: string; line: number }[] })
      .diagnostics;
    expect(found.filter(({ code }) => code === 'file-withheld')).toHaveLength(17);
  });

  it('include .well-known of an archive and nothing else that is hidden', async () => {
    expect((await rawRequest(letters.built, '/.well-known/security.txt')).status).toBe(200);
    expect((await rawRequest(letters.built, '/.nojekyll')).status).toBe(404);
  });
});
describe('the type of an answer', () => {
  it.each([
    ['picture.png', 'image/png', 'as it is'],
    ['drawing.svg', 'image/svg+xml', 'sandboxed'],
    ['sound.mp3', 'audio/mpeg', 'as it is'],
    ['film.mp4', 'video/mp4', 'as it is'],
    ['face.woff2', 'font/woff2', 'as it is'],
    ['notes.txt', 'text/plain; charset=utf-8', 'as it is'],
    ['paper.pdf', 'application/pdf', 'downloaded'],
    ['raw.docx', /^application\/vnd\.openxml/, 'downloaded'],
    ['letter.md', 'text/markdown; charset=utf-8', 'sandboxed'],
  ] as const)('of %s is %s, which is %s', async (name, type, treatment) => {
    for (const url of [letters.live, letters.built]) {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await rawRequest(url, `/posts/${name}`, { method });
        expect(status).toBe(200);
        expect(headers['content-type']).toMatch(type);
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['content-disposition']).toBe(
          treatment === 'downloaded' ? 'attachment' : undefined,
        );
        const sandboxed = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        const policy = treatment === 'as it is' ? undefined : sandboxed;
        expect(headers['content-security-policy']).toBe(policy);
      }
    }
  });

  it('of what others have laid into an archive is that of a download', async () => {
    for (const path of ['/page.shtml', '/posts/page.xht']) {
      const { status, headers } = await rawRequest(letters.built, path);
      expect(status, path).toBe(200);
      expect(headers['content-type'], path).toBe('application/octet-stream');
      expect(headers['content-disposition'], path).toBe('attachment');
      expect(headers['content-security-policy'], path).toContain('sandbox');
    }
  });

  it('of our own pages, scripts and data lets them act', async () => {
    const page = await (await fetch(letters.live)).text();
    const script = /data-script="([^"]+\.js)"/.exec(page)?.[1] ?? '';
    for (const url of [letters.live, letters.built]) {
      for (const [path, type] of [
        ['/', 'text/html; charset=utf-8'],
        ['/issues/letter/', 'text/html; charset=utf-8'],
        ['/manifest.json', 'application/json; charset=utf-8'],
        [new URL(script, letters.live).pathname, 'text/javascript; charset=utf-8'],
        ['/search/search.json', /^application\/json/],
        ['/index.xml', /xml/],
      ] as const) {
        const { status, headers } = await rawRequest(url, path);
        expect(status, path).toBe(200);
        expect(headers['content-type'], path).toMatch(type);
        expect(headers['content-disposition'], path).toBeUndefined();
        expect(headers['x-content-type-options'], path).toBe('nosniff');
      }
    }
  });
});
