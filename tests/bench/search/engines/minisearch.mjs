import { gzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import { bigrams } from '../folding.mjs';

export const name = 'MiniSearch, bigrams';

export async function build(posts) {
  const index = new MiniSearch({
    idField: 'path',
    fields: ['title', 'text'],
    tokenize: bigrams,
    processTerm: (term) => term,
    searchOptions: { combineWith: 'AND', boost: { title: 4 } },
  });
  index.addAll(posts);
  return {
    bytes: gzipSync(JSON.stringify(index)).length,
    find: async (query, count) =>
      index
        .search(query)
        .slice(0, count)
        .map(({ id }) => id),
    close() {},
  };
}
