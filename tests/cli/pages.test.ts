/* What is no issue: pages, the introduction of the home page, and where they stand and do not stand. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

function folderOf(files: Record<string, string>): string {
  const folder = join(emptyFolder(), 'press');
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function post(title: string, day: number, more = '', text = 'Text.'): string {
  return `---\ntitle: ${title}\ndate: 2024-01-0${day}\ntags: [word]\n${more}---\n\n${text}\n`;
}

function page(title: string, more = '', text = 'Zeppelin and nothing else.'): string {
  return `---\ntitle: ${title}\n${more}---\n\n${text}\n`;
}

interface Built {
  out: string;
  manifest: Manifest;
  stderr: string;
  pages: (string | undefined)[];
  issues: string[];
  file(path: string): string;
}

async function built(folder: string, out = join(emptyFolder(), 'archive')): Promise<Built> {
  const { stderr, status } = await run(['build', folder, '--out', out]);
  expect(status, stderr).toBe(0);
  const file = (path: string): string => readFileSync(join(out, path), 'utf8');
  const manifest = JSON.parse(file('manifest.json')) as Manifest;
  const pages = manifest.posts.filter(({ page: isPage }) => isPage);
  const issues = manifest.posts.filter(({ page: isPage }) => !isPage);
  return {
    ...{ out, manifest, stderr, file },
    pages: pages.map(({ url }) => url).sort(),
    issues: issues.map(({ path }) => path).sort(),
  };
}

describe('in a plain folder', () => {
  const files = {
    'broadsheet.config.yaml': 'title: The Press\nbaseURL: https://press.example/paper/\n',
    'index.md': 'Welcome to [the first](a.md), see ![map](map.png) and [us](/about/).\n',
    'map.png': 'PNG',
    'a.md': post('First', 1),
    'b.md': post('Second', 2, '', 'See [about](pages/about.md).'),
    'imprint.md': page('Imprint', 'page: true\naliases: [/legal/]\n'),
    'pages/about.md': page('About us', 'date: 2024-05-05\ntags: [word, only]\nlang: en\n'),
    'pages/Team & friends/index.md': page('Team'),
    'pages/contact.md': page('Contact', 'weight: 1\n'),
    'pages/draft.md': page('Draft', 'draft: true\n'),
    'pages/post.md': post('Third', 3, 'page: false\n'),
  };

  it('stand at addresses of their own, and in no list, feed or count', async () => {
    const { manifest, pages, issues, file, stderr, out } = await built(folderOf(files));
    expect(issues).toEqual(['a.md', 'b.md', 'pages/post.md']);
    expect(pages).toEqual(['about/', 'contact/', 'imprint/', 'team-friends/']);
    expect(manifest.owner?.nav).toEqual([
      { text: 'Contact', href: 'contact/' },
      { text: 'About us', href: 'about/' },
    ]);
    expect(stderr).toContain('3 posts, 4 pages');
    const about = file('about/index.html');
    expect(about).toContain('<h1 lang="en" tabindex="-1" data-key="title">About us</h1>');
    expect(about).toContain('Zeppelin');
    expect(about).toContain('"@type":"WebPage"');
    expect(about).toContain('<link rel="canonical" href="https://press.example/paper/about/">');
    expect(about).not.toMatch(/class="(?:byline|neighbours|related|article-tags)"/);
    for (const name of ['index.xml', 'atom.xml', 'feed.json', 'years/2024/index.html']) {
      expect(file(name), name).not.toContain('Zeppelin');
    }
    expect(file('index.html')).toContain('3 issues');
    expect(file('tags/word/index.html')).not.toContain('Zeppelin');
    expect(existsSync(join(out, 'tags/only'))).toBe(false);
    expect(file('sitemap.xml')).toContain('<loc>https://press.example/paper/about/</loc>');
    expect(file('issues/b/index.html')).toContain('<a href="../../about/">about</a>');
    expect(file('legal/index.html')).toContain('imprint');
    expect(file('issues/a/index.html')).toContain('href="../../about/" data-key="nav:about/"');
    expect(about).toContain('aria-current="page" dir="auto">About us</a>');
  });

  it('are found by search', async () => {
    const { stdout } = await run(['search', 'zeppelin', '--in', folderOf(files), '--json']);
    const { hits, facets } = JSON.parse(stdout);
    expect(hits.map(({ path }: { path: string }) => path).sort()).toEqual([
      'imprint.md',
      'pages/Team & friends/index.md',
      'pages/about.md',
      'pages/contact.md',
    ]);
    expect(facets.tags).toEqual([]);
    expect(facets.years).toEqual([]);
  });

  it('may have an introduction, whose links lead where they should', async () => {
    const folder = folderOf(files);
    const { file, manifest, out } = await built(folder);
    expect(manifest.owner?.introduction).toContain('Welcome');
    const home = file('index.html');
    expect(home).toContain('<a href="issues/a/">the first</a>');
    expect(home).toContain('<img src="./posts/map.png"');
    expect(home).toContain('<a href="./about/">us</a>');
    expect(file('posts/map.png')).toBe('PNG');
    expect(file('issues/a/index.html')).not.toContain('Welcome');
    writeFileSync(join(folder, 'index.md'), 'Good morning.\n');
    expect((await built(folder, out)).file('index.html')).toContain('Good morning.');
  });

  it('may lie beside the folder of the posts', async () => {
    const { issues, pages, file } = await built(
      folderOf({
        'broadsheet.config.yaml':
          'posts: letters\nexclude: [old]\npermalinks: { essays: "/e/:filename/" }\n',
        'letters/a.md': post('First', 1),
        'letters/essays/b.md': post('Second', 2),
        'letters/old/c.md': post('Old', 3),
        'pages/about.md': page('About'),
        'README.md': post('About the repository', 4),
      }),
    );
    expect(issues).toEqual(['letters/a.md', 'letters/essays/b.md']);
    expect(pages).toEqual(['about/']);
    expect(file('e/b/index.html')).toContain('Second');
    expect(file('issues/a/index.html')).toContain('First');
  });

  it('give way to what every archive has', async () => {
    const { manifest, out } = await built(
      folderOf({
        'a.md': post('First', 1),
        'pages/tags/word.md': page('Mine'),
        'pages/404.md': page('Gone'),
      }),
    );
    expect(manifest.posts).toHaveLength(3);
    expect(readFileSync(join(out, 'tags/word/index.html'), 'utf8')).not.toContain('Mine');
    expect(readFileSync(join(out, '404.html'), 'utf8')).not.toContain('Zeppelin');
  });
});

describe('of a Hugo site', () => {
  const files = {
    'hugo.toml': 'title = "The Press"\nbaseURL = "https://press.example/"\n',
    'content/_index.md': '---\ntitle: Home\n---\nThis is the press.\n',
    'content/posts/a.md': post('First', 1),
    'content/notes/b.md': post('Second', 2),
    'content/about.md': page('About', 'date: 2020-01-01\nmenu: { main: { weight: 2 } }\n'),
    'content/contact/index.md': page('Contact', 'menus: main\nurl: /write-to-us/\n'),
    'content/search.md': '---\ntitle: Search\nlayout: search\n---\n',
  };

  it('are what lies in no section, with the text of its home page', async () => {
    const { issues, pages, manifest, stderr, file } = await built(folderOf(files));
    expect(issues).toEqual(['notes/b.md', 'posts/a.md']);
    expect(pages).toEqual(['about/', 'write-to-us/']);
    expect(manifest.owner?.nav).toEqual([
      { text: 'About', href: 'about/' },
      { text: 'Contact', href: 'write-to-us/' },
    ]);
    expect(stderr).toContain('search.md: a page without a text of its own');
    expect(file('search/index.html')).toContain('http-equiv="refresh"');
    expect(stderr).not.toContain('_index.md');
    expect(file('index.html')).toContain('This is the press.');
  });

  it('are what lies outside of the main sections, where these are named and there', async () => {
    const main = (name: string) => ({
      ...files,
      'hugo.toml': `title = "The Press"\n[params]\nmainSections = ["${name}"]\n`,
    });
    const { issues, pages } = await built(folderOf(main('posts')));
    expect(issues).toEqual(['posts/a.md']);
    expect(pages).toEqual(['about/', 'notes/b/', 'write-to-us/']);
    expect((await built(folderOf(main('articles')))).issues).toHaveLength(2);
  });

  it('are none where all of it lies in no section', async () => {
    const { issues, pages } = await built(
      folderOf({
        'hugo.toml': 'title = "X"\n',
        'content/a.md': post('A', 1),
        'content/b.md': page('B'),
      }),
    );
    expect([issues, pages]).toEqual([['a.md', 'b.md'], []]);
  });
});

describe('of a Jekyll site', () => {
  it('are its pages, and what has no date of its collections', async () => {
    const { issues, pages, manifest, stderr, file } = await built(
      folderOf({
        '_config.yml':
          'title: The Press\nurl: https://press.example\nheader_pages: [contact.md, about.md]\ncollections: { people: { output: true } }\n',
        'index.md': page('Home', '', 'Hello from Jekyll.'),
        '_posts/2024-01-01-a.md': post('First', 1),
        '_people/ada.md': page('Ada'),
        'about.md': page('About', 'permalink: /about/\n'),
        'contact.md': page('Contact'),
        'archive.md': '---\nlayout: archive\n---\n',
        '404.md': page('Gone', 'permalink: /404.html\n'),
        'notes.md': 'No front matter.\n',
        '_includes/part.md': page('Part'),
      }),
    );
    expect(issues).toEqual(['_posts/2024-01-01-a.md']);
    expect(pages).toEqual(['about/', 'contact.html', 'people/ada.html']);
    expect(manifest.owner?.nav).toEqual([
      { text: 'Contact', href: 'contact.html' },
      { text: 'About', href: 'about/' },
    ]);
    expect(file('index.html')).toContain('Hello from Jekyll.');
    expect(file('contact.html')).toContain('Zeppelin');
    expect(stderr).toContain('archive.md: a page without a text of its own');
    expect(stderr).toContain('404.md: the archive has a page of its own for what is missing');
    expect(stderr).toContain('notes.md: pages of Jekyll need front matter');
  });
});
