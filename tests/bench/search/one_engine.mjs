/* Measures one engine over all corpora; prints a line of JSON. */
import { init, renderPost } from 'broadsheet';
import { readCorpora } from '../posts.mjs';
import { median, quantile } from '../statistics.mjs';
import { knownItems } from './known_items.mjs';

const { build, name } = await import(`./engines/${process.argv[2]}.mjs`);
await init();
const posts = readCorpora().flatMap((corpus) =>
  corpus.posts.map(({ source }, number) => {
    const { data, text } = renderPost(source);
    return { path: `${corpus.name}/${number}.md`, title: data.title ?? '', text, source };
  }),
);
const items = knownItems(posts);

const before = process.cpuUsage();
const engine = await build(posts);
const { user, system } = process.cpuUsage(before);
const memory = process.resourceUsage().maxRSS / 1024;

/** The mean of one over the place of the first wanted post among twenty. */
async function meanReciprocalRank(queries) {
  let sum = 0;
  for (const { query, wanted } of queries) {
    const place = (await engine.find(query, 20)).findIndex((path) => wanted.has(path));
    sum += place < 0 ? 0 : 1 / (place + 1);
  }
  return sum / queries.length;
}
async function shareFirst(queries) {
  let first = 0;
  for (const { query, wanted } of queries) {
    first += wanted.has((await engine.find(query, 20))[0]) ? 1 : 0;
  }
  return first / queries.length;
}
const chinese = await meanReciprocalRank(items.chinese);
const english = await meanReciprocalRank(items.english);
const titles = await shareFirst(items.titles);
// Warm: what a query needs is in memory.
const times = [];
for (const { query } of [...items.chinese, ...items.english, ...items.titles]) {
  await engine.find(query, 10);
  const began = performance.now();
  await engine.find(query, 10);
  times.push(engine.took?.() ?? performance.now() - began);
}
let first;
if (engine.first !== undefined) {
  const sizes = [];
  for (const { query } of items.chinese.slice(0, 20)) sizes.push(await engine.first(query));
  first = median(sizes);
}
engine.close();
console.log(
  JSON.stringify({
    name,
    posts: posts.length,
    counts: Object.values(items).map((queries) => queries.length),
    chinese,
    english,
    titles,
    median: median(times),
    p99: quantile(times, 0.99),
    bytes: engine.bytes,
    first,
    seconds: engine.seconds ?? (user + system) / 1e6,
    memory,
  }),
);
process.exit(0);
