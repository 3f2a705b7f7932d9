/*
 * What strangers may ask a server, and what it answers: of a live folder and of a built archive.
 * SECURITY.md names these tests.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, serve } from './command.js';
import { rawRequest } from './raw_request.js';
import { exchange, serveLetters } from './served_letters.js';

const letters = serveLetters();
const servers: [name: string, url: () => string][] = [
  ['a live folder', () => letters.live],
  ['a built archive', () => letters.built],
];

describe.each(servers)('the host of a request to %s', (_name, url) => {
  it.each([
    ['localhost', 200],
    ['localhost:4620', 200],
    ['localhost:', 200],
    ['LOCALHOST', 200],
    ['localhost.', 200],
    ['archive.localhost', 200],
    ['127.0.0.1:80', 200],
    ['127.9.8.7', 200],
    ['[::1]:4620', 200],
    ['[0:0:0:0:0:0:0:1]', 200],
    ['[::ffff:127.0.0.1]', 200],
    ['letters.example', 200],
    ['LETTERS.example.:443', 200],
    ['evil.example', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['evil-localhost', 403],
    ['sub.letters.example', 403],
    ['192.168.1.1', 403],
    ['0.0.0.0', 403],
    ['[2001:db8::1]', 403],
    ['127.1', 403],
    ['2130706433', 403],
    ['localhost..', 403],
    ['user@localhost', 400],
    ['localhost:99999', 400],
    ['localhost:http', 400],
    ['localhost/evil', 400],
    ['localhost, evil.example', 400],
    ['local host', 400],
    ['[::1', 400],
    ['', 400],
  ])('%j is answered with %d', async (host, status) => {
    const answer = await exchange(url(), ['GET / HTTP/1.1', `Host: ${host}`]);
    expect(answer.status).toBe(status);
    expect(answer.header('x-content-type-options')).toBe('nosniff');
    expect(answer.header('cross-origin-resource-policy')).toBe('same-site');
    if (status !== 200) expect(answer.body).not.toContain('A letter');
    if (status === 403) expect(answer.body).toContain('--allow-host');
  });

  it('is named once, also where the address names another', async () => {
    for (const [lines, status] of [
      [['GET / HTTP/1.1'], 400],
      [['GET / HTTP/1.0'], 400],
      [['GET / HTTP/1.1', 'Host: localhost', 'Host: evil.example'], 400],
      [['GET / HTTP/1.1', 'Host: localhost', 'Host: localhost'], 400],
      [['GET http://localhost/ HTTP/1.1', 'Host: localhost'], 200],
      [['GET http://evil.example/ HTTP/1.1', 'Host: localhost'], 403],
      [['GET http://localhost/ HTTP/1.1', 'Host: evil.example'], 403],
      [['GET http://user@localhost/ HTTP/1.1', 'Host: localhost'], 400],
      [['GET ftp://localhost/ HTTP/1.1', 'Host: localhost'], 400],
    ] as const) {
      expect((await exchange(url(), lines)).status, lines.join(' | ')).toBe(status);
    }
  });
});

describe('the host of a request', () => {
  it('may be any address, and no other name, where the network is served', async () => {
    const { url, stop } = await serve([letters.folder, '--port', '0', '--host', '0.0.0.0']);
    for (const [host, status] of [
      ['192.168.1.1', 200],
      ['[2001:db8::1]', 200],
      ['localhost', 200],
      ['evil.example', 403],
      ['evil.example', 403],
    ] as const) {
      expect((await exchange(url, ['GET / HTTP/1.1', `Host: ${host}`])).status, host).toBe(status);
    }
    for (let number = 0; number < 30; number += 1) {
      await exchange(url, ['GET / HTTP/1.1', `Host: e${number}.example`]);
    }
    const { stderr } = await stop();
    expect(
      stderr.match(/the name evil\.example; to allow it: --allow-host evil\.example/g),
    ).toHaveLength(1);
    expect(stderr.match(/Refused a request/g)).toHaveLength(10);
    expect(stderr.match(/More names were refused/g)).toHaveLength(1);
  });

  it('is no URL and no pattern where it is allowed', async () => {
    for (const name of ['http://a.example', 'a.example:80', '*', '*.example', '']) {
      const { status, stderr } = await run(['serve', letters.folder, '--allow-host', name]);
      expect(status, name).toBe(2);
      expect(stderr, name).toContain('name without scheme and port');
    }
  });
});

describe('the origin of a request', () => {
  const origins: readonly [string, boolean][] = [
    ['Origin: http://localhost:4620', true],
    ['Origin: http://127.0.0.1', true],
    ['Origin: https://letters.example', true],
    ['Sec-Fetch-Site: same-origin', true],
    ['Sec-Fetch-Site: none', true],
    ['Origin: http://evil.example', false],
    ['Origin: http://localhost.evil.example', false],
    ['Origin: null', false],
    ['Origin: file://', false],
    ['Origin: http://localhost/\r\nOrigin: http://evil.example', false],
    ['Sec-Fetch-Site: cross-site', false],
  ];

  it.each(origins)('%j may hear of changes: %j', async (header, isAllowed) => {
    const answer = await exchange(letters.live, [
      'HEAD /events HTTP/1.1',
      'Host: localhost',
      header,
    ]);
    expect(answer.status).toBe(isAllowed ? 200 : 403);
  });

  it.each(origins)('%j is told that nothing is written: %j', async (header, isAllowed) => {
    for (const url of [letters.live, letters.built]) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) {
        const answer = await exchange(url, [`${method} / HTTP/1.1`, 'Host: localhost', header]);
        const status = isAllowed ? (method === 'OPTIONS' ? 204 : 405) : 403;
        expect(answer.status, method).toBe(status);
        if (isAllowed) expect(answer.header('allow'), method).toBe('GET, HEAD');
      }
    }
  });
});

describe.each(servers)('the path of a request to %s', (_name, url) => {
  /** Twenty ways to write the name of a file. */
  const encodings: readonly ((path: string) => string)[] = [
    (path) => `/${path}`,
    (path) => `//${path}`,
    (path) => `///${path}`,
    (path) => `/./${path}`,
    (path) => `/%2e/${path}`,
    (path) => `/posts/../${path}`,
    (path) => `/posts/%2e%2e/${path}`,
    (path) => `/posts/..%2f${path}`,
    (path) => `/posts/%2e%2e%2f${path}`,
    (path) => `/posts/..\\${path}`,
    (path) => `/posts/..%5c${path}`,
    (path) => `/%2f${path}`,
    (path) => `/%5c${path}`,
    (path) => `/${escapedAll(path)}`,
    (path) => `/${escapedAll(escapedAll(path))}`,
    (path) => `/${path}%00.png`,
    (path) => `/${path}?a.png`,
    (path) => `/${path}%3fa.png`,
    (path) => `/${path}%20`,
    (path) => `/${path}.`,
    (path) => `/${path}/`,
    (path) => `/${path}/.`,
    (path) => `/${path}#a.png`,
    (path) => `/${path.replaceAll('.', '%c0%ae').replaceAll('/', '%c0%af')}`,
    (path) => `/${path.toUpperCase()}`,
    (path) => `/${path}::$DATA`,
    (path) => `/${path};.png`,
    (path) => `/%u0070osts/${path}`,
    (path) => `/posts/..;/${path}`,
    (path) => `/posts/\uFF0E\uFF0E/${path}`,
  ];

  it('leads to nothing that is not published, however it is written', async () => {
    const names = [
      ...['posts/id_rsa', 'posts/.env', 'posts/credentials.json', 'posts/../../outside.png'],
      ...['id_rsa', 'prerender.js', 'page.json', '.build-record.json', 'posts/drafts/own.png'],
      ...['posts/alias.png', 'posts/alias.md', 'posts/leaving.png', 'posts/unseen.png'],
      ...['etc/passwd', '../cli/main.js', 'posts/drafts/draft.md'],
    ];
    for (const name of names) {
      for (const encode of encodings) {
        const path = encode(name);
        const { status, header, body } = await exchange(url(), [
          `GET ${path} HTTP/1.1`,
          'Host: localhost',
        ]);
        expect([400, 404], path).toContain(status);
        expect(header('location'), path).toBeUndefined();
        expect(body, path).not.toMatch(/nobody else may read|root:|openArchive|A draft|"recipe"/);
      }
    }
  });

  it('is never led to another host', async () => {
    const before = ['//evil.example/..%2fissues', '//evil.example/%2e%2e/issues'];
    const folders = ['issues', 'posts', 'issues/letter', 'tags', '.', '..', 'posts/..', ''];
    const hosts = ['//evil.example', '/\\evil.example', '/%5cevil.example', '/%2fevil.example'];
    const paths = [
      ...before,
      ...folders.flatMap((name) => encodings.map((encode) => encode(name))),
      ...hosts.flatMap((host) =>
        folders.flatMap((name) => [`${host}/../${name}`, `${host}/..%2f${name}`]),
      ),
    ];
    let redirects = 0;
    for (const path of paths) {
      const { status, header } = await exchange(url(), [`GET ${path} HTTP/1.1`, 'Host: localhost']);
      const location = header('location');
      expect([200, 301, 400, 404], path).toContain(status);
      if (location === undefined) continue;
      redirects += 1;
      expect(location, path).toMatch(/^\/[^/\\]/);
      expect(new URL(location, 'http://localhost/').host, path).toBe('localhost');
    }
    expect(redirects).toBeGreaterThan(2);
  });

  it('is decoded once', async () => {
    for (const path of [
      '/posts/picture.png',
      '/posts/%70icture.png',
      `/${escapedAll('posts')}/${escapedAll('picture.png')}`,
      '/posts/./picture.png',
      '/posts/letter/../picture.png',
      '/posts/letter/%2E%2e/picture.png',
      '/posts/picture.png?anything=%2f..',
      '/posts/linked.png',
    ]) {
      const { status, body } = await exchange(url(), [`GET ${path} HTTP/1.1`, 'Host: localhost']);
      expect([status, body], path).toEqual([200, 'picture']);
    }
  });
});

/** Every character as an escape. */
function escapedAll(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
describe.each(servers)('the method and the range of a request to %s', (_name, url) => {
  const ask = (first: string, ...more: string[]) =>
    exchange(url(), [first, 'Host: localhost', ...more]);

  it('is GET or HEAD, without a body', async () => {
    for (const [lines, status] of [
      [['GET / HTTP/1.1'], 200],
      [['HEAD / HTTP/1.1'], 200],
      [['GET / HTTP/1.1', 'Content-Length: 0'], 200],
      [['GET / HTTP/1.1', 'Content-Length: 5'], 413],
      [['GET / HTTP/1.1', 'Transfer-Encoding: chunked'], 413],
      [['POST / HTTP/1.1', 'Content-Length: 100000', 'Expect: 100-continue'], 405],
      [['CONNECT localhost:80 HTTP/1.1'], 405],
      [['OPTIONS * HTTP/1.1'], 204],
      [['NONSENSE / HTTP/1.1'], 400],
      [['GET * HTTP/1.1'], 400],
      [['GET posts HTTP/1.1'], 400],
      [['GET / HTTP/3.7'], 400],
    ] as const) {
      const [first, ...more] = lines;
      const answer = await ask(first, ...more);
      expect(answer.status, lines.join(' | ')).toBe(status);
      if (status === 405 || status === 204) expect(answer.header('allow')).toBe('GET, HEAD');
      if (first.startsWith('HEAD')) expect(answer.body).toBe('');
    }
  });

  it.each([
    ['bytes=0-2', 206, 'pic', 'bytes 0-2/7'],
    ['bytes=4-', 206, 'ure', 'bytes 4-6/7'],
    ['bytes=-3', 206, 'ure', 'bytes 4-6/7'],
    ['bytes=0-99999999999999999999', 206, 'picture', 'bytes 0-6/7'],
    ['bytes=-99999999999', 206, 'picture', 'bytes 0-6/7'],
    ['bytes=7-', 416, 'The request cannot be met.\n', 'bytes */7'],
    ['bytes=99-100', 416, 'The request cannot be met.\n', 'bytes */7'],
    // Several parts, and what is no range, are answered by the whole.
    ['bytes=0-1,4-5', 200, 'picture', undefined],
    [`bytes=${'0-0,2-2,'.repeat(500)}4-4`, 200, 'picture', undefined],
    ['bytes=2-1', 416, 'The request cannot be met.\n', 'bytes */7'],
    ['bytes=a-b', 200, 'picture', undefined],
    ['lines=0-2', 200, 'picture', undefined],
  ])('%s is answered with %d', async (range, status, body, contentRange) => {
    const answer = await ask('GET /posts/picture.png HTTP/1.1', `Range: ${range}`);
    expect([answer.status, answer.body]).toEqual([status, body]);
    expect(answer.header('content-range')).toBe(contentRange);
    expect(answer.header('x-content-type-options')).toBe('nosniff');
  });
});
describe('a built archive of others', () => {
  const withManifest = (name: string, change: (manifest: string) => string): string => {
    const copy = join(dirname(letters.archive), name);
    cpSync(letters.archive, copy, { recursive: true, verbatimSymlinks: true });
    const file = join(copy, 'manifest.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return copy;
  };

  it('cannot lead elsewhere by its baseURL', async () => {
    for (const [number, [baseUrl, base]] of [
      ['https://letters.example//evil.example/', '/evil.example/'],
      ['https://letters.example/%2f/evil.example/', '/'],
      ['https://letters.example/%5cevil.example/', '/'],
      ['https://letters.example/a%20b/', '/a%20b/'],
    ].entries()) {
      const copy = withManifest(`base-${number}`, (manifest) =>
        manifest.replace(',', `,"baseUrl":${JSON.stringify(baseUrl)},`),
      );
      const { url, stop } = await serve([copy, '--port', '0']);
      expect(new URL(url).pathname).toBe(base);
      const root = await rawRequest(url, '/');
      expect([base === '/' ? undefined : base]).toContain(root.headers.location);
      const inner = await rawRequest(url, `${base}issues`);
      expect([inner.status, inner.headers.location]).toEqual([301, `${base}issues/`]);
      await stop();
    }
  });

  it('is refused in one line when its manifest is none', async () => {
    for (const [number, manifest] of [
      '{"format":"broadsheet-manifest"',
      '{"format":"broadsheet-manifest"}',
      '{"format":"broadsheet-manifest","posts":null}',
    ].entries()) {
      const { status, stderr } = await run(['serve', withManifest(`no-${number}`, () => manifest)]);
      expect(status).toBe(4);
      expect(stderr).toContain('is not the manifest of an archive');
      expect(stderr).not.toMatch(/defect|\n\s+at /);
    }
  });
});
it('A failure says nothing of this machine', async () => {
  const { url } = await serve([letters.folder, '--port', '0']);
  const { status, body } = await rawRequest(url, `/posts/${'a'.repeat(3000)}.md`);
  expect(status).toBe(404);
  expect(body.toString()).not.toContain(dirname(letters.folder));
});
