/* Addresses that posts ask for, and what becomes of them in the build and in serve. */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCatalog, init } from 'broadsheet';
import { expect, it } from 'vitest';
import { root } from '../package/paths.ts';
import { emptyFolder, run, serve } from './command.js';

/** Writes posts by their path and front matter; those before it are older. */
function folderOf(posts: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [number, [path, frontMatter]] of Object.entries(posts).entries()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const day = String(number + 1).padStart(2, '0');
    writeFileSync(
      join(folder, path),
      `---\ntitle: Letter of ${path}\ndate: 2024-01-${day}\n${frontMatter}\n---\nText.\n`,
    );
  }
  return folder;
}

async function build(folder: string, ...args: string[]) {
  const outcome = await run(['build', 'posts', '--out', 'archive', ...args], { cwd: folder });
  expect(outcome.stderr).not.toContain('    at ');
  expect(outcome.status).toBe(0);
  return outcome;
}

/** The address of each post's page: the canonical one of a build that knows its base. */
function pagesOf(archive: string): Record<string, string> {
  const pages: Record<string, string> = {};
  for (const path of filesOf(archive)) {
    if (!path.endsWith('.html')) continue;
    const html = readFileSync(join(archive, path), 'utf8');
    const title = /<meta property="og:title" content="Letter of ([^"]*)"/.exec(html)?.[1];
    if (title !== undefined) pages[title] = path.replace(/(^|\/)index\.html$/, '$1');
  }
  return pages;
}

function filesOf(archive: string): string[] {
  return readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(archive, path)).isFile())
    .sort();
}

/** `posts` in a folder of its own, built. */
async function built(posts: Readonly<Record<string, string>>, configuration = '') {
  const inner = Object.fromEntries(
    Object.entries(posts).map(([path, text]) => [`posts/${path}`, text]),
  );
  const folder = folderOf(inner);
  if (configuration !== '')
    writeFileSync(join(folder, 'posts/broadsheet.config.yaml'), configuration);
  const outcome = await build(folder);
  const pages = Object.fromEntries(
    Object.entries(pagesOf(join(folder, 'archive'))).map(([path, page]) => [
      path.replace(/^posts\//, ''),
      page,
    ]),
  );
  return { folder, archive: join(folder, 'archive'), pages, outcome };
}

it('are kept where every system can hold them', async () => {
  const { pages, outcome } = await built({
    'a.md': 'url: /Blog/2024/über alles/',
    'b.md': 'url: /old/page.html',
    'c.md': 'slug: 春天的信',
    'd.md': 'permalink: /:year/:month/:slug.html',
    'e.md': "url: '100%/~a@b+c;d=e,f&g$h!/'",
    'posts/node.js.md': 'url: /posts/node.js/',
    'constructor/f.md': '',
    '__proto__/g.md': '',
    'h.md': `url: /${'x'.repeat(255)}/`,
    'i.md': `url: /tags/open/own/`,
  });
  expect(pages).toEqual({
    'a.md': 'Blog/2024/über alles/',
    'b.md': 'old/page.html',
    'c.md': 'issues/春天的信/',
    'd.md': '2024/01/letter-of-posts-d.md.html',
    'e.md': '100%/~a@b+c;d=e,f&g$h!/',
    'posts/node.js.md': 'posts/node.js/',
    'constructor/f.md': 'issues/f/',
    '__proto__/g.md': 'issues/g/',
    'h.md': `${'x'.repeat(255)}/`,
    'i.md': 'tags/open/own/',
  });
  expect(outcome.stderr).not.toContain('could not be as asked for');
});

it('are changed where one cannot, and the build says so', async () => {
  const { pages, archive, outcome } = await built({
    'a.md': `slug: ${'标'.repeat(200)}`,
    'b.md': `url: ${'a/'.repeat(2500)}`,
    'c.md': 'url: /con/aux.txt/nul.html',
    'd.md': 'url: "/.git/hooks/"',
    'e.md': 'url: "/a*b/c|d/e. /"',
    'f.md': 'url: "/x#y?z/"',
    'g.md': 'url: "/\\0/\\u202e/"',
    'h.md': 'url: "/git~1/x/"',
    'k.md': `url: /nul.txt-${'x'.repeat(300)}/`,
    [`${'长'.repeat(82)}.md`]: '',
    'j.md': `tags: [${'标'.repeat(88)}]\ncategories: [${'é'.repeat(200)}]\nauthors: [${'x'.repeat(300)}]`,
  });
  expect(Object.keys(pages)).toHaveLength(11);
  expect(pages['k.md']).toMatch(/^nul-txt-x+-[0-9a-f]{8}\/$/);
  for (const path of filesOf(archive)) {
    for (const segment of path.split('/')) {
      expect(Buffer.byteLength(segment), path).toBeLessThanOrEqual(255);
      if (!path.startsWith('posts/') && path.includes('/'))
        expect(segment).toMatch(/^[^.<>:"|?*\\]/);
    }
    expect(path.split('/').length).toBeLessThanOrEqual(25);
  }
  expect(pages['a.md']).toMatch(/^issues\/标{66}-[0-9a-f]{8}\/$/);
  expect(pages['b.md']).toMatch(/^(a\/){23}a-[0-9a-f]{8}\/$/);
  expect(pages['c.md']).toMatch(/^con-[0-9a-f]{8}\/aux-txt-[0-9a-f]{8}\/nul-[0-9a-f]{8}\.html$/);
  expect(pages['d.md']).toBe('git/hooks/');
  expect(pages['e.md']).toBe('a-b/c-d/e/');
  expect(pages['f.md']).toBe('x-y-z/');
  expect(pages['h.md']).toMatch(/^git~1-[0-9a-f]{8}\/x\/$/);
  expect(outcome.stderr).toMatch(/^12 addresses could not be as asked for: broadsheet check says/m);
});

it('give way to each other, by their own days', async () => {
  const { pages } = await built({
    'a.md': 'url: /a.html',
    'b.md': 'url: /a.html/b/',
    'c.md': 'url: /c/d.html/',
    'd.md': 'url: /c/D.HTML/',
    'e.md': 'url: /é/',
    'f.md': 'url: /e\u0301/',
    'g.md': 'url: /Straße/',
    'h.md': 'url: /STRASSE/',
    'i.md': 'url: /x/index.html',
    'j.md': 'url: /x/',
    'k.md': 'url: /y/z.html',
    'l.md': 'url: /y/z.html',
  });
  expect(pages).toEqual({
    'a.md': 'a.html',
    'b.md': 'a.html-2/b/',
    'c.md': 'c/d.html',
    'd.md': 'c/D.HTML-2/',
    'e.md': 'é/',
    'f.md': 'e\u0301-2024-01-06/',
    'g.md': 'Straße/',
    'h.md': 'STRASSE-2024-01-08/',
    'i.md': 'x/',
    'j.md': 'x-2024-01-10/',
    'k.md': 'y/z.html',
    'l.md': 'y/z-2024-01-12.html',
  });
});

it('are never those of the archive itself, whatever it writes', async () => {
  const configuration = 'baseURL: https://example.org/\noffline: true\n';
  const plain = {
    'plain.md': 'tags: [one]\ncategories: [two]\nauthors: [three]',
    'undated.md': '',
  };
  const first = await built(plain, configuration);
  // What posts are about is theirs to say; the first build says which files there are without them.
  const own = filesOf(first.archive).filter((path) => !path.startsWith('issues/'));
  expect(own).toEqual(expect.arrayContaining(['sw.js', 'manifest.json', 'tags/one/index.html']));
  const greedy = Object.fromEntries(
    own.map((path, number) => [`z${number}.md`, `url: "/${path}"`]),
  );
  const withAliases = { 'zz.md': `aliases: ${JSON.stringify(own.map((path) => `/${path}`))}` };
  const second = await built({ ...plain, ...greedy, ...withAliases }, configuration);
  const files = filesOf(second.archive);
  // The index's files are named by what is in them.
  expect(files).toEqual(expect.arrayContaining(own.filter((path) => !path.endsWith('.bsx'))));
  expect(Object.keys(second.pages)).toHaveLength(own.length + 3);
  for (const page of Object.values(second.pages)) expect(own).not.toContain(page);
  for (const path of own.filter((one) => one.endsWith('.html'))) {
    const titled = /og:title" content="Letter of/.test(
      readFileSync(join(second.archive, path), 'utf8'),
    );
    expect(titled, path).toBe(false);
  }
});

it('of old lead to those of today, unless something is there', async () => {
  const { archive, outcome } = await built({
    'a.md':
      'aliases: [/x//y/, ../old.html, /b/, "/c%00d", "//host.example/e", /manifest.json, "/a.b/"]',
    'b.md': 'url: /b/\naliases: [/x/y/, /X/Y/]',
  });
  const files = filesOf(archive);
  expect(files).toEqual(
    expect.arrayContaining(['x/y/index.html', 'issues/old.html', 'a.b/index.html']),
  );
  // The newer post goes before the older.
  expect(readFileSync(join(archive, 'x/y/index.html'), 'utf8')).toContain('url=../../b/');
  expect(existsSync(join(archive, 'X'))).toBe(false);
  expect(outcome.stderr).toContain('6 addresses could not be as asked for');
});

it('of pictures give way to pages, and the build says so', async () => {
  const folder = folderOf({ 'posts/a.md': 'url: /posts/tree.png/' });
  writeFileSync(join(folder, 'posts/tree.png'), 'png');
  writeFileSync(join(folder, 'posts/bush.png'), 'png');
  const { stderr } = await build(folder);
  expect(stderr).toContain('tree.png is left out: a page of the archive is in its place');
  expect(filesOf(join(folder, 'archive/posts'))).toEqual([
    'a.md',
    'bush.png',
    'tree.png/index.html',
  ]);
});

it('are the same in serve', async () => {
  const { folder, archive, pages } = await built({
    'a.md': `slug: ${'标'.repeat(200)}\naliases: [/once/, /twice.html]`,
    'b.md': 'url: /manifest.json',
    'c.md': 'url: "/.git/a:b/"',
    'd.md': 'url: /posts/a.md/',
    'e.md': 'url: /posts/page.html',
    'f.md': 'url: /posts/section/',
  });
  const { url } = await serve([join(folder, 'posts'), '--port', '0', '--no-watch']);
  const redirects = ['once/', 'twice.html'];
  for (const page of [...Object.values(pages), ...redirects]) {
    const response = await fetch(url + encodeURI(page));
    expect(response.status, page).toBe(200);
    const file = page.endsWith('/') ? `${page}index.html` : page;
    const title = /<title>[^<]*/.exec(readFileSync(join(archive, file), 'utf8'))?.[0] ?? '';
    expect(await response.text(), page).toContain(title);
  }
  const withoutSlash = await fetch(`${url}posts/section`, { redirect: 'manual' });
  expect(withoutSlash.status).toBe(301);
});

it('of a folder that is too deep are passed over, and said', async () => {
  const folder = folderOf({ 'posts/a.md': '' });
  const deep = join(folder, 'posts', 'deep/'.repeat(250));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'b.md'), 'Text.\n');
  const { stderr } = await build(folder);
  expect(stderr).toMatch(/skipped .*: its path is longer than 1,000 bytes/);
});

it('cost no more time when thousands ask for one', async () => {
  await init();
  const { openArchive } = (await import(join(root, 'web/dist/prerender.js'))) as {
    openArchive(manifest: object, catalog: object): { addressOf(path: string): string };
  };
  const data = { title: 'A', tags: [], categories: [], authors: [], url: `/a${'.'.repeat(300)}b/` };
  const posts = Array.from({ length: 20_000 }, (_, number) => {
    return { path: `${number}.md`, data, excerpt: '', words: 0, minutes: 0 };
  });
  const catalog = createCatalog(posts);
  const began = performance.now();
  const pages = openArchive({ posts }, catalog);
  expect(pages.addressOf('19999.md')).toMatch(/-[0-9a-f]{8}-19999\/$/);
  // Some tenths of a second; with a look at all earlier ones for each it would be a minute.
  expect(performance.now() - began).toBeLessThan(10_000);
  catalog.dispose();
});
