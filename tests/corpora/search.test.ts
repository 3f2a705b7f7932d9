/* Search beside a scan of all posts that knows no index. */
import { type Search, init, openSearch, renderPost } from 'broadsheet';
import { createIndex } from 'broadsheet/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from './real_posts.ts';
import { type Scanned, folded, has } from './search_scan.ts';

let search: Search;
let posts: Scanned[];
let texts: string[];

beforeAll(async () => {
  if (noPosts) return;
  await init();
  const files = new Map<string, Uint8Array>();
  const runs: Uint8Array[] = [];
  const index = createIndex({
    write: (name, bytes) => void files.set(name, bytes),
    appendRun: (bytes) => void runs.push(bytes),
    readRun: (run, offset, size) => (runs[run] as Uint8Array).subarray(offset, offset + size),
  });
  posts = [];
  for (const { file, source: bytes } of newsletterPosts()) {
    await index.add(file, bytes);
    const { data, text } = renderPost(bytes, { file });
    const lines = [data.title ?? '', ...data.tags, ...text.split('\n')].map(folded);
    posts.push({ path: file, title: data.title ?? '', lines });
  }
  await index.finish();
  index.dispose();
  texts = posts.map(({ lines }) => lines.join('\n'));
  search = await openSearch('memory', { read: async (name) => files.get(name) });
});

/** The same numbers in every run. */
function random(): (below: number) => number {
  let state = 20260102;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

interface KnownItem {
  query: string;
  wanted: ReadonlySet<string>;
}

/** The mean of one over the place of the first wanted post among twenty. */
async function meanReciprocalRank(items: KnownItem[]): Promise<number> {
  let sum = 0;
  for (const { query, wanted } of items) {
    const { hits } = await search.query(query, { limit: 20 });
    const place = hits.findIndex(({ path }) => wanted.has(path));
    sum += place < 0 ? 0 : 1 / (place + 1);
  }
  return sum / items.length;
}

function collect(count: number, next: () => KnownItem | undefined): KnownItem[] {
  const items: KnownItem[] = [];
  for (let tries = 0; items.length < count && tries < 100_000; tries += 1) {
    const item = next();
    if (item !== undefined) items.push(item);
  }
  expect(items).toHaveLength(count);
  return items;
}

describe.skipIf(noPosts)(titled('search in the newsletters'), () => {
  test('finds 4 to 8 Chinese characters that stand in one post only', async () => {
    const any = random();
    const items = collect(200, () => {
      const post = any(posts.length);
      const text = texts[post] as string;
      const begin = any(text.length);
      const query = text.slice(begin, begin + 4 + any(5));
      if (!/^\p{Script=Han}{4,}$/u.test(query)) return undefined;
      const isOnly = texts.filter((other) => other.includes(query)).length === 1;
      return isOnly ? { query, wanted: new Set([posts[post]?.path as string]) } : undefined;
    });
    expect(await meanReciprocalRank(items)).toBeGreaterThanOrEqual(0.99);
  });

  test('finds two English words that stand beside each other in one post only', async () => {
    const any = random();
    const items = collect(200, () => {
      const { lines } = posts[any(posts.length)] as Scanned;
      const pairs = [
        ...(lines[any(lines.length)] ?? '').matchAll(/\b[a-z]{2,}(?= ([a-z]{2,})\b)/g),
      ];
      const pair = pairs[any(pairs.length)];
      if (pair === undefined) return undefined;
      const query = `${pair[0]} ${pair[1]}`;
      const having = posts.filter(
        (post, number) =>
          texts[number]?.includes(query) && post.lines.some((line) => has(line, query)),
      );
      return having.length === 1
        ? { query, wanted: new Set(having.map(({ path }) => path)) }
        : undefined;
    });
    expect(await meanReciprocalRank(items)).toBeGreaterThanOrEqual(0.97);
  });

  test('puts a post first whose title is the query', async () => {
    const any = random();
    const byTitle = new Map<string, Set<string>>();
    for (const { title, path } of posts) {
      const key = folded(title).trim();
      byTitle.set(key, (byTitle.get(key) ?? new Set()).add(path));
    }
    let first = 0;
    const count = 200;
    for (let i = 0; i < count; i += 1) {
      const { title } = posts[any(posts.length)] as Scanned;
      const { hits } = await search.query(title, { limit: 1 });
      if (byTitle.get(folded(title).trim())?.has(hits[0]?.path ?? '')) first += 1;
    }
    expect(first / count).toBeGreaterThanOrEqual(0.97);
  });

  test('finds all posts with a common word and no others, and marks it where it stands', async () => {
    for (const word of commonWords()) {
      const wanted = posts
        .filter(({ lines }) => lines.some((line) => has(line, word)))
        .map(({ path }) => path);
      const { total, hits } = await search.query(word, { limit: posts.length });
      const exact = hits.filter(({ partial }) => !partial);
      expect(exact.map(({ path }) => path).sort(), word).toEqual(wanted.sort());
      expect(total, word).toBe(wanted.length);
      for (const { excerpt, marks } of exact.slice(0, 20)) {
        // Only excerpts in which a folded letter is one unit like the letter itself.
        const text = [...excerpt].map((letter) => folded(letter).trim() || ' ');
        if (text.some((letter) => letter.length > 1 && letter !== '...')) continue;
        const plain = text.map((letter) => (letter === '...' ? ' ' : letter)).join('');
        if (plain.length !== excerpt.length) continue;
        expect(marks, `${word}: ${excerpt}`).toEqual(placesOf(plain, word));
      }
    }
  });
});

/** Fifty English and fifty Chinese words that many posts have. */
function commonWords(): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(text.match(/[a-z]{3,}|\p{Script=Han}{2}/gu))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const common = [...counts].sort((one, other) => other[1] - one[1]).map(([word]) => word);
  return [
    ...common.filter((word) => /^[a-z]/.test(word)).slice(0, 50),
    ...common.filter((word) => !/^[a-z]/.test(word)).slice(0, 50),
  ];
}

/** Where a word stands in a folded text, as marks. */
function placesOf(text: string, word: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = text.slice(Math.max(0, at - 1), at + word.length + 1);
    // With its neighbours alone, it is a word or none.
    if (has(` ${around} `, word)) places.push([at, at + word.length]);
  }
  return places;
}
