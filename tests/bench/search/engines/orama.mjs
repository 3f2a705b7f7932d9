import { gzipSync } from 'node:zlib';
import { create, insertMultiple, save, search } from '@orama/orama';
import { bigrams } from '../folding.mjs';

export const name = 'Orama, bigrams';

export async function build(posts) {
  const index = create({
    schema: { title: 'string', text: 'string' },
    components: {
      tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: bigrams },
    },
  });
  await insertMultiple(
    index,
    posts.map(({ path, title, text }) => ({ id: path, title, text })),
  );
  return {
    bytes: gzipSync(JSON.stringify(save(index))).length,
    async find(query, count) {
      const { hits } = await search(index, {
        term: query,
        limit: count,
        threshold: 0,
        boost: { title: 4 },
      });
      return hits.map(({ id }) => id);
    },
    close() {},
  };
}
