/* An archive of several newsletters: a facet, a list and a feed each; and what its home page begins with. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

const post = (title: string, day: number, more = '') =>
  `---\ntitle: ${title}\ndate: 2024-01-0${day}\n${more}---\n\nSome **words** about ${title}.\n`;

async function built(files: Record<string, string>) {
  const folder = join(emptyFolder(), 'press');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const out = join(emptyFolder(), 'archive');
  const { stderr, status } = await run(['build', folder, '--out', out]);
  const file = (path: string): string => readFileSync(join(out, path), 'utf8');
  return { stderr, status, out, file };
}

describe('newsletters by folder', () => {
  const files = {
    'broadsheet.config.yaml':
      'baseURL: https://a.example/\nsections: { weekly: The Weekly, weekly/extra: "Extra & more", notes/: Notes }\n',
    'weekly/one.md': post('One', 1, 'categories: [Tea]\n'),
    'weekly/two.md': post('Two', 2),
    'weekly/extra/three.md': post('Three', 3),
    'notes/four.md': post('Four', 4, 'categories: [notes, Notes]\n'),
    'other.md': post('Five', 5),
    'pages/about.md': '---\ntitle: About\n---\nWho.\n',
  };

  it('have a facet, a list, a feed and a way back to it', async () => {
    const { file, status, stderr } = await built(files);
    expect(status, stderr).toBe(0);
    const { posts } = JSON.parse(file('manifest.json')) as Manifest;
    const categories = Object.fromEntries(posts.map(({ path, data }) => [path, data.categories]));
    expect(categories).toEqual({
      'weekly/one.md': ['The Weekly', 'Tea'],
      'weekly/two.md': ['The Weekly'],
      'weekly/extra/three.md': ['Extra & more'],
      'notes/four.md': ['notes', 'Notes'],
      'other.md': [],
      'pages/about.md': [],
    });
    const list = file('categories/the-weekly/index.html');
    expect([...list.matchAll(/data-key="post:([^"]*)"/g)].map(([, path]) => path)).toEqual([
      'weekly/two.md',
      'weekly/one.md',
    ]);
    const feed = file('categories/the-weekly/index.xml');
    expect(feed).toContain('<title>The Weekly — ');
    expect([...feed.matchAll(/<item>/g)]).toHaveLength(2);
    // Where people look for it.
    expect(file('weekly/index.html')).toContain('categories/the-weekly/');
    const issue = file('issues/one/index.html');
    expect(issue).toMatch(
      /data-back[^>]*>.*?<a href="\.\.\/\.\.\/categories\/the-weekly\/" data-key="section" dir="auto">The Weekly<\/a><\/p>/,
    );
    expect(issue).toMatch(/<p class="kicker">.*Tea/);
    expect(issue).not.toMatch(/<p class="kicker">.*The Weekly/);
    expect(file('issues/other/index.html')).not.toContain('data-key="section"');
    expect(file('index.html')).toContain('Extra &amp; more');
  });

  it('are found where words are looked for', async () => {
    const { out } = await built(files);
    const { stdout } = await run(['search', 'words category:"The Weekly"', '--in', out, '--json']);
    const hits = JSON.parse(stdout) as { hits: { path: string }[] };
    expect(hits.hits.map(({ path }) => path).sort()).toEqual(['weekly/one.md', 'weekly/two.md']);
  });

  it('lie below the folder of the posts where that is named', async () => {
    const { file } = await built({
      'broadsheet.config.yaml': 'posts: posts\nsections: { weekly: The Weekly }\n',
      'posts/weekly/one.md': post('One', 1),
      'pages/about.md': '---\ntitle: About\n---\nWho.\n',
    });
    expect(file('categories/the-weekly/index.html')).toContain('One');
    expect(file('weekly/index.html')).toContain('categories/the-weekly/');
  });

  it.each(['sections: [weekly]', 'sections: { weekly: "" }', 'sections: { ./: Root }'])(
    'are refused: %s',
    async (line) => {
      const { status, stderr } = await built({
        'broadsheet.config.yaml': line,
        'a.md': post('A', 1),
      });
      expect(status).toBe(3);
      expect(stderr).toContain('names by folder');
    },
  );
});

describe('the introduction', () => {
  const readme = `# The Press

[![Build](https://ci.example/badge.svg)](https://ci.example/) Letters about [tea](docs/tea.md#x).

![A pot](art/pot.png) <script>alert(1)</script>

<div align="center"><h2>Install</h2></div>

Nothing of this.
`;
  const files = {
    'broadsheet.config.yaml': 'introduction: README.md\n',
    'README.md': readme,
    'a.md': post('A', 1),
    'art/pot.png': 'PNG',
  };

  it('is the first section of the README where that is asked for', async () => {
    const { file, out } = await built(files);
    const home = file('index.html');
    const [, text = ''] =
      /<div class="introduction prose" dir="auto">(.*?)<\/div>/s.exec(home) ?? [];
    expect(text).toContain('Letters about');
    expect(text).toContain('src="./art/pot.png"');
    expect(text).not.toMatch(/The Press|Install|Nothing|alert|<div/);
    expect(readFileSync(join(out, 'art/pot.png'), 'utf8')).toBe('PNG');
    expect(file('issues/a/index.html')).not.toContain('Letters about');
  });

  it('is nothing of the README where it is not', async () => {
    const { file } = await built({ ...files, 'broadsheet.config.yaml': 'title: A\n' });
    expect(file('index.html')).not.toContain('Letters about');
  });

  it.each([
    ['gone.md', /introduction: gone\.md is not there/],
    ['art/pot.png', /is no Markdown file/],
    ['../x.md', /introduction: \.\.\/x\.md is/],
  ])('is refused: %s', async (name, message) => {
    const { status, stderr } = await built({
      ...files,
      'broadsheet.config.yaml': `introduction: ${name}`,
    });
    expect(status).toBe(3);
    expect(stderr).toMatch(message);
  });
});
