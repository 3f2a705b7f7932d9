import { type CatalogEntry, type CatalogQuery, createCatalog, init } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';

beforeAll(() => init());

interface Entry extends CatalogEntry {
  mark: number;
}

const none = { tags: [], categories: [], authors: [] };
const posts: Entry[] = [
  {
    path: 'a.md',
    mark: 1,
    data: { ...none, title: 'Mesh news', date: '2020-03-01', tags: ['Service Mesh', 'Go'] },
  },
  {
    path: 'b.md',
    mark: 2,
    data: { ...none, title: '网格周报', date: '2021-05-02', tags: ['service mesh'], lang: 'zh' },
  },
  {
    path: 'c.md',
    mark: 3,
    data: { ...none, title: 'Older', date: '2020-01-01', tags: ['Go'], categories: ['Notes'] },
  },
  { path: 'd.md', mark: 4, data: { ...none, title: 'Draft', date: '2022-01-01', draft: true } },
];

const paths = (query?: CatalogQuery) =>
  createCatalog(posts)
    .query(query)
    .posts.map(({ path }) => path);

describe('query', () => {
  test('returns the very objects it was given, newest first, drafts left out', () => {
    const page = createCatalog(posts).query();
    expect(page.total).toBe(3);
    expect(page.posts).toEqual([posts[1], posts[0], posts[2]]);
    expect(page.posts[0]).toBe(posts[1]);
    expect(page.posts[0]?.mark).toBe(2);
  });

  test('filters, sorts and pages', () => {
    expect(paths({ tags: ['SERVICE MESH'] })).toEqual(['b.md', 'a.md']);
    expect(paths({ tags: ['go'], categories: ['notes'] })).toEqual(['c.md']);
    expect(paths({ years: [2020] })).toEqual(['a.md', 'c.md']);
    expect(paths({ from: '2020-02', to: '2020' })).toEqual(['a.md']);
    expect(paths({ words: '周报' })).toEqual(['b.md']);
    expect(paths({ langs: ['zh'] })).toEqual(['b.md']);
    expect(paths({ sort: 'oldest' })).toEqual(['c.md', 'a.md', 'b.md']);
    expect(paths({ drafts: true })).toEqual(['d.md', 'b.md', 'a.md', 'c.md']);
    expect(paths({ offset: 1, limit: 1 })).toEqual(['a.md']);
    expect(paths({ offset: 9 })).toEqual([]);
  });

  test('counts facets, a facet not filtering itself', () => {
    const { total, facets } = createCatalog(posts).query({ tags: ['go'], limit: 1 });
    expect(total).toBe(2);
    // As often the one as the other: the smaller spelling in code points stands for both.
    expect(facets.tags).toEqual([
      { value: 'Go', count: 2 },
      { value: 'Service Mesh', count: 2 },
    ]);
    expect(facets.years).toEqual([{ value: '2020', count: 2 }]);
    expect(facets.categories).toEqual([{ value: 'Notes', count: 1 }]);
  });

  test('takes words of any kind', () => {
    const catalog = createCatalog(posts);
    for (const words of ['\ud800', '"', '\\ud800', '\0', '😀'.repeat(100_000)]) {
      expect(catalog.query({ words }).total, JSON.stringify(words.slice(0, 9))).toBe(0);
    }
    expect(catalog.query({ words: '' }).total).toBe(3);
  });

  test('refuses what is no query', () => {
    const catalog = createCatalog(posts);
    const wrong: unknown[] = [null, 'go', [], { tags: 'go' }, { sort: 'best' }, { limit: -1 }];
    for (const query of wrong) {
      expect(() => catalog.query(query as CatalogQuery), JSON.stringify(query)).toThrow(
        expect.objectContaining({ name: 'BroadsheetError', message: expect.stringMatching(/\S/) }),
      );
    }
    expect(catalog.query().total).toBe(3);
  });
});

describe('createCatalog', () => {
  const manifest = {
    format: 'broadsheet-manifest',
    version: 1,
    title: 'An archive',
    posts,
  } as const;

  test('takes any iterable, a manifest, its text and its bytes', () => {
    function* generated() {
      yield* posts;
    }
    const text = JSON.stringify(manifest);
    const bytes = new TextEncoder().encode(text);
    const sources = [
      posts,
      new Set(posts),
      generated(),
      manifest,
      { posts },
      text,
      `\ufeff${text}`,
      bytes,
      bytes.buffer,
      Buffer.from(text),
      JSON.stringify(posts),
    ];
    for (const source of sources) {
      expect(createCatalog(source as Entry[]).query().posts).toEqual([
        posts[1],
        posts[0],
        posts[2],
      ]);
    }
  });

  test('is not moved by later changes of the list', () => {
    const list = [...posts];
    const catalog = createCatalog(list);
    list.length = 0;
    expect(catalog.query().posts).toHaveLength(3);
  });

  test('takes no posts at all', () => {
    const { total, posts: found, facets } = createCatalog([]).query();
    expect({ total, found }).toEqual({ total: 0, found: [] });
    expect(facets).toEqual({ tags: [], categories: [], authors: [], years: [], langs: [] });
  });

  test('takes lone surrogates in metadata', () => {
    const odd = [
      { path: 'odd\udc00.md', data: { ...none, title: '\ud800 \\ud800', tags: ['\udfff'] } },
    ];
    const { posts: found, facets } = createCatalog(odd).query({ words: '\\ud800' });
    expect(found).toEqual(odd);
    expect(facets.tags).toEqual([{ value: '\ufffd', count: 1 }]);
  });

  test('refuses what are no posts, naming the place', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const wrong: [unknown, RegExp][] = [
      [undefined, /undefined/],
      [7, /7/],
      [{}, /posts are undefined/],
      [{ ...manifest, version: 2 }, /version 2/],
      [{ ...manifest, format: 'rss' }, /'rss'/],
      ['<!doctype html>', /not JSON/],
      [new Uint8Array([0xff]), /not JSON/],
      [[posts[0], null], /Post 1 .* null/],
      [[posts[0], { path: 'x.md' }], /1/],
      [[posts[0], { data: {} }], /1/],
      [[{ path: 'x.md', data: { cyclic } }], /JSON/],
      [[{ path: 'x.md', data: { big: 1n } }], /JSON/],
    ];
    for (const [source, message] of wrong) {
      expect(() => createCatalog(source as Entry[])).toThrow(
        expect.objectContaining({
          name: 'BroadsheetError',
          message: expect.stringMatching(message),
        }),
      );
    }
  });
});

describe('dispose', () => {
  test('ends the catalog, and may be called again', () => {
    const catalog = createCatalog(posts);
    const other = createCatalog(posts);
    catalog.dispose();
    catalog.dispose();
    expect(() => catalog.query()).toThrow(expect.objectContaining({ code: 'disposed' }));
    expect(other.query().total).toBe(3);
  });
});
