/* Queries of which it is known what they should find first. */
import { folded } from './folding.mjs';

/** The same numbers in every run. */
function random() {
  let state = 20260102;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function collect(count, next) {
  const items = [];
  for (let tries = 0; items.length < count && tries < 100_000; tries += 1) {
    const item = next();
    if (item !== undefined) items.push(item);
  }
  return items;
}

/**
 * @param {{path: string, title: string, text: string}[]} posts
 * @returns {Record<string, {query: string, wanted: Set<string>}[]>} up to 200 of each kind: 4 to 8
 *   Chinese characters that stand in one post only, wherever they begin; two English words that
 *   stand beside each other in one post only; titles
 */
export function knownItems(posts) {
  const texts = posts.map(({ title, text }) => folded(`${title}\n${text}`));
  const any = random();
  const only = (post, query, pattern) =>
    texts.every((text, number) => number === post || !text.includes(query) || !pattern?.test(text))
      ? { query, wanted: new Set([posts[post].path]) }
      : undefined;
  const chinese = collect(200, () => {
    const post = any(posts.length);
    const begin = any(texts[post].length);
    const query = texts[post].slice(begin, begin + 4 + any(5));
    return /^\p{Script=Han}{4,}$/u.test(query) ? only(post, query, /^/) : undefined;
  });
  const english = collect(200, () => {
    const post = any(posts.length);
    const lines = texts[post].split('\n');
    const pairs = [...lines[any(lines.length)].matchAll(/\b[a-z]{2,}(?= ([a-z]{2,})\b)/g)];
    const pair = pairs[any(pairs.length)];
    if (pair === undefined) return undefined;
    const query = `${pair[0]} ${pair[1]}`;
    return only(post, query, new RegExp(`(?<![\\p{L}\\p{M}])${query}(?![\\p{L}\\p{M}])`, 'u'));
  });
  const byTitle = new Map();
  for (const { title, path } of posts) {
    const key = folded(title).trim();
    byTitle.set(key, (byTitle.get(key) ?? new Set()).add(path));
  }
  const titles = collect(200, () => {
    const { title } = posts[any(posts.length)];
    return title === '' ? undefined : { query: title, wanted: byTitle.get(folded(title).trim()) };
  });
  return { chinese, english, titles };
}
