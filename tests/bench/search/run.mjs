/*
 * Search beside its peers, in one run: what they find of what is known to be there, how long a
 * query takes, what they weigh. Prints tables in Markdown.
 *
 *   node search/run.mjs [--only NAME] [--no-scale] [--posts N]
 *
 * `npm run bench:search` at the root builds and installs what is needed first. Each engine is
 * measured in a process of its own. Behind the peers, Broadsheet alone at N posts (scale.mjs).
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'broadsheet,pagefind,minisearch,flexsearch,orama,sqlite' },
    posts: { type: 'string', default: '10000' },
    scale: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const rows = [];
let posts = 0;
for (const engine of values.only.split(',')) {
  const child = spawnSync(
    process.execPath,
    [
      '--max-old-space-size=6144',
      fileURLToPath(new URL('one_engine.mjs', import.meta.url)),
      engine,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.status !== 0) {
    console.error(`bench: ${engine} failed`);
    continue;
  }
  const measured = JSON.parse(child.stdout.trim().split('\n').at(-1));
  posts = measured.posts;
  rows.push(measured);
}
const percent = (share) => `${(share * 100).toFixed(1)} %`;
const ms = (time) => `${time.toFixed(2)} ms`;
const kb = (bytes) => (bytes === undefined ? 'all' : `${(bytes / 1000).toFixed(0)} KB`);
console.log(`${posts} posts, ${rows[0]?.counts.join(', ')} queries\n`);
console.log(
  '| | Chinese, MRR | English pairs, MRR | titles, first | query, median | p99 | index, gzip | first Chinese query | build |',
);
console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --: |');
for (const row of rows) {
  console.log(
    `| ${[
      row.name,
      percent(row.chinese),
      percent(row.english),
      percent(row.titles),
      ms(row.median),
      ms(row.p99),
      `${(row.bytes / 1e6).toFixed(1)} MB`,
      kb(row.first),
      `${row.seconds.toFixed(1)} s, ${Math.round(row.memory)} MB`,
    ].join(' | ')} |`,
  );
}
if (values.scale) {
  console.log();
  spawnSync(
    process.execPath,
    [fileURLToPath(new URL('scale.mjs', import.meta.url)), '--posts', values.posts],
    { stdio: 'inherit' },
  );
}
