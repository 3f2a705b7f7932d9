/*
 * The modules for a task each do what the whole one does, byte for byte: real posts are rendered and
 * queries answered by both.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  type Article,
  type ArticleOptions,
  createCatalog,
  dispose,
  init,
  renderArticle,
  renderPost,
  version,
} from 'broadsheet';
import { newsletterPosts } from '../corpora/real_posts.ts';
import { noShared, packageFolder } from './paths.ts';

const fileOf = (name: string) => readFileSync(join(packageFolder, 'dist', name));

beforeEach(dispose);

/** What a post is by the whole module: what readers of its manifest need, and what they shall see. */
function whole(source: Uint8Array, options = {}): { start?: ArticleOptions; article: Article } {
  const { html, toc, links, article } = renderPost(source, options);
  return { ...(article && { start: article }), article: { html, toc, links } };
}

const written = [
  '---\ntitle: A\n---\n# One\n\nText[^1] with [a link](b.md).\n\n[^1]: A note.\n',
  '---\nlang: zh\nemphasis: cjk\nheadings: keep\n---\n> [!NOTE]\n> ** 文字 **\n\n### 三\n',
  '+++\ntitle = "T"\n+++\n| a | b |\n| - | - |\n| 1 | <b onclick="x">2</b> |\n',
  '{"title": "J"}\nText &copy; &NotEqualTilde; <script>x</script>\n',
  'No front matter: `code`, $a^2$ and https://example.com/x.\n',
  '---\nnot: [closed\n---\nText\n',
  '',
];

test('renderArticle() shows what renderPost() does', async () => {
  await init(fileOf('broadsheet.wasm'));
  const sources = written.map((text) => new TextEncoder().encode(text));
  const dialects = [{}, { dialect: 'goldmark' }, { dialect: 'kramdown', emphasis: 'commonmark' }];
  const expected = dialects.map((options) => sources.map((source) => whole(source, options)));
  dispose();
  await init(fileOf('broadsheet-issue.wasm'), 'issue');
  expect(() => version()).toThrow(expect.objectContaining({ code: 'not-initialized' }));
  for (const [index, source] of sources.entries()) {
    for (const posts of expected) {
      const { start, article } = posts[index] as ReturnType<typeof whole>;
      expect(start).toBeDefined();
      expect(renderArticle(source, start as ArticleOptions)).toEqual(article);
    }
  }
});

test.skipIf(noShared)(
  `every real post is the same${noShared ? ` (${noShared})` : ''}`,
  async () => {
    await init(fileOf('broadsheet.wasm'));
    const expected = newsletterPosts().map(({ source }) => ({ source, ...whole(source) }));
    dispose();
    await init(fileOf('broadsheet-issue.wasm'), 'issue');
    let compared = 0;
    for (const { source, start, article } of expected) {
      if (start === undefined) continue;
      compared += 1;
      expect(renderArticle(source, start)).toEqual(article);
    }
    expect(compared).toBeGreaterThan(expected.length * 0.99);
  },
);

test('what only the whole module renders has no article', async () => {
  await init(fileOf('broadsheet.wasm'));
  const bytes = new TextEncoder().encode('Text\n');
  expect(whole(bytes, { profile: 'commonmark' }).start).toBeUndefined();
  expect(whole(bytes, { base: 'https://example.com/' }).start).toBeUndefined();
  expect(whole(Uint8Array.of(0x61, 0xff, 0x62)).start).toBeUndefined();
  expect(whole(new Uint8Array(2 ** 20 + 1).fill(0x61)).start).toBeUndefined();
});

test('the module for lists answers as the whole one does', async () => {
  const posts = [
    {
      path: 'a.md',
      data: { title: 'Alpha', date: '2024-01-02', tags: ['x'], categories: [], authors: [] },
    },
    { path: 'b.md', data: { title: '乙', tags: ['X', 'y'], categories: ['c'], authors: [] } },
  ];
  const queries = [{}, { tags: ['x'] }, { words: '乙' }, { sort: 'title' as const, limit: 1 }];
  const answers = () => {
    const catalog = createCatalog(posts);
    return queries.map((query) => catalog.query(query));
  };
  await init(fileOf('broadsheet.wasm'));
  const expected = answers();
  dispose();
  await init(fileOf('broadsheet-list.wasm'), 'list');
  expect(answers()).toEqual(expected);
  expect(() => renderPost('a')).toThrow(expect.objectContaining({ code: 'not-initialized' }));
});

test('a task needs a source, and its own module', async () => {
  await expect(init(undefined, 'list')).rejects.toMatchObject({
    code: 'invalid-argument',
    hint: expect.stringContaining('broadsheet-list.wasm'),
  });
  await expect(init(fileOf('broadsheet-list.wasm'), 'issue')).rejects.toMatchObject({
    code: 'wrong-module',
    hint: expect.stringContaining('broadsheet-issue.wasm'),
  });
  // @ts-expect-error There is no such task.
  await expect(init(fileOf('broadsheet.wasm'), 'all')).rejects.toThrow(TypeError);
  await init(fileOf('broadsheet.wasm'), 'list');
  expect(createCatalog([]).query().total).toBe(0);
});
