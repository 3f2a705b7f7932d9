/*
 * Lighthouse (mobile, simulated throttling) on the list and an issue of the SOFA Weekly, served with
 * compression; pictures of other hosts are answered here. Prints the median of five runs.
 *
 *   scripts/lighthouse [runs]
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { corpora, serveArchiveOf } from './archive.mjs';
import * as chromium from '../../browser/chromium.mjs';
import { servePictures } from './host.mjs';

const weekly = join(corpora, 'sofa-weekly');
const runs = Number(process.argv[2] ?? 5);

const pictures = await servePictures();
const host = await serveArchiveOf((posts, url) => {
  for (const name of readdirSync(weekly)) {
    if (!name.endsWith('.md')) continue;
    const text = readFileSync(join(weekly, name), 'utf8');
    // Covers and pictures of other hosts, wherever they are named.
    const local = text
      .replace(/(!\[[^\]]*\]\()https?:\/\//g, `$1${pictures.url}`)
      .replace(/^(cover: *["']?)https?:\/\//m, `$1${pictures.url}`);
    writeFileSync(join(posts, name), local);
  }
  const configuration = { title: 'SOFA Weekly', baseURL: url };
  writeFileSync(join(posts, 'broadsheet.config.json'), JSON.stringify(configuration));
});
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
      chromePath: chromium.path,
      chromeFlags: ['--headless=new', ...chromium.flags],
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
