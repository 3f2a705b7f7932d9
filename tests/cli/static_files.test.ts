/*
 * Files at addresses from the root, as sites of each kind keep them: they are where the addresses point,
 * the pages lead there from wherever they stand, and nothing is published that should not be.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, serve, temporaryFolder } from './command.js';

type Files = Readonly<Record<string, string>>;

function write(files: Files): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function buildOf(folder: string) {
  const out = join(temporaryFolder(), 'archive');
  const outcome = await run(['build', folder, '--out', out]);
  expect(outcome.status, outcome.stderr).toBe(0);
  const has = (path: string): boolean => existsSync(join(out, path));
  const read = (path: string): string => readFileSync(join(out, path), 'utf8');
  return { out, stderr: outcome.stderr, has, read };
}

interface Found {
  code: string;
  file: string;
  line: number;
  message: string;
  severity: string;
}

async function check(folder: string): Promise<Found[]> {
  const { stdout } = await run(['check', '.', '--json'], { cwd: folder });
  return (JSON.parse(stdout) as { diagnostics: Found[] }).diagnostics.filter(({ code }) =>
    /^(?:link-dead|image-missing|cover-missing|file-withheld)$/.test(code),
  );
}

const hugo: Files = {
  'hugo.toml': 'baseURL = "https://example.org/blog/"\ntitle = "Letters"\n',
  'content/posts/one.md': `---
title: One
date: 2024-01-02
cover: /img/cover.png
---
![a](/img/a%20b.png) ![b](/blog/img/b.png?x=1&y=2#z) ![c](https://example.org/blog/img/b.png)
![d](//example.org/blog/img/b.png) ![e](/pictures/e.png) ![f](/posts/two/f.png) [pdf](/files/paper.pdf)

<img src="/img/raw.png" alt="r"> <a href="/posts/two/?q=1#part">two</a> [three](/posts/three)
[old](/was/two/) [feed](/index.xml) [home](/) [section](/posts/) [tag](/tags/spring/)

[gone](/about/) ![none](/img/none.png) [mail](mailto:a@example.org) [host](https://example.com/img/b.png)
[up](../two/) [file](two/index.md) [ending](three.md#x) [static](../../static/img/b.png)
`,
  'content/posts/two/index.md':
    '---\ntitle: Two\ndate: 2024-01-01\ntags: [spring]\naliases: [/was/two/]\n---\n## part\n\n![f](f.png)\n',
  'content/posts/two/f.png': 'f',
  'content/posts/three.md': '---\ntitle: Three\ndate: 2023-01-01\n---\nText.\n',
  'static/img/a b.png': 'ab',
  'static/img/b.png': 'b',
  'static/img/cover.png': 'c',
  'static/img/raw.png': 'r',
  'static/files/paper.pdf': 'p',
  'static/CNAME': 'example.org',
  'static/demo/index.html': '<p>demo</p>',
  'static/.well-known/security.txt': 's',
  'static/.env': 'KEY=1',
  'static/id_rsa': 'key',
  'static/robots.txt': 'theirs',
  'static/posts/three/index.html': 'theirs',
  'assets/pictures/e.png': 'e',
  'assets/pictures/unasked.png': 'u',
  'secret.png': 'outside of everything that is published',
};

describe('a Hugo site', () => {
  it('has its files where their addresses point, and pages that lead there', async () => {
    const { has, read, stderr } = await buildOf(write(hugo));
    for (const path of [
      ...['img/a b.png', 'img/b.png', 'img/cover.png', 'img/raw.png', 'files/paper.pdf', 'CNAME'],
      ...['demo/index.html', '.well-known/security.txt', 'pictures/e.png', 'posts/posts/two/f.png'],
    ]) {
      expect(has(path), path).toBe(true);
    }
    for (const path of ['.env', 'id_rsa', 'pictures/unasked.png', 'secret.png']) {
      expect(has(path), path).toBe(false);
    }
    expect(read('robots.txt')).not.toBe('theirs');
    expect(read('posts/three/index.html')).toContain('Three');
    expect(stderr).toContain('posts/three/index.html, robots.txt');
    expect(stderr).toMatch(/static\/id_rsa \(its name is one of secrets\)/);

    const html = read('posts/one/index.html');
    const shown = [...html.matchAll(/<img src="([^"]*)"/g)].map(([, address]) => address);
    expect(shown).toEqual([
      ...['../../img/cover.png', '../../img/a%20b.png', '../../img/b.png?x=1&amp;y=2#z'],
      ...['../../img/b.png', '../../img/b.png', '../../pictures/e.png'],
      ...['../../posts/posts/two/f.png', '../../img/raw.png', '/img/none.png'],
    ]);
    const prose = html.slice(html.indexOf('class="prose"'), html.indexOf('article-foot'));
    const links = [...prose.matchAll(/<a href="([^"]*)"/g)].map(([, address]) => address);
    expect(links).toEqual([
      ...['../../files/paper.pdf', '../../posts/two/?q=1#part', '../../posts/three/'],
      ...['../../posts/two/', '../../index.xml', '../../', '../../', '../../tags/spring/'],
      ...['/about/', 'mailto:a@example.org', 'https://example.com/img/b.png'],
      ...['../../posts/two/', '../../posts/two/', '../../posts/three/#x', '../../img/b.png'],
    ]);
    expect(html).toContain('property="og:image" content="https://example.org/blog/img/cover.png"');
    const feed = read('index.xml');
    expect(feed).toContain('src=&quot;https://example.org/blog/img/raw.png&quot;');
    expect(feed).toContain('href=&quot;https://example.org/blog/posts/two/?q=1#part&quot;');
  });

  it('is served as it is built', async () => {
    const { url } = await serve([write(hugo), '--port', '0']);
    const status = async (path: string): Promise<number> => (await fetch(url + path)).status;
    for (const path of ['img/a%20b.png', 'CNAME', '.well-known/security.txt', 'pictures/e.png']) {
      expect(await status(path), path).toBe(200);
    }
    for (const path of ['.env', 'id_rsa', 'pictures/unasked.png', 'secret.png', 'hugo.toml']) {
      expect(await status(path), path).not.toBe(200);
    }
    const demo = await fetch(`${url}demo/index.html`);
    expect(demo.headers.get('content-security-policy')).toContain('sandbox');
    expect(await (await fetch(`${url}posts/one/`)).text()).toContain('src="../../img/raw.png"');
    expect(await (await fetch(`${url}posts/three/`)).text()).toContain('Three');
  });

  it('is told of what leads to nothing, and of nothing else', async () => {
    const found = await check(write(hugo));
    expect(found.map(({ code, line, message }) => `${code} ${line} ${message}`)).toEqual([
      'link-dead 12 the archive has nothing at /about/',
      'image-missing 12 the archive has nothing at /img/none.png',
    ]);
  });

  it('mounts folders as its modules say, and has a static folder for each language', async () => {
    const { has, read } = await buildOf(
      write({
        'config.yaml': [
          'title: Letters\nlanguages:\n  en: {}\n  zh: {staticDir: [static-zh]}',
          'module:\n  mounts:\n    - {source: content, target: content}',
          '    - {source: pictures, target: static/img}\n    - {source: parts, target: assets}\n',
        ].join('\n'),
        'content/one.md': '---\ntitle: One\n---\n![](/img/a.png) ![](/x/b.png) ![](/static.png)\n',
        'pictures/a.png': 'a',
        'parts/x/b.png': 'b',
        'static/static.png': 'mounts have taken its place',
      }),
    );
    expect([has('img/a.png'), has('x/b.png'), has('static.png')]).toEqual([true, true, false]);
    expect(read('one/index.html')).toContain('<img src="../img/a.png"');
    const { has: hasOf } = await buildOf(
      write({
        'config.toml':
          'staticDir = ["static", "more"]\n[languages.en]\n[languages.zh]\nstaticDir2 = "zh"',
        'content/one.md': '---\ntitle: One\n---\nText.\n',
        'static/a.png': 'a',
        'more/b.png': 'b',
        'zh/c.png': 'c',
      }),
    );
    expect(['a.png', 'b.png', 'c.png'].map(hasOf)).toEqual([true, true, true]);
  });

  it('publishes of a part what its posts ask for', async () => {
    const folder = write({ ...hugo, '.git/HEAD': '' });
    const { has } = await buildOf(join(folder, 'content/posts'));
    expect([has('img/raw.png'), has('CNAME'), has('demo/index.html')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('follows no link out of a static folder', async () => {
    const folder = write(hugo);
    symlinkSync('../../secret.png', join(folder, 'static/img/link.png'));
    symlinkSync('../content/posts', join(folder, 'static/drafts'));
    symlinkSync('b.png', join(folder, 'static/img/same.png'));
    const { has, stderr } = await buildOf(folder);
    expect([has('img/link.png'), has('drafts'), has('img/same.png')]).toEqual([false, false, true]);
    expect(stderr).toContain('static/img/link.png (a link that leaves the folder)');
  });
});

describe('a Jekyll site', () => {
  const jekyll: Files = {
    '_config.yml':
      'title: Letters\nurl: https://example.org\nbaseurl: /blog\ninclude: [CNAME, .well-known]\nexclude: [drawings]\n',
    '_posts/2024-01-02-one.md':
      '---\ntitle: One\n---\n![a](/blog/img/a.png) ![b](/img/a.png) ![c](../img/c.png) [p](/blog/files/paper.pdf)\n' +
      '[two](/blog/2024/01/01/two.html) [abs](https://example.org/blog/2024/01/01/two.html)\n\n' +
      '<img src="/blog/img/raw.png" alt="r"> ![s](shot.png) [page](/blog/about/)\n',
    '_posts/2024-01-01-two.md': '---\ntitle: Two\n---\nText.\n',
    '_posts/shot.png': 's',
    '_drafts/later.md': '---\ntitle: Later\n---\n![](/blog/img/later.png)\n',
    'img/a.png': 'a',
    'img/c.png': 'c',
    'img/raw.png': 'r',
    'img/later.png': 'l',
    'img/unasked.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'files/paper.pdf': 'p',
    'files/private.pdf': 'nobody refers to it',
    'drawings/d.png': 'excluded',
    '_site/img/a.png': 'built',
    Rakefile: 'task',
    'script.rb': 'puts',
    CNAME: 'example.org',
    '.well-known/nostr.json': '{}',
    'about.md': '---\ntitle: About\n---\nAbout.\n',
  };

  it('has the files of its root, by type and by what it includes', async () => {
    const { has, read } = await buildOf(write(jekyll));
    const there = ['img/a.png', 'img/c.png', 'img/raw.png', 'img/unasked.svg', 'files/paper.pdf'];
    for (const path of [...there, 'CNAME', '.well-known/nostr.json', 'posts/_posts/shot.png']) {
      expect(has(path), path).toBe(true);
    }
    for (const path of [
      ...['img/later.png', 'files/private.pdf', 'drawings/d.png', '_site/img/a.png', 'Rakefile'],
      ...['script.rb', '_config.yml', 'posts/img/a.png', 'posts/_site/img/a.png', 'about.md'],
    ]) {
      expect(has(path), path).toBe(false);
    }
    const html = read('2024/01/02/one.html');
    const shown = [...html.matchAll(/<img src="([^"]*)"/g)].map(([, address]) => address);
    const root = '../../../';
    expect(shown).toEqual([
      ...[`${root}img/a.png`, `${root}img/a.png`, `${root}img/c.png`, `${root}img/raw.png`],
      `${root}posts/_posts/shot.png`,
    ]);
    expect(html.match(/href="..\/..\/..\/2024\/01\/01\/two.html"/g)?.length).toBeGreaterThan(1);
    expect(html).toContain(`href="${root}files/paper.pdf"`);
  });

  it('shows with a draft its pictures, and is told of pages that the archive has not', async () => {
    const folder = write(jekyll);
    const out = join(temporaryFolder(), 'archive');
    await run(['build', folder, '--out', out, '--drafts']);
    expect(existsSync(join(out, 'img/later.png'))).toBe(true);
    expect((await check(folder)).map(({ code, message }) => `${code} ${message}`)).toEqual([
      'link-dead the archive has nothing at /blog/about/',
    ]);
  });
});

it.each([
  ['without an address', 'baseurl: /blog\n'],
  ['with one', 'url: https://example.org\nbaseurl: /blog\n'],
  ['without a path', 'url: https://example.org\n'],
])('Jekyll, %s: addresses that its templates make lead into the archive', async (_, settings) => {
  const { read, has } = await buildOf(
    write({
      '_config.yml': `title: Letters\n${settings}`,
      '_posts/2024-01-02-one.md':
        '---\ntitle: One\n---\n![]({{ site.baseurl }}/img/a.png) ![]({{ "/img/a.png" | relative_url }})\n' +
        '![]({{ "/img/a.png" | absolute_url }}) [two]({{ site.baseurl }}{% post_url 2024-01-01-two %})\n\n' +
        '<img src="{{ \'img/a.png\' | relative_url }}" alt="r">\n',
      '_posts/2024-01-01-two.md': '---\ntitle: Two\n---\nText.\n',
      'img/a.png': 'a',
    }),
  );
  expect(has('img/a.png')).toBe(true);
  const html = read('2024/01/02/one.html');
  const shown = [...html.matchAll(/<img src="([^"]*)"/g)].map(([, address]) => address);
  expect(shown).toEqual(Array.from({ length: 4 }, () => '../../../img/a.png'));
  expect(html).toContain('<a href="../../../2024/01/01/two.html">two</a>');
});

it('Hexo: what lies in source stands at the root, posts have folders of their own', async () => {
  const { has, read } = await buildOf(
    write({
      '_config.yml':
        'title: Letters\nurl: https://example.org\nroot: /\npermalink: :year/:title/\n',
      'package.json': '{"hexo":{}}',
      'source/_posts/one.md':
        '---\ntitle: One\ndate: 2024-01-02\n---\n![](/images/a.png) ![](b.png) [two](/2023/two/)\n',
      'source/_posts/one/b.png': 'b',
      'source/_posts/two.md': '---\ntitle: Two\ndate: 2023-01-01\n---\nText.\n',
      'source/images/a.png': 'a',
      'source/_data/c.png': 'c',
    }),
  );
  expect([has('images/a.png'), has('_data/c.png'), has('posts/_data/c.png')]).toEqual([
    ...[true, false, false],
  ]);
  const html = read('2024/one/index.html');
  expect(html).toContain('<img src="../../images/a.png"');
  expect(html).toContain('<img src="../../posts/_posts/one/b.png"');
  expect(html).toContain('href="../../2023/two/"');
});

describe('a folder without a generator', () => {
  const plain: Files = {
    'one.md':
      '![](/img/a.png) ![](/pictures/b.png) [two](/issues/two/) [two](two) [host](/elsewhere/) [home](/)\n',
    'two.md': 'Text.\n',
    'static/img/a.png': 'a',
    'static/notes.md': 'no post\n',
    'static/data.csv': 'a,b',
    'pictures/b.png': 'b',
  };

  it('has beside its configuration a folder that is published as it is', async () => {
    const { has, read } = await buildOf(
      write({ ...plain, 'broadsheet.config.yaml': 'title: L\n' }),
    );
    expect([
      has('img/a.png'),
      has('notes.md'),
      has('data.csv'),
      has('posts/static/img/a.png'),
    ]).toEqual([true, true, true, false]);
    const html = read('issues/one/index.html');
    expect(html).toContain('<img src="../../img/a.png"');
    expect(html).toContain('<img src="../../posts/pictures/b.png"');
    expect(html.match(/href="..\/..\/issues\/two\/"/g)?.length).toBeGreaterThan(1);
    // What is not of the archive may be of its host.
    expect(html).toContain('href="/elsewhere/"');
    expect(html).toContain('href="/"');
  });

  it('without one, keeps what posts refer to beside them, and tells mildly of the rest', async () => {
    const folder = write(plain);
    const { has, read } = await buildOf(folder);
    expect([has('img/a.png'), has('data.csv'), has('posts/static/data.csv')]).toEqual([
      ...[false, false, false],
    ]);
    expect(read('issues/one/index.html')).toContain('<img src="../../posts/static/img/a.png"');
    expect((await check(folder)).map(({ code, severity }) => [code, severity])).toEqual([
      ['link-dead', 'info'],
      ['link-dead', 'info'],
    ]);
  });
});

/** Mounts of files, a part of which is left out. */
const mounted: Files = {
  'hugo.toml': `baseURL = "https://example.org/"
[[module.mounts]]
source = "content"
target = "content"
excludeFiles = "posts/private/**"
[[module.mounts]]
source = "static"
target = "static"
excludeFiles = ["/notes/**", "*.psd.png"]
[[module.mounts]]
source = "pictures"
target = "static/pics"
includeFiles = "/shown/**"
`,
  'content/posts/a.md': '---\ntitle: A\ndate: 2024-01-01\n---\n![s](/notes/secret.png)\n',
  'content/posts/private/b.md': '---\ntitle: B\ndate: 2024-01-01\n---\nText.\n',
  'content/posts/private/c.png': 'png',
  'static/logo.png': 'png',
  'static/logo.psd.png': 'png',
  'static/notes/secret.png': 'png',
  'static/deep/notes/d.png': 'png',
  'pictures/shown/e.png': 'png',
  'pictures/shown/deep/f.png': 'png',
  'pictures/hidden/g.png': 'png',
};

describe('files that a mount leaves out', () => {
  const media = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.png'))
      .sort();

  const expected = ['deep/notes/d.png', 'logo.png', 'pics/shown/deep/f.png', 'pics/shown/e.png'];

  it('are not published', async () => {
    const { out, has } = await buildOf(write(mounted));
    expect(media(out)).toEqual(expected);
    expect(has('posts/a/index.html')).toBe(true);
    expect(has('posts/private/b/index.html')).toBe(false);
  });

  it.runIf(spawnSync('hugo', ['version']).status === 0)('are those that Hugo leaves out', () => {
    const folder = write({
      ...mounted,
      'layouts/_default/single.html': '{{ .Content }}',
      'config.toml': mounted['hugo.toml'] ?? '',
    });
    expect(spawnSync('hugo', ['--quiet'], { cwd: folder }).status).toBe(0);
    expect(media(join(folder, 'public'))).toEqual(expected);
  });
});
