/*
 * Lighthouse (mobile, simulated throttling) on the list and an issue of the SOFA Weekly, served with
 * compression; pictures of other hosts are answered here. Prints the median of five runs.
 *
 *   scripts/lighthouse [runs]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { serveFolder, servePictures } from './host.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const shared = process.env.BROADSHEET_SHARED ?? join(root, '../shared');
const weekly = join(shared, 'corpora/sofa-weekly');
const runs = Number(process.argv[2] ?? 5);

const work = mkdtempSync(join(tmpdir(), 'broadsheet-lighthouse-'));
const pictures = await servePictures();
const posts = join(work, 'posts');
execFileSync('mkdir', ['-p', posts]);
for (const name of readdirSync(weekly)) {
  if (!name.endsWith('.md')) continue;
  const text = readFileSync(join(weekly, name), 'utf8');
  // Covers and pictures of other hosts, wherever they are named.
  const local = text
    .replace(/(!\[[^\]]*\]\()https?:\/\//g, `$1${pictures.url}`)
    .replace(/^(cover: *["']?)https?:\/\//m, `$1${pictures.url}`);
  writeFileSync(join(posts, name), local);
}
const probe = await serveFolder(work);
const { port } = new URL(probe.url);
probe.stop();
writeFileSync(
  join(posts, 'broadsheet.config.json'),
  JSON.stringify({ title: 'SOFA Weekly', baseURL: `http://127.0.0.1:${port}/` }),
);
const archive = join(work, 'archive');
execFileSync(process.execPath, [
  ...[join(root, 'wasm/dist/cli/main.js'), 'build', posts, '--out', archive, '--quiet'],
]);
const host = await serveFolder(archive, Number(port));
const pages = { list: '', issue: 'issues/sofa-weekly-20191213/' };
const metrics = {
  performance: ({ categories }) => categories.performance.score * 100,
  accessibility: ({ categories }) => categories.accessibility.score * 100,
  'best practices': ({ categories }) => categories['best-practices'].score * 100,
  SEO: ({ categories }) => categories.seo.score * 100,
  'LCP ms': ({ audits }) => audits['largest-contentful-paint'].numericValue,
  'TBT ms': ({ audits }) => audits['total-blocking-time'].numericValue,
  CLS: ({ audits }) => audits['cumulative-layout-shift'].numericValue,
};

for (const [name, path] of Object.entries(pages)) {
  const results = [];
  for (let run = 0; run < runs; run += 1) {
    const chrome = await launch({
      chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
    const { lhr } = await lighthouse(host.url + path, { port: chrome.port, logLevel: 'error' });
    results.push(lhr);
    await chrome.kill();
  }
  const line = Object.entries(metrics).map(([metric, of]) => {
    const sorted = results.map(of).sort((one, other) => one - other);
    return `${metric} ${Number(sorted[Math.floor(sorted.length / 2)].toFixed(3))}`;
  });
  console.log(`${name}: ${line.join(', ')}`);
  const failed = Object.values(results[0].audits).filter(
    ({ score, scoreDisplayMode }) =>
      score !== null && score < 0.9 && !['informative', 'notApplicable'].includes(scoreDisplayMode),
  );
  for (const { id, title, displayValue } of failed)
    console.log(`  ${id}: ${title} ${displayValue ?? ''}`);
}
host.stop();
pictures.stop();
rmSync(work, { recursive: true, force: true });
