/*
 * Measures the search index at scale and prints a table in Markdown: the time and memory of building
 * it, the bytes of first queries, the time of warm ones, of facets alone among them.
 *
 *   node search/scale.mjs [--posts N]
 */
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createIndex, init, openSearch } from 'broadsheet';
import { quantile } from '../statistics.mjs';
import { originalPosts, perturbed } from './corpus.mjs';

const { values } = parseArgs({ options: { posts: { type: 'string', default: '10000' } } });
const wanted = Number(values.posts);
await init();
const originals = originalPosts();

const files = new Map();
const runs = [];
const before = process.cpuUsage();
const index = createIndex(
  {
    write: (name, bytes) => void files.set(name, name.endsWith('.json') ? bytes : gzipSync(bytes)),
    appendRun: (bytes) => void runs.push(bytes),
    readRun: (run, offset, size) => runs[run].subarray(offset, offset + size),
  },
  { memory: 64 << 20 },
);
for (let number = 0; number < wanted; number += 1)
  await index.add(`${number}.md`, perturbed(originals, number));
await index.finish();
index.dispose();
const { user, system } = process.cpuUsage(before);
const size = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
console.log(
  `${wanted} posts: ${((user + system) / 1e6).toFixed(1)} s of processor time, ` +
    `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most (files and runs held in memory), ` +
    `${files.size} files, ${(size / 1e6).toFixed(1)} MB gzipped\n`,
);

const kinds = { 1: 'directory', 2: 'columns', 3: 'terms', 4: 'positions', 5: 'documents' };
async function opened() {
  const read = { directory: 0, columns: 0, terms: 0, positions: 0, documents: 0 };
  const search = await openSearch('memory', {
    cache: 32 << 20,
    read: async (name) => {
      const bytes = files.get(name);
      if (!name.endsWith('.json')) {
        const kind = kinds[gunzipSync(bytes)[5]];
        read[kind] += bytes.length;
      }
      return bytes;
    },
  });
  return { search, read };
}

const queries = {
  'a Chinese word': ['网格', '注册', '蚂蚁', '分布', '部署'],
  'a Chinese phrase': [
    '服务网格架构',
    '分布式事务框架',
    '注册中心集群',
    '云原生社区',
    '动态配置推送',
  ],
  'English words': ['kubernetes release', 'swift evolution', 'type class', 'garbage collection'],
};
console.log(
  '| cold query | directory | columns | terms | positions | documents shown | everything | warm, median | warm, p99 | facets alone, median |',
);
console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |');
const kb = (bytes, count) => `${(bytes / count / 1000).toFixed(1)} KB`;
for (const [name, texts] of Object.entries(queries)) {
  const sum = { directory: 0, columns: 0, terms: 0, positions: 0, documents: 0 };
  const times = [];
  const counting = [];
  for (const text of texts) {
    const { search, read } = await opened();
    await search.query(text);
    for (const kind of Object.keys(sum)) sum[kind] += read[kind];
    for (let round = 0; round < 200; round += 1) {
      const began = performance.now();
      await search.query(text);
      if (round >= 100) times.push(performance.now() - began);
    }
    for (let round = 0; round < 100; round += 1) {
      const began = performance.now();
      await search.query(text, { limit: 0 });
      counting.push(performance.now() - began);
    }
    search.dispose();
  }
  const ms = (values, share) => `${quantile(values, share).toFixed(2)} ms`;
  const all = Object.values(sum).reduce((one, other) => one + other);
  console.log(
    `| ${name} | ${Object.values(sum)
      .map((bytes) => kb(bytes, texts.length))
      .join(
        ' | ',
      )} | ${kb(all, texts.length)} | ${ms(times, 0.5)} | ${ms(times, 0.99)} | ${ms(counting, 0.5)} |`,
  );
}
