import { gunzipSync, gzipSync } from 'node:zlib';
import { createIndex, openSearch } from 'broadsheet';

export const name = 'Broadsheet';

export async function build(posts) {
  const files = new Map();
  const runs = [];
  const index = createIndex({
    write: (file, bytes) => void files.set(file, file.endsWith('.json') ? bytes : gzipSync(bytes)),
    appendRun: (bytes) => void runs.push(bytes),
    readRun: (run, offset, size) => runs[run].subarray(offset, offset + size),
  });
  for (const { path, source } of posts) await index.add(path, source);
  await index.finish();
  index.dispose();
  let read = 0;
  const open = () =>
    openSearch('memory', {
      cache: 32 << 20,
      read: async (file) => {
        const bytes = files.get(file);
        read += bytes.length;
        return file.endsWith('.json') ? bytes : gunzipSync(bytes);
      },
    });
  let search = await open();
  return {
    bytes: [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0),
    async find(query, count) {
      const { hits } = await search.query(query, { limit: count });
      return hits.map(({ path }) => path);
    },
    /** Bytes of a first query with ten excerpts, without the module. */
    async first(query) {
      search.dispose();
      search = await open();
      read = 0;
      await search.query(query);
      return read;
    },
    close: () => search.dispose(),
  };
}
