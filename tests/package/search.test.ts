import { gzipSync } from 'node:zlib';
import { init, openSearch, renderPost, type SearchProvider } from 'broadsheet';
import { createIndex, type IndexOptions, preparePost, renderFeed } from 'broadsheet/node';
import { beforeAll, describe, expect, test } from 'vitest';

beforeAll(() => init());

type Files = Map<string, Uint8Array>;

const posts: [path: string, source: string][] = [
  [
    'mesh.md',
    '---\ntitle: 服务网格周报\ndate: 2020-05-29\ntags: [Mesh]\n---\n## 升级\n\n把 MOSN 升级到 v0.4.6。😀 网格\n\n' +
      '[issue](https://github.com/mosn/mosn/issues/1)\n',
  ],
  ['fox.md', '---\ntitle: Foxes\ndate: 2021-03-04\ntags: [mesh]\n---\nThe quick brown fox. 网格\n'],
  ['draft.md', '---\ndraft: true\n---\n网格\n'],
];

async function indexOf(list: [string, string][], options?: IndexOptions): Promise<Files> {
  const files: Files = new Map();
  const runs: Uint8Array[] = [];
  const index = createIndex(
    {
      write: (name, bytes) => void files.set(name, bytes),
      appendRun: (bytes) => void runs.push(bytes),
      readRun: (run, offset, size) => (runs[run] as Uint8Array).subarray(offset, offset + size),
    },
    options,
  );
  for (const [path, source] of list) await index.add(path, source);
  await index.finish();
  index.dispose();
  return files;
}

/** A search over files in memory, and the names it has read. */
async function searchOf(files: Files) {
  const read: string[] = [];
  const search = await openSearch('memory', {
    read: async (name) => {
      read.push(name);
      return files.get(name);
    },
  });
  return { search, read };
}

test('a post that is rendered and prepared in one pass is the same in page and index', async () => {
  const files: Files = new Map();
  const index = createIndex({
    write: (name, bytes) => void files.set(name, bytes),
    appendRun: () => undefined,
    readRun: () => new Uint8Array(),
  });
  const indexed = [];
  for (const [path, source] of posts) {
    const { post, prepared } = preparePost(path, source);
    const { text, ...expected } = renderPost(source, { file: path });
    expect(post).toEqual(expected);
    expect(text).not.toBe('');
    const settings = { url: 'https://example.org/one/' };
    const all = preparePost(path, source, {}, { feed: settings });
    const { html, diagnostics } = renderFeed(source, { file: path }, settings);
    expect(all).toEqual({ post: { ...expected, diagnostics }, prepared, feed: html });
    expect(preparePost(path, source, {}, { index: false, feed: settings }).feed).toBe(html);
    indexed.push(await index.addPrepared(structuredClone(prepared)));
  }
  await index.finish();
  index.dispose();
  expect(indexed).toEqual([[0, 0, 1], [1, 1, 0], undefined]);
  expect(files).toEqual(await indexOf(posts));
});

test('what an index tells of links alone, no search for posts reads', async () => {
  const linked = manyPosts.map(([path, source], number): [string, string] => [
    path,
    `${source}\n[Letter ${number}](https://example.org/${number}) and ${Array.from({ length: 20 }, (_, at) => `[one ${number}-${at}](https://${at}.example/${number})`).join(' ')}\n`,
  ]);
  const files: Files = new Map();
  const ofLinks = new Set<string>();
  const index = createIndex({
    write: (name, bytes, isOfLinks) => {
      files.set(name, bytes);
      if (isOfLinks) ofLinks.add(name);
    },
    appendRun: () => undefined,
    readRun: () => new Uint8Array(),
  });
  for (const [path, source] of linked) await index.add(path, source);
  await index.finish();
  index.dispose();
  expect(ofLinks.size).toBeGreaterThan(3);
  expect(files.size - ofLinks.size).toBeGreaterThan(3);
  const { search, read } = await searchOf(files);
  await search.query('', { limit: linked.length });
  await search.query('letter');
  expect(read.filter((name) => ofLinks.has(name))).toEqual([]);
  read.length = 0;
  expect((await search.links('letter')).total).toBe(linked.length);
  expect(new Set(read.map((name) => ofLinks.has(name)))).toEqual(new Set([true]));
  search.dispose();
});

/** Text long enough not to fit into one file. */
const manyPosts = Array.from({ length: 300 }, (_, number): [string, string] => [
  `${number}.md`,
  `---\ntitle: 第 ${number} 期\ndate: 2020-01-01\n---\n${Array.from(
    { length: 60 },
    (_, line) =>
      `第${number * 7 + line}号甲乙${String.fromCodePoint(0x4e00 + number * 60 + line)}丙`,
  ).join('，')}\n`,
]);

describe('query', () => {
  test('answers with posts, facets, hits and exact marks', async () => {
    const { search } = await searchOf(await indexOf(posts));
    const page = await search.query('网格');
    expect(page.total).toBe(2);
    expect(page.posts.map(({ path }) => path)).toEqual(['mesh.md', 'fox.md']);
    expect(page.posts[0]?.data.title).toBe('服务网格周报');
    expect(page.facets.tags).toEqual([{ value: 'Mesh', count: 2 }]);
    const [hit] = page.hits;
    expect(hit).toMatchObject({ path: 'mesh.md', section: '升级' });
    // 😀 before it takes two units.
    expect(hit?.marks.map(([begin, end]) => hit.excerpt.slice(begin, end))).toEqual(['网格']);
    search.dispose();
    await expect(search.query('网格')).rejects.toMatchObject({ code: 'disposed' });
  });

  test('filters, sorts and pages', async () => {
    const { search } = await searchOf(await indexOf(posts));
    const paths = async (...query: Parameters<typeof search.query>) =>
      (await search.query(...query)).posts.map(({ path }) => path);
    expect(await paths('网格', { sort: 'newest' })).toEqual(['fox.md', 'mesh.md']);
    expect(await paths('网格', { years: [2020] })).toEqual(['mesh.md']);
    expect(await paths('网格', { offset: 1 })).toEqual(['fox.md']);
    expect(await paths('', { tags: ['MESH'], limit: 1 })).toEqual(['fox.md']);
    expect(await paths('网格', { words: 'quick' })).toEqual(['fox.md']);
    expect(await paths('qui', { prefix: true })).toEqual(['fox.md']);
    expect((await search.query('qui')).total).toBe(0);
  });

  test('finds links', async () => {
    const { search } = await searchOf(await indexOf(posts));
    const { total, links } = await search.links('host:github.com');
    expect(total).toBe(1);
    expect(links[0]).toMatchObject({
      path: 'mesh.md',
      url: 'https://github.com/mosn/mosn/issues/1',
      text: 'issue',
      host: 'github.com',
      section: '升级',
      title: '服务网格周报',
    });
  });

  test('refuses what is no query', async () => {
    const { search } = await searchOf(await indexOf(posts));
    await expect(search.query(1 as never)).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(search.query('a', [] as never)).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    await expect(search.query('a', { years: ['x'] as never })).rejects.toMatchObject({
      code: 'query-type',
    });
    await expect(search.query('a', { from: 'soon' })).rejects.toMatchObject({ code: 'query-date' });
  });

  test('ends with its signal', async () => {
    const search = await openSearch('memory', { read: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const query = search.query('网格', { signal: controller.signal });
    controller.abort();
    await expect(query).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('takes another engine in place of an index', async () => {
    const page = { total: 0, posts: [], hits: [], notices: [], facets: {} as never };
    const provider: SearchProvider = { query: async () => page };
    const search = await openSearch(provider);
    expect(await search.query('a')).toBe(page);
    await expect(search.links('a')).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(openSearch({} as never)).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

describe('files', () => {
  test('a small archive is one file for posts and one for links', async () => {
    expect((await indexOf(posts)).size).toBe(3);
  });

  test('are read when they are needed, once', async () => {
    const files = await indexOf(manyPosts);
    expect(files.size).toBeGreaterThan(50);
    const { search, read } = await searchOf(files);
    expect(read).toEqual([]);
    await Promise.all([search.query('甲乙'), search.query('甲乙')]);
    expect(new Set(read).size).toBe(read.length);
    expect(read.length).toBeLessThan(25);
    const before = read.length;
    await search.query('甲乙');
    expect(read.length).toBe(before);
  });

  test('may be gzipped', async () => {
    const files = await indexOf(posts);
    for (const [name, bytes] of files) files.set(name, gzipSync(bytes));
    const { search } = await searchOf(files);
    expect((await search.query('网格')).total).toBe(2);
  });

  test('are the same whatever the memory', async () => {
    const runs = await indexOf(manyPosts, { memory: 1_000_000 });
    expect(runs).toEqual(await indexOf(manyPosts));
  });

  test('that are missing or damaged are named, and other queries go on', async () => {
    const files = await indexOf(manyPosts);
    const { search, read } = await searchOf(files);
    await search.query('龙');
    const before = new Set(read);
    await search.query('甲乙');
    const terms = read.filter((name) => !before.has(name));
    const [name] = terms as [string];
    const sound = files.get(name) as Uint8Array;
    for (const [code, bytes] of [
      ['search-file-missing', undefined],
      ['search-file-damaged', sound.slice(0, -1)],
      ['search-file-damaged', new Uint8Array(0)],
    ] as const) {
      const without: Files = new Map(files);
      if (bytes === undefined) without.delete(name);
      else without.set(name, bytes);
      const { search: broken } = await searchOf(without);
      await expect(broken.query('甲乙')).rejects.toMatchObject({ code, file: name });
      expect((await broken.query('龙')).total).toBe(0);
    }
  });

  test('that were built anew are read anew', async () => {
    const files = await indexOf(manyPosts.slice(0, 200));
    const { search } = await searchOf(files);
    await search.query('龙');
    const renewed = await indexOf(manyPosts);
    files.clear();
    for (const [name, bytes] of renewed) files.set(name, bytes);
    expect((await search.query('甲乙')).total).toBe(300);
  });

  test('of an addition are answered together with the base', async () => {
    const files = await indexOf(posts);
    const base = new TextDecoder().decode(files.get('search.json'));
    const added = await indexOf([['mesh.md', '---\ntitle: 新的\n---\n网格\n']], {
      base,
      superseded: [[0, 0, 1]],
    });
    const { search } = await searchOf(new Map([...files, ...added]));
    const page = await search.query('网格');
    expect(page.posts.map(({ data }) => data.title)).toEqual(['新的', 'Foxes']);
    expect((await search.links('host:github.com')).total).toBe(0);
  });
});

test('without excerpts hits are the posts of the whole answer by number, and no text is read', async () => {
  const files = await indexOf(manyPosts);
  const whole = await searchOf(files);
  const query = { limit: 20, sort: 'newest' } as const;
  const expected = (await whole.search.query('第', query)).hits.map(({ path }) => path);
  const { search, read } = await searchOf(files);
  const page = await search.query('第', { ...query, excerpts: false });
  expect(page.posts).toEqual([]);
  expect(page.hits).toHaveLength(20);
  expect(page.hits.map(({ document = -1 }) => manyPosts[document]?.[0])).toEqual(expected);
  // Byte 5 of a file says what it holds: 5 are documents.
  expect(read.map((name) => files.get(name)?.[5])).not.toContain(5);
  expect(whole.read.map((name) => files.get(name)?.[5])).toContain(5);
  // Terms and positions come on one way: no file of positions alone.
  expect(read.map((name) => files.get(name)?.[5])).not.toContain(4);
  await expect(search.query('第', { excerpts: 1 as never })).rejects.toThrow('excerpts');
  search.dispose();
  whole.search.dispose();
});
