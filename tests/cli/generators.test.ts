/* Sites of generators: what is recognized, what is published, and what is said of it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { type Outcome, emptyFolder, run, serve } from './command.js';

/** A folder with these files. */
function folderOf(files: Record<string, string>): string {
  const folder = join(emptyFolder(), 'press');
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function post(title: string, more = ''): string {
  return `---\ntitle: ${title}\ndate: 2024-01-02\n${more}---\n\nText.\n`;
}

async function built(
  folder: string,
  ...options: string[]
): Promise<Outcome & { manifest: Manifest; out: string }> {
  const out = join(emptyFolder(), 'archive');
  const outcome = await run(['build', folder, '--out', out, ...options]);
  expect(outcome.status, outcome.stderr).toBe(0);
  return {
    ...outcome,
    out,
    manifest: JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')),
  };
}

/** Path and address of each post. */
function addresses({ posts }: Manifest): Record<string, string | undefined> {
  return Object.fromEntries(posts.map(({ path, url }) => [path, url]));
}

const hugo = {
  'hugo.toml':
    "title = 'The Press'\nbaseURL = 'https://example.org/'\n[permalinks]\nposts = '/:year/:section/:slug/'\n",
  'content/posts/a.md': post('First Letter'),
  'content/posts/deep/b.md': post('Second'),
};

describe('what a site publishes', () => {
  const files = {
    ...hugo,
    'content/posts/embargo.md': post('Embargo', 'publishDate: 2999-05-06\n'),
    'content/posts/old.md': post('Old', 'expiryDate: 2023-04-05\n'),
    'content/posts/never.md': post('Never', '_build: {render: never}\n'),
    'content/posts/draft.md': post('Draft', 'draft: true\n'),
    'content/posts/alone.md': post('Alone', '_build: {list: never}\n'),
  };

  it('is what its generator would; the rest is named with its reason', async () => {
    const { manifest, stderr, out } = await built(folderOf(files));
    expect(Object.keys(addresses(manifest))).toEqual([
      'posts/a.md',
      'posts/alone.md',
      'posts/deep/b.md',
    ]);
    expect(readFileSync(join(out, '2024/posts/alone/index.html'), 'utf8')).toContain('<h1');
    expect(stderr).toContain('1 post in no list (list: never): posts/alone.md');
    expect(stderr).toContain('1 not yet; --future shows them: posts/embargo.md (until 2999-05-06)');
    expect(stderr).toContain(
      '1 no longer; --expired shows them: posts/old.md (expired 2023-04-05)',
    );
    expect(stderr).toContain('1 post not published by the site: posts/never.md (render: never)');
    expect(stderr).toContain('1 draft left out; --drafts shows them: posts/draft.md');
    for (const file of ['index.xml', 'sitemap.xml', 'index.html']) {
      const text = readFileSync(join(out, file), 'utf8');
      expect(text, file).toContain('2024/posts/first-letter/');
      expect(text, file).not.toMatch(/embargo|\/old\/|never|draft\/|alone/i);
    }
    const found = await run(['search', 'Text', '--in', out, '-q']);
    expect(found.stdout).not.toMatch(/Embargo|Old|Never|Draft|Alone/);
    expect(found.stdout).toContain('First Letter');
  });

  it('is more with --future, --expired and --drafts', async () => {
    const folder = folderOf(files);
    const { manifest } = await built(folder, '--future', '--expired', '--drafts');
    expect(Object.keys(addresses(manifest)).length).toBe(6);
    const { stdout } = await run(['list', folder, '--json']);
    const rows = JSON.parse(stdout) as {
      path: string;
      future: boolean;
      expired: boolean;
      draft: boolean;
    }[];
    const marked = rows.map(({ path, future, expired, draft }) => [path, future, expired, draft]);
    expect(marked).toContainEqual(['posts/embargo.md', true, false, false]);
    expect(marked).toContainEqual(['posts/old.md', false, true, false]);
    expect(marked).toContainEqual(['posts/draft.md', false, false, true]);
    expect(rows.some(({ path }) => path === 'posts/never.md')).toBe(false);
  });

  it('is the same in serve', async () => {
    const folder = folderOf(files);
    const server = await serve([folder, '--port', '0', '--no-watch']);
    const manifest = (await (await fetch(`${server.url}manifest.json`)).json()) as Manifest;
    const expected = ['posts/a.md', 'posts/alone.md', 'posts/deep/b.md'];
    expect(Object.keys(addresses(manifest))).toEqual(expected);
    expect((await fetch(`${server.url}2024/posts/alone/`)).status).toBe(200);
    expect((await fetch(`${server.url}2024/posts/first-letter/`)).status).toBe(200);
    const more = await serve([folder, '--port', '0', '--no-watch', '--future', '--expired']);
    const all = (await (await fetch(`${more.url}manifest.json`)).json()) as Manifest;
    expect(Object.keys(addresses(all)).length).toBe(5);
  });

  it('is told by search, where tags and dates come from the site', async () => {
    const folder = folderOf({
      'hugo.toml': '',
      'content/posts/_index.md': '---\ncascade:\n  tags: [handed]\n---\n',
      'content/posts/a.md': '---\ntitle: A\ndate: 2024-01-02\n---\n\nWords.\n',
      '_ignored/x.md': 'x',
    });
    const { stdout } = await run(['search', 'words tag:handed', '--in', folder, '-q']);
    expect(stdout).toContain('A');
  });
});

describe('a part of a site', () => {
  it('keeps section, addresses and settings', async () => {
    const folder = folderOf(hugo);
    const whole = await built(folder);
    expect(addresses(whole.manifest)).toEqual({
      'posts/a.md': '2024/posts/first-letter/',
      'posts/deep/b.md': '2024/posts/second/',
    });
    const part = await built(join(folder, 'content/posts'));
    expect(part.manifest.title).toBe('The Press');
    expect(addresses(part.manifest)).toEqual({
      'a.md': '2024/posts/first-letter/',
      'deep/b.md': '2024/posts/second/',
    });
    const named = folderOf({ ...hugo, 'broadsheet.config.yaml': 'posts: content/posts/deep\n' });
    expect(addresses((await built(named)).manifest)).toEqual({ 'b.md': '2024/posts/second/' });
  });

  it('of Jekyll does, too', async () => {
    const folder = folderOf({
      '_config.yml': 'title: The Press\npermalink: /:categories/:title/\n',
      '_posts/en/2024-01-02-a.md': post('A', 'categories: one two\n'),
      '_posts/2024-01-03-b.md': post('B'),
    });
    const { manifest } = await built(join(folder, '_posts/en'));
    expect(manifest.title).toBe('The Press');
    expect(addresses(manifest)).toEqual({ '2024-01-02-a.md': 'one/two/a/' });
  });

  it('hears settings up to the root of its repository only', async () => {
    const folder = folderOf({
      'hugo.toml': "title = 'Not ours'\n[permalinks]\nposts = '/x/:slug/'\n",
      'content/posts/.git/HEAD': 'ref: refs/heads/main\n',
      'content/posts/a.md': post('A'),
    });
    const { manifest, stderr } = await built(join(folder, 'content/posts'));
    expect(stderr).toContain('Folder of Markdown files');
    expect(addresses(manifest)).toEqual({ 'a.md': undefined });
    const deep = folderOf({
      ...hugo,
      'content/posts/1/2/3/4/5/6/7/8/c.md': post('Deep'),
      '.git/HEAD': '',
    });
    const far = await built(join(deep, 'content/posts/1/2/3/4/5/6/7/8'));
    expect(addresses(far.manifest)).toEqual({ 'c.md': '2024/posts/deep/' });
  });

  it("an owner's own patterns go before those of the site", async () => {
    const folder = folderOf({
      ...hugo,
      'content/news/c.md': post('News'),
      'broadsheet.config.yaml': 'permalinks: {news: "/n/:slug/"}\n',
    });
    expect(addresses((await built(folder)).manifest)).toMatchObject({
      'news/c.md': undefined,
      'posts/a.md': '2024/posts/first-letter/',
    });
  });
});

describe('references to posts', () => {
  it('are meant beside the post first, and then in the site', async () => {
    const folder = folderOf({
      ...hugo,
      'content/posts/deep/a.md': post('Near'),
      'content/posts/deep/b.md':
        '---\ntitle: Second\ndate: 2024-01-02\n---\n\n{{< ref "a.md" >}} {{< ref "posts/a.md" >}} ' +
        '[x](/posts/a.md#y) {{< relref "none.md" >}}\n',
    });
    const { out } = await built(folder);
    const html = readFileSync(join(out, '2024/posts/second/index.html'), 'utf8');
    expect(html).toContain('<a href="../../../2024/posts/near/">');
    expect(html).toContain('<a href="../../../2024/posts/first-letter/">');
    expect(html).toContain('<a href="../../../2024/posts/first-letter/#y">');
  });
});

describe('posts that want one address', () => {
  const files = {
    '2023/weekly.md': '---\ntitle: One\ndate: 2023-05-01\n---\nText.\n',
    '2024/weekly.md': '---\ntitle: Two\ndate: 2024-05-01\n---\nText.\n',
  };

  it('do not move when another comes: the oldest has it, the others their day', async () => {
    const two = await built(folderOf(files));
    expect(two.stderr).toContain(
      '2 posts want the address issues/weekly/: 2023/weekly.md has it, ' +
        '2024/weekly.md is at issues/weekly-2024-05-01/',
    );
    const three = await built(
      folderOf({ ...files, '2025/weekly.md': '---\ntitle: Three\ndate: 2025-05-01\n---\nText.\n' }),
    );
    for (const { out } of [two, three]) {
      const page = (path: string) => readFileSync(join(out, path, 'index.html'), 'utf8');
      expect(page('issues/weekly')).toContain('<title>One');
      expect(page('issues/weekly-2024-05-01')).toContain('<title>Two');
    }
    expect(readFileSync(join(three.out, 'issues/weekly-2025-05-01/index.html'), 'utf8')).toContain(
      '<title>Three',
    );
  });

  it('are an error of check', async () => {
    const { stdout, status } = await run(['check', folderOf(files)]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/2024\/weekly\.md:1:1: error: .*2023\/weekly\.md \[slug-duplicate\]/);
  });
});

describe('other generators', () => {
  it.each([
    [
      'Zola',
      {
        'config.toml': 'base_url = "https://example.org"\ntitle = "The Press"\n',
        'content/_index.md': '+++\ntitle = "Home"\n+++\n',
        'content/blog/2024-01-02-First Post.md':
          '+++\ntitle = "A"\n[taxonomies]\ntags = ["x"]\n+++\nText.\n',
        'content/blog/b.md': '+++\ntitle = "B"\ndate = 2024-01-03\npath = "own/b"\n+++\nText.\n',
      },
      { 'blog/2024-01-02-First Post.md': 'blog/first-post/', 'blog/b.md': 'own/b/' },
    ],
    [
      'Hexo',
      {
        '_config.yml':
          'title: The Press\nurl: https://example.org\npermalink: :year/:i_month/:title.html\n',
        'source/_posts/a.md': post('A'),
        'source/_posts/b.md': post('B', 'permalink: own/b\n'),
        'source/_drafts/c.md': post('C'),
        'source/about/index.md': post('About'),
      },
      { '_posts/a.md': '2024/1/a.html', '_posts/b.md': 'own/b/' },
    ],
    [
      'Hexo',
      {
        '_config.yml': 'url: https://example.org\npermalink: :category/:title/\n',
        'source/_posts/open.md':
          'title: Open\ndate: 2024-01-02\ncategories: [[A, B], [C, D]]\n---\n# Text\n',
        'source/_posts/long.md': '-----\ntitle: Long\ncategories: [A, B]\n-----\nText.\n',
        'source/_posts/json.md': '"title": "JSON",\n"date": "2024-01-02",\n;;;\nText.\n',
        'source/_posts/heading.md': 'A heading: and more\nof it\n\n- a\n\nNo key\n---\nText.\n',
      },
      {
        '_posts/open.md': 'C/D/open/',
        '_posts/long.md': 'A/B/long/',
        '_posts/json.md': 'uncategorized/json/',
        '_posts/heading.md': 'uncategorized/heading/',
      },
    ],
    [
      'Astro',
      {
        'astro.config.mjs': 'export default {};\n',
        'src/content/blog/first-post.md':
          '---\ntitle: A\npubDate: Jul 08 2022\nheroImage: ./a.png\n---\nText.\n',
      },
      { 'blog/first-post.md': 'blog/first-post/' },
    ],
    [
      'Eleventy',
      {
        'eleventy.config.js': 'module.exports = {};\n',
        'posts/2024-01-02-a.md': post('A'),
        'posts/b.md': post('B', 'permalink: /own/b/\n'),
        'posts/c.md': post('C', 'permalink: false\n'),
        '_includes/d.md': post('D'),
      },
      { 'posts/2024-01-02-a.md': 'posts/a/', 'posts/b.md': 'own/b/' },
    ],
  ])('%s is recognized', async (name, files, expected) => {
    const { manifest, stderr } = await built(folderOf(files));
    expect(stderr).toContain(`${name} site`);
    expect(addresses(manifest)).toEqual(expected);
    if (name === 'Astro') {
      expect(manifest.posts[0]?.data).toMatchObject({ date: '2022-07-08', cover: './a.png' });
    }
    if ('source/_posts/open.md' in files) {
      const data = Object.fromEntries(manifest.posts.map((entry) => [entry.path, entry.data]));
      expect(data['_posts/open.md']).toMatchObject({
        ...{ title: 'Open', date: '2024-01-02', categories: ['A', 'B', 'C', 'D'] },
      });
      expect(data['_posts/json.md']).toMatchObject({ title: 'JSON', date: '2024-01-02' });
      expect(data['_posts/heading.md']?.title).not.toBe('A heading');
    }
    if (name === 'Zola') {
      expect(manifest.posts[0]?.data).toMatchObject({ date: '2024-01-02', tags: ['x'] });
    }
  });

  it.each([
    ['a stray _config.yml', { '_config.yml': 'title: x\n', 'letters/a.md': post('A') }],
    ['a stray config.toml', { 'config.toml': 'x = 1\n', 'letters/a.md': post('A') }],
    [
      'an empty content folder',
      {
        'hugo.toml': "title = 'x'\n",
        'content/_index.md': '---\ntitle: x\n---\n',
        'letters/a.md': post('A'),
      },
    ],
    [
      '_posts without posts',
      { '_config.yml': '', '_posts/README.md': 'x', 'letters/a.md': post('A') },
    ],
  ])('%s hides no posts', async (_, files) => {
    const { manifest, stderr } = await built(folderOf(files as Record<string, string>));
    expect(stderr).toContain('Folder of Markdown files');
    expect(manifest.posts.map(({ path }) => path)).toContain('letters/a.md');
  });
});

describe('undated issues', () => {
  it('stand by their number, the last first; others by path, as people count', async () => {
    const titled = (title: string) => `---\ntitle: ${title}\n---\nText.\n`;
    const numbers = [1, 2, 10, 11, 100];
    const folder = folderOf({
      ...Object.fromEntries(
        numbers.map((number) => [`issue-${number}.md`, titled(`Issue #${number}`)]),
      ),
      'notes/2.md': titled('Note b'),
      'notes/10.md': titled('Note c'),
      'notes/1.md': titled('Note a'),
      '2020-02.md': 'Text of a month.\n',
    });
    const { stdout } = await run(['list', folder, '--json', '-q']);
    const rows = JSON.parse(stdout) as { path: string; date?: string }[];
    expect(rows.map(({ path }) => path)).toEqual([
      '2020-02.md',
      ...[100, 11, 10, 2, 1].map((number) => `issue-${number}.md`),
      ...['notes/1.md', 'notes/2.md', 'notes/10.md'],
    ]);
    expect(rows[0]?.date).toBe('2020-02-01');
  });
});
