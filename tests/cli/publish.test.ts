/* From an empty folder to a host: what `init` asks and writes, and what `build` says and leaves for hosts. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { emptyFolder, main, run } from './command.js';

const post = (title: string) =>
  `---\ntitle: ${title}\ndate: 2024-01-02\n---\n\nText of ${title}.\n`;

function folderOf(files: Record<string, string>): string {
  const folder = join(emptyFolder(), 'press');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs a command on a terminal of its own (util-linux's `script`), and types these lines when asked. */
async function onTerminal(folder: string, args: string, lines: string[]): Promise<string> {
  const command = `${process.execPath} ${main} ${args}`;
  const { CI: _ci, npm_command: _npm, ...env } = process.env;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: { ...env, TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  const answers = [...lines];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    // Every question ends so.
    if (stripVTControlCharacters(output).endsWith(']: ') && answers.length > 0) {
      output += '\n';
      child.stdin.write(`${answers.shift()}\n`);
    }
  });
  await new Promise((resolve) => child.on('close', resolve));
  return output;
}

const hasScript = existsSync('/usr/bin/script');

describe('init', () => {
  it('writes a configuration with every setting, and the schema for editors', async () => {
    const place = emptyFolder();
    const { stdout, status } = await run(['init', 'letters'], { cwd: place });
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n').slice(0, 2)).toEqual([
      'letters/broadsheet.config.yaml',
      'letters/.broadsheet/config.schema.json',
    ]);
    const written = readFileSync(join(place, 'letters/broadsheet.config.yaml'), 'utf8');
    const [, schema = ''] = /^# yaml-language-server: \$schema=(.*)$/m.exec(written) ?? [];
    const { properties } = JSON.parse(readFileSync(join(place, 'letters', schema), 'utf8'));
    // What stands there as an example is taken once its mark is gone.
    const examples = written
      .replace(/^# (?=[a-z]+:(?: |$)| {2})/gim, '')
      .replace(/^posts:.*$/m, '')
      // There is no font here.
      .replace(/^socialCards: .*$/m, 'socialCards: false');
    mkdirSync(join(place, 'letters/snippets'));
    const files = ['logo.svg', 'icon.png', 'snippets/statistics.html', 'snippets/comments.html'];
    for (const file of files) {
      const content = file.endsWith('.html') ? '<style>p { margin: 0 }</style>' : '<svg/>';
      writeFileSync(join(place, 'letters', file), content);
    }
    writeFileSync(join(place, 'letters/broadsheet.config.yaml'), examples);
    const names = [...examples.matchAll(/^([a-z]+):/gim)].map(([, name]) => name ?? '');
    expect(names).toEqual(expect.arrayContaining(['theme', 'subscribe', 'nav', 'logo', 'footer']));
    for (const name of names) expect(Object.keys(properties)).toContain(name);
    const built = await run(['build', 'letters', '--out', 'archive'], { cwd: place });
    expect(built.status, built.stderr).toBe(0);
  });

  it.runIf(hasScript)('asks four questions on a terminal', async () => {
    const place = emptyFolder();
    const said = await onTerminal(place, 'init letters', [
      'Letters: "a" & b',
      '../elsewhere',
      'posts/',
      'example.org',
      'https://example.org/letters',
      'buttondown letters',
    ]);
    expect(said).toContain('Name a folder below this one');
    expect(said).toContain('It begins with https://');
    const { stdout, status } = await run(['build', 'letters', '--out', 'archive'], { cwd: place });
    expect([status, stdout]).toEqual([0, expect.stringContaining('archive')]);
    const manifest = JSON.parse(
      readFileSync(join(place, 'archive/manifest.json'), 'utf8'),
    ) as Manifest;
    expect(manifest.title).toBe('Letters: "a" & b');
    expect(manifest.baseUrl).toBe('https://example.org/letters/');
    expect(manifest.owner?.subscribe).toMatchObject({
      action: 'https://buttondown.com/api/emails/embed-subscribe/letters',
    });
    expect(manifest.posts.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d-first-letter\.md$/),
    ]);
    expect(existsSync(join(place, 'letters/posts', manifest.posts[0]?.path ?? ''))).toBe(true);
  });

  it.runIf(hasScript)('takes what it found where nobody answers', async () => {
    const place = folderOf({ 'a.md': post('A') });
    await onTerminal(place, 'init', ['', '', '', '']);
    const written = readFileSync(join(place, 'broadsheet.config.yaml'), 'utf8');
    expect(written).toContain('title: "Press"');
    expect(written).toContain('# baseURL:');
    expect(written).toContain('# subscribe:');
  });

  it('writes a workflow for GitHub, also beside a configuration', async () => {
    const folder = folderOf({ 'a.md': post('A'), 'broadsheet.config.yaml': 'title: X\n' });
    expect((await run(['init', folder])).status).toBe(4);
    const { stdout, stderr, status } = await run(['init', folder, '--github']);
    expect(status, stderr).toBe(0);
    expect(stdout.trimEnd()).toBe(join(folder, '.github/workflows/publish.yml'));
    expect(readFileSync(join(folder, 'broadsheet.config.yaml'), 'utf8')).toBe('title: X\n');
    const workflow = readFileSync(stdout.trimEnd(), 'utf8');
    const { version } = JSON.parse(
      readFileSync(join(dirname(main), '../../package.json'), 'utf8'),
    ) as { version: string };
    const [, command = ''] = / run: npx --yes broadsheet@(.*)$/m.exec(workflow) ?? [];
    expect(command.startsWith(`${version} `)).toBe(true);
    // What the workflow runs is run here, with the address that the host says.
    const args = command.slice(version.length + 1).replace('"$BASE_URL/"', 'https://x.example/y/');
    const build = await run(args.split(' '), { cwd: folder });
    expect(build.status, build.stderr).toBe(0);
    const manifest = JSON.parse(readFileSync(join(folder, '_site/manifest.json'), 'utf8'));
    expect(manifest.baseUrl).toBe('https://x.example/y/');
    expect((await run(['init', folder, '--github'])).status).toBe(4);
  });

  it('writes through no link that leaves the folder', async () => {
    const folder = folderOf({ 'a.md': post('A') });
    const elsewhere = emptyFolder();
    symlinkSync(elsewhere, join(folder, '.github'));
    const { status } = await run(['init', folder, '--github']);
    expect(status).not.toBe(0);
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

describe('build', () => {
  it('says what has changed since the last build, and how much there is', async () => {
    const folder = folderOf({ 'a.md': post('A'), 'b.md': post('B') });
    const out = join(emptyFolder(), 'archive');
    const first = await run(['build', folder, '--out', out]);
    expect(first.stderr).toMatch(/2 posts, \d+ files \(\d+(?:\.\d)? MB\) in /);
    expect(first.stderr).not.toContain('since the last build');
    expect((await run(['build', folder, '--out', out])).stderr).toContain(
      'Addresses since the last build: all as before',
    );
    writeFileSync(join(folder, 'c.md'), post('C'));
    writeFileSync(join(folder, 'b.md'), '');
    const { stderr } = await run(['build', folder, '--out', out]);
    expect(stderr).toMatch(
      /Addresses since the last build: 1 new \(\/issues\/c\/\), \d+ changed, 1 gone \(\/issues\/b\/\)/,
    );
    writeFileSync(join(folder, 'd.md'), post('D'));
    const { stdout } = await run(['build', folder, '--out', out, '--json']);
    expect(JSON.parse(stdout).addresses).toMatchObject({ added: ['/issues/d/'], gone: [] });
  });

  it('may be told where the archive is published', async () => {
    const folder = folderOf({ 'a.md': post('A') });
    const out = join(emptyFolder(), 'archive');
    const address = 'https://preview.example/x';
    expect((await run(['build', folder, '--out', out, '--base-url', address])).status).toBe(0);
    expect(readFileSync(join(out, 'index.xml'), 'utf8')).toContain(`${address}/issues/a/`);
    const wrong = await run(['build', folder, '--out', out, '--base-url', 'preview.example']);
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('no pages can stand'),
    ]);
  });

  it.each([
    ['cloudflare', '_headers'],
    ['netlify', '_headers'],
    ['vercel', 'vercel.json'],
  ])('tells %s what may be kept for ever', async (host, name) => {
    const folder = folderOf({ 'a.md': post('A'), 'broadsheet.config.json': '{}' });
    const out = join(emptyFolder(), 'archive');
    expect((await run(['build', folder, '--out', out, '--for', host])).status).toBe(0);
    const text = readFileSync(join(out, name), 'utf8');
    expect(text).toContain('max-age=31536000, immutable');
    expect(text).toContain('/assets/');
    if (name.endsWith('.json')) expect(JSON.parse(text).trailingSlash).toBe(true);
    const files = JSON.parse(readFileSync(join(out, 'files.json'), 'utf8'));
    expect(JSON.stringify(files)).toContain(name);
    // An owner's own goes first.
    mkdirSync(join(folder, 'static'));
    writeFileSync(join(folder, 'static', name), '# mine');
    const { stderr } = await run(['build', folder, '--out', out, '--for', host]);
    expect(readFileSync(join(out, name), 'utf8')).toBe('# mine');
    expect(stderr).toContain(`the site's own ${name} stays as it is`);
  });

  it('refuses hosts that it does not know', async () => {
    const { status, stderr } = await run(['build', emptyFolder(), '--for', 'geocities']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('cloudflare, netlify, vercel')]);
  });

  it('has a text of what is here for programs that read Markdown', async () => {
    const folder = folderOf({
      'broadsheet.config.yaml': 'title: X\ndescription: About X\nbaseURL: https://x.example/\n',
      'a.md': post('A [b]'),
      'pages/about.md': '---\ntitle: About\n---\nWho we are.\n',
    });
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', out]);
    const text = readFileSync(join(out, 'llms.txt'), 'utf8');
    expect(text).toBe(`# X

> About X

## Pages

- [About](https://x.example/posts/pages/about.md): Who we are.

## Issues

- [A \\[b\\]](https://x.example/posts/a.md) (2024-01-02): Text of A [b].
`);
    for (const [, path = ''] of text.matchAll(/https:\/\/x\.example\/([^)]*)/g))
      expect(existsSync(join(out, path)), path).toBe(true);
  });
});
