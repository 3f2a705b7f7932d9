/*
 * What strangers may ask a server, and what it answers: of a live folder and of a built archive.
 * SECURITY.md and docs/limits.md name these tests.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, serve, start, temporaryFolder, until } from './command.js';
import { rawExchange, rawRequest } from './raw_request.js';

const secret = 'what nobody else may read';
const dated = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\n${more}---\n`;

/** Everything in the folder; what is in a list is published by default. */
const published: Record<string, string> = {
  'letter.md':
    dated('A letter') +
    ['picture.png', 'drawing.svg', 'sound.mp3', 'film.mp4', 'face.woff2', 'paper.pdf', 'notes.txt']
      .map((name) => `[${name}](${name})\n`)
      .join('') +
    '<a href="raw.docx">raw</a> ![linked](linked.png) ![shared](drafts/shared.png)\n' +
    // None of these is published for that.
    '[a](subscribers.csv) ![b](id_rsa) [c](package.json) [d](.env) [e](page.html) [f](page.shtml)\n' +
    '[g](credentials.json) [h](app.key) [i](table.rdf) [j](../outside.png) [k](letters.sqlite)\n' +
    '![l](alias.png) [m](.hidden/a.png) [n](node_modules/b.png) [o](page.xht) ![p](leaving.png) ![q](pipe.png)\n',
  'picture.png': 'picture',
  'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'sound.mp3': 'sound',
  'film.mp4': 'film',
  'face.woff2': 'font',
  'paper.pdf': 'paper',
  'notes.txt': 'notes',
  'raw.docx': 'document',
  'unreferenced.png': 'a picture that nobody refers to',
  'letter/beside.png': 'a picture of the letter',
  'drafts/shared.png': 'a picture of a draft and of a letter',
  'issues/no-page.png': 'a picture below the address of pages',
};
const drafts: Record<string, string> = {
  'drafts/draft.md': `${dated('A draft', 'draft: true\n')}![x](own.png) ![y](shared.png) ![z](../only.png)\n`,
  'drafts/own.png': secret,
  'drafts/unreferenced.png': secret,
  'only.png': secret,
  'unfinished.md':
    dated('Unfinished', 'draft: true\n') +
    '<video poster="poster.png"></video>{{< gallery "g.gif" >}}\n',
  'poster.png': secret,
  'g.gif': secret,
  'unfinished/beside.png': secret,
  'unfinished.assets/beside.png': secret,
};
const withheld: Record<string, string> = Object.fromEntries(
  [
    ...['subscribers.csv', 'id_rsa', 'package.json', '.env', 'page.html', 'page.shtml'],
    ...['credentials.json', 'app.key', 'table.rdf', 'letters.sqlite', '.hidden/a.png'],
    ...['node_modules/b.png', 'page.xht', 'unreferenced.pdf', 'id_ed25519.pub', 'excluded/a.png'],
    ...['aws-credentials.txt', 'broadsheet.pem', 'prerender.js', 'README.md'],
  ].map((name) => [name, secret]),
);

let folder = '';
let archive = '';
let live = '';
let built = '';
const pids = new Map<string, number>();

/** How the servers of this file are ended. */
const running: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(running.map((end) => end())));

/** A server for all tests of this file. */
async function lasting(args: readonly string[]): Promise<string> {
  const { child, output, closed } = start(['serve', ...args, '--port', '0']);
  running.push(async () => {
    child.kill('SIGINT');
    await closed;
  });
  await until(() => output.stdout.endsWith('\n'), 'the address');
  const url = output.stdout.trim();
  pids.set(url, child.pid ?? 0);
  return url;
}

beforeAll(async () => {
  const place = temporaryFolder();
  folder = join(place, 'letters');
  for (const [name, content] of Object.entries({ ...published, ...drafts, ...withheld })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  writeFileSync(join(folder, 'broadsheet.config.json'), '{"exclude": ["excluded"]}');
  writeFileSync(join(place, 'outside.png'), secret);
  symlinkSync('picture.png', join(folder, 'linked.png'));
  symlinkSync('id_rsa', join(folder, 'alias.png'));
  symlinkSync('id_rsa', join(folder, 'alias.md'));
  symlinkSync('../outside.png', join(folder, 'leaving.png'));
  symlinkSync('drafts/own.png', join(folder, 'unseen.png'));
  execFileSync('mkfifo', [join(folder, 'pipe.png'), join(folder, 'unreferenced-pipe.png')]);
  archive = join(place, 'archive');
  const { status } = await run(['build', folder, '-o', archive, '--quiet']);
  expect(status).toBe(0);
  // What may lie in a folder that somebody else has sent.
  mkdirSync(join(archive, '.well-known'));
  writeFileSync(join(archive, '.well-known/security.txt'), 'Contact: mailto:a@example.org\n');
  writeFileSync(join(archive, 'page.shtml'), '<script>alert(1)</script>');
  writeFileSync(join(archive, 'posts/page.xht'), '<script>alert(1)</script>');
  writeFileSync(join(archive, 'id_rsa'), secret);
  symlinkSync(join(place, 'outside.png'), join(archive, 'posts/leaving.png'));
  [live, built] = await Promise.all([
    lasting([folder, '--allow-host', 'Letters.example']),
    lasting([archive, '--allow-host', 'letters.example']),
  ]);
});

/** The headers and the status of an answer to a request of which each line is given. */
async function exchange(url: string, lines: readonly string[]) {
  const answer = await rawExchange(url, `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
  const [head = '', ...body] = answer.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
    header: (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1],
    body: body.join('\r\n\r\n'),
  };
}

const servers: [name: string, url: () => string][] = [
  ['a live folder', () => live],
  ['a built archive', () => built],
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
    const { url, stop } = await serve([folder, '--port', '0', '--host', '0.0.0.0']);
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
      const { status, stderr } = await run(['serve', folder, '--allow-host', name]);
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
    const answer = await exchange(live, ['HEAD /events HTTP/1.1', 'Host: localhost', header]);
    expect(answer.status).toBe(isAllowed ? 200 : 403);
  });

  it.each(origins)('%j is told that nothing is written: %j', async (header, isAllowed) => {
    for (const url of [live, built]) {
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

describe('the files that are published', () => {
  const names = Object.keys({ ...published, ...drafts, ...withheld });
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((item) => !item.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
      .sort();
  const served = async (url: string): Promise<string[]> => {
    const found: string[] = [];
    for (const name of filesIn(folder)) {
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
    expect(await served(live)).toEqual(expected);
    // What was laid into the archive afterwards.
    const later = ['page.xht', 'leaving.png'];
    expect(filesIn(join(archive, 'posts')).filter((name) => !later.includes(name))).toEqual(
      expected,
    );
    expect(names.length).toBeGreaterThan(expected.length);
  });

  it('are those of drafts, too, where these are shown', async () => {
    const out = join(temporaryOf(folder), 'with-drafts');
    const { url } = await serve([folder, '--port', '0', '--drafts']);
    await run(['build', folder, '-o', out, '--drafts', '--quiet']);
    const expected = [
      ...Object.keys({ ...published, ...drafts }),
      'linked.png',
      'unseen.png',
    ].sort();
    expect(await served(url)).toEqual(expected);
    expect(filesIn(join(out, 'posts'))).toEqual(expected);
  });

  it('and those that are left out are told', async () => {
    const out = join(temporaryOf(folder), 'told');
    const { stdout, stderr } = await run(['build', folder, '-o', out, '--json']);
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
    const { stdout: findings } = await run(['check', folder, '--json']);
    const found = (JSON.parse(findings) as { diagnostics: { code: string; line: number }[] })
      .diagnostics;
    expect(found.filter(({ code }) => code === 'file-withheld')).toHaveLength(17);
  });

  it('include .well-known of an archive and nothing else that is hidden', async () => {
    expect((await rawRequest(built, '/.well-known/security.txt')).status).toBe(200);
    expect((await rawRequest(built, '/.nojekyll')).status).toBe(404);
  });
});

function temporaryOf(inner: string): string {
  return dirname(inner);
}

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
    for (const url of [live, built]) {
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
      const { status, headers } = await rawRequest(built, path);
      expect(status, path).toBe(200);
      expect(headers['content-type'], path).toBe('application/octet-stream');
      expect(headers['content-disposition'], path).toBe('attachment');
      expect(headers['content-security-policy'], path).toContain('sandbox');
    }
  });

  it('of our own pages, scripts and data lets them act', async () => {
    const page = await (await fetch(live)).text();
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '';
    for (const url of [live, built]) {
      for (const [path, type] of [
        ['/', 'text/html; charset=utf-8'],
        ['/issues/letter/', 'text/html; charset=utf-8'],
        ['/manifest.json', 'application/json; charset=utf-8'],
        [new URL(script, live).pathname, 'text/javascript; charset=utf-8'],
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

describe.each(servers)('the connections of %s', (_name, url) => {
  const port = (): number => Number(new URL(url()).port);
  const descriptors = (): number | undefined => {
    try {
      return readdirSync(`/proc/${pids.get(url())}/fd`).length;
    } catch {
      return undefined;
    }
  };

  it('leave room for a reader when 2,000 are half open, and are given back', async () => {
    const before = descriptors();
    const open: Socket[] = [];
    for (let number = 0; number < 2000; number += 1) {
      const socket = connect(port(), '127.0.0.1').on('error', () => undefined);
      // Half of them have begun to ask.
      if (number % 2 === 0) socket.write('GET / HTTP/1.1\r\nHost: loc');
      open.push(socket);
    }
    const began = performance.now();
    expect((await fetch(url())).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000);
    const during = descriptors();
    if (during !== undefined) expect(during - (before ?? 0)).toBeLessThan(300);
    for (const socket of open) socket.destroy();
    await until(() => (descriptors() ?? 0) <= (before ?? 0) + 3, 'descriptors to be given back');
  });
});

it('A connection is closed when a request does not end, and when its headers are too large', async () => {
  const began = performance.now();
  const [slow, other, silent, large] = await Promise.all([
    rawExchange(live, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
    rawExchange(built, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
    rawExchange(live, ''),
    rawExchange(live, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ${'x'.repeat(20_000)}`),
  ]);
  for (const answer of [slow, other, silent]) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(large).toMatch(/^HTTP\/1\.1 431 /);
});

describe('a built archive of others', () => {
  const withManifest = (name: string, change: (manifest: string) => string): string => {
    const copy = join(dirname(archive), name);
    cpSync(archive, copy, { recursive: true, verbatimSymlinks: true });
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

it('No more than 64 pages wait for changes, and the others are answered', async () => {
  const { url } = await serve([folder, '--port', '0']);
  const streams: Socket[] = [];
  let answered = '';
  for (let number = 0; number < 70; number += 1) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('data', (chunk: Buffer) => (answered += chunk.toString()));
    socket.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    streams.push(socket);
  }
  await until(() => answered.match(/HTTP\/1\.1 503/g)?.length === 6, 'six refusals');
  expect(answered.match(/HTTP\/1\.1 200/g)).toHaveLength(64);
  expect((await fetch(url)).status).toBe(200);
  for (const socket of streams) socket.destroy();
  await until(
    async () => (await rawRequest(url, '/events', { method: 'HEAD' })).status === 200,
    'room for another',
  );
});

it('A failure says nothing of this machine', async () => {
  const { url } = await serve([folder, '--port', '0']);
  const { status, body } = await rawRequest(url, `/posts/${'a'.repeat(3000)}.md`);
  expect(status).toBe(404);
  expect(body.toString()).not.toContain(dirname(folder));
});
