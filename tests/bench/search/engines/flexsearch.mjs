import { gzipSync } from 'node:zlib';
import flexsearch from 'flexsearch';
import { bigrams } from '../folding.mjs';

export const name = 'FlexSearch, bigrams';

export async function build(posts) {
  const index = new flexsearch.Index({ encode: bigrams, tokenize: 'strict', context: true });
  for (const [number, { title, text }] of posts.entries()) index.add(number, `${title}\n${text}`);
  let bytes = 0;
  await index.export((_, data) => {
    bytes += data === undefined ? 0 : gzipSync(data).length;
  });
  return {
    bytes,
    find: async (query, count) =>
      index.search(query, { limit: count }).map((number) => posts[number].path),
    close() {},
  };
}
