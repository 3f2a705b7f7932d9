/*
 * What a reader waits for, beside Hugo with Pagefind and docsify on the same posts and in the same
 * run: the first tap on an issue, the second move, the first search; and what a page loads that is
 * only read. Medians over the rounds.
 *
 *   npm run bench:page [-- --rounds 9 --conditions ABCD --only tap,idle,search --words 服务网格]
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../../browser/chromium.mjs';
import { median } from '../statistics.mjs';
import { corpora } from './archive.mjs';
import { contenders } from './contenders.mjs';
import { serveFolder } from './host.mjs';
import { conditions, openThrottled, tripsOf } from './throttled.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    conditions: { type: 'string', default: 'ABCD' },
    only: { type: 'string', default: 'tap,idle,search' },
    words: { type: 'string', default: '服务网格' },
    posts: { type: 'string', default: join(corpora, 'sofa-weekly') },
  },
});
const rounds = Number(options.rounds);
const only = new Set(options.only.split(','));
/** How long after the page has loaded the reader taps. */
const pauses = [500, 2000, 5000];

const work = mkdtempSync(join(tmpdir(), 'broadsheet-page-'));
const sites = {};
const browser = await launchChromium();
try {
  for (const [name, contender] of Object.entries(contenders)) {
    const out = join(work, name.replace(/\W/g, ''));
    contender.build(options.posts, out);
    if (!existsSync(join(out, 'index.html'))) throw new Error(`${name} built nothing.`);
    sites[name] = { ...contender, host: await serveFolder(out) };
  }
  for (const condition of options.conditions) {
    const line = conditions[condition];
    console.log(
      `\n${condition}: ${line.rate} kbit/s, ${line.latency} ms, processor ${line.slowdown}x slower`,
    );
    if (only.has('tap')) await taps(line);
    if (only.has('search')) await searches(line);
  }
  if (only.has('idle')) await idle(conditions.D);
} finally {
  await browser.close();
  for (const { host } of Object.values(sites)) host.stop();
  rmSync(work, { recursive: true, force: true });
}

/** The contenders of taps: our page without scripts is what its links must not be slower than. */
function tapped() {
  const { broadsheet, ...others } = sites;
  return Object.entries({
    broadsheet,
    'broadsheet, no scripts': { ...broadsheet, javaScriptEnabled: false },
    ...others,
  });
}

async function taps(line) {
  const first = {};
  const second = {};
  const moved = {};
  // In turns, so that all meet the same machine.
  for (let round = 0; round < rounds; round += 1) {
    for (const pause of pauses) {
      for (const [name, site] of tapped()) {
        const { page, context } = await openThrottled(browser, line, {
          javaScriptEnabled: site.javaScriptEnabled ?? true,
        });
        await page.addInitScript(noteHeadings, site.heading);
        await page.goto(site.host.url, { timeout: 120_000 });
        await page.locator(site.link).nth(2).waitFor({ timeout: 120_000 });
        await page.waitForTimeout(pause);
        add(first, `${name} ${pause}`, await timed(page, page.locator(site.link).nth(2), site));
        if (pause === pauses[0] && site.next !== undefined) {
          // As long as the page takes to be ready, and to look ahead.
          if (name === 'broadsheet')
            await page.locator('html[data-ready]').waitFor({ timeout: 60_000 });
          await page.waitForTimeout(4000);
          const isScripted = site.javaScriptEnabled !== false;
          if (isScripted) await page.evaluate(() => Object.assign(window, { stayed: true }));
          add(second, name, await timed(page, page.locator(site.next).first(), site));
          const stayed = isScripted && (await page.evaluate(() => 'stayed' in window));
          add(moved, name, stayed ? 1 : 0);
        }
        await context.close();
      }
    }
  }
  table(
    ['first tap, s', ...pauses.map((pause) => `${pause} ms`), 'second move, s', 'in the page'],
    tapped().map(([name]) => [
      name,
      ...pauses.map((pause) => seconds(first[`${name} ${pause}`])),
      second[name] ? seconds(second[name]) : '',
      moved[name] ? `${moved[name].reduce((sum, one) => sum + one, 0)} of ${rounds}` : '',
    ]),
  );
}

/** From a tap until the heading of another page stands. */
async function timed(page, link, { heading }) {
  await link.scrollIntoViewIfNeeded();
  const before = await headingOf(page, heading);
  const box = await link.boundingBox();
  const began = Date.now();
  await page.touchscreen.tap(box.x + Math.min(40, box.width / 2), box.y + box.height / 2);
  for (;;) {
    const now = await headingOf(page, heading).catch(() => before);
    if (now !== undefined && now !== before) break;
    if (Date.now() - began > 60_000) throw new Error('The page did not come.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (;;) {
    const shown = await page.evaluate(shownSince, began);
    if (shown !== undefined) return (shown - began) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Runs in the page: when the view that stands was first there; undefined as long as another page is not
 * painted. By the page's own clock: in a browser that has just been started, the driver hears of it
 * seconds later.
 */
function shownSince(began) {
  const { timeOrigin } = performance;
  if (timeOrigin <= began) return window.headings?.at(-1) ?? Date.now();
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return paint && timeOrigin + paint.startTime;
}

/** Runs in the page: notes when its heading became another. */
function noteHeadings(selector) {
  window.headings = [];
  let last;
  const note = () => {
    const text = document.querySelector(selector)?.textContent;
    if (text === undefined || text === last) return;
    last = text;
    window.headings.push(Date.now());
  };
  new MutationObserver(note).observe(document, { childList: true, subtree: true });
}

async function headingOf(page, selector) {
  const found = page.locator(selector).first();
  return (await found.count()) > 0 ? found.textContent({ timeout: 500 }) : undefined;
}

async function searches(line) {
  const results = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, site] of Object.entries(sites)) {
      const { page, context, asked } = await openThrottled(browser, line);
      await page.addInitScript(noteFirst, site.result);
      await page.goto(site.host.url, { timeout: 120_000 });
      const box = page.locator(site.box);
      await box.waitFor({ state: 'attached', timeout: 120_000 });
      await page.waitForTimeout(2000);
      const before = new Set(asked());
      const [paint, { sent }] = [site.host.sent.length, site.host];
      const began = Date.now();
      await box.focus();
      await box.pressSequentially(options.words, { delay: 150 });
      await page.locator(site.result).first().waitFor({ state: 'attached', timeout: 120_000 });
      // By the page's own clock: the driver looks now and then, and more letters are typed meanwhile.
      const at = await page.evaluate(() => window.firstAt);
      const own = asked().filter((one) => !before.has(one) && one.done && one.at <= at);
      const till = sent.slice(paint).filter((one) => one.at <= at);
      await page.locator(site.marked).first().waitFor({ state: 'attached', timeout: 120_000 });
      results[name] ??= [];
      results[name].push({
        first: (at - began) / 1000,
        marked: (Date.now() - began) / 1000,
        requests: till.length,
        bytes: bytesOf(till),
        trips: tripsOf(own),
      });
      await context.close();
    }
  }
  const of = (name, key) => results[name].map((one) => one[key]);
  table(
    ['first search', 'first result, s', 'first passage, s', 'requests', 'trips', 'KB'],
    Object.keys(results).map((name) => [
      name,
      seconds(of(name, 'first')),
      seconds(of(name, 'marked')),
      median(of(name, 'requests')),
      median(of(name, 'trips')),
      kilobytes(median(of(name, 'bytes'))),
    ]),
  );
}

/** Runs in the page: notes when something first stands there. */
function noteFirst(selector) {
  const watch = new MutationObserver(() => {
    if (document.querySelector(selector) === null) return;
    window.firstAt = Date.now();
    watch.disconnect();
  });
  watch.observe(document, { childList: true, subtree: true });
}

/** What a page loads that is only read: the first, and one that the reader has come to by a tap. */
async function idle(line) {
  const rows = [];
  for (const [name, site] of Object.entries(sites)) {
    for (const saving of [false, true]) {
      const { page, context } = await openThrottled(browser, line, {
        ...(saving ? { extraHTTPHeaders: { 'Save-Data': 'on' } } : {}),
      });
      if (saving) {
        await page.addInitScript(() => {
          Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
        });
      }
      const { sent } = site.host;
      const start = sent.length;
      await page.goto(site.host.url);
      const paint = sent.length;
      await page.waitForTimeout(10_000);
      const first = sent.length;
      await page.locator(site.link).nth(2).tap();
      await page.locator(site.heading).first().waitFor();
      await page.waitForTimeout(10_000);
      const parts = [sent.slice(start, first), sent.slice(paint, first), sent.slice(first)];
      rows.push([
        `${name}${saving ? ', Save-Data' : ''}`,
        ...parts.map((part) => kilobytes(bytesOf(part))),
      ]);
      await context.close();
    }
  }
  table(
    ['ten seconds without doing anything', 'KB', 'KB after the load', 'KB on the next page'],
    rows,
  );
}

function bytesOf(answers) {
  return answers.reduce((sum, { bytes }) => sum + bytes, 0);
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}

function add(series, name, value) {
  series[name] ??= [];
  series[name].push(value);
}

function seconds(values) {
  return median(values).toFixed(2);
}

function table(head, rows) {
  console.log(`\n| ${head.join(' | ')} |\n| --- |${' --: |'.repeat(head.length - 1)}`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}
