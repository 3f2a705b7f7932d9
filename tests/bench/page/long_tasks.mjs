/*
 * The longest task of the main thread while a reader types, toggles facets and scrolls in an archive
 * of ten thousand issues, in Chromium at a quarter of the processor's speed: by the clock (Long Tasks
 * API: what is not listed took less than 50 ms), and in processor time (the browser's trace), which
 * other programs on the machine do not stretch.
 *
 *   node tests/bench/page/long_tasks.mjs [issues]
 */
import { setTimeout as pause } from 'node:timers/promises';
import { writeSite } from '../build/archive_of.mjs';
import { corpora, serveArchiveOf } from './archive.mjs';
import { launchChromium } from '../../browser/chromium.mjs';

/** So many milliseconds after it the page has answered, at a quarter of the speed; the first time loads the archive. */
const answered = 4000;
/** For what the driver did in the page. */
const rest = 500;

const count = Number(process.argv[2] ?? 10_000);
const host = await serveArchiveOf((posts) => writeSite(posts, corpora, count));
const browser = await launchChromium();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
await page.route(
  (url) => url.hostname !== '127.0.0.1',
  (route) => route.abort(),
);
await page.goto(host.url);
// The driver's own scripts come into the page with the first question of each kind: a long task, and
// none of ours.
await page.locator('.count').waitFor();
await page.waitForFunction(() => document.readyState === 'complete');
const protocol = await context.newCDPSession(page);
await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
await page.evaluate(() => {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.tasks.push(Math.round(duration));
  }).observe({ entryTypes: ['longtask'] });
});

const trace = await browser.newBrowserCDPSession();
/** The longest task of the page's main thread in milliseconds of processor time. */
async function traced(action) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  trace.on('Tracing.dataCollected', collect);
  await trace.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', '__metadata'] },
    transferMode: 'ReportEvents',
  });
  // Says which of the browser's processes is the page's: its own surfaces are pages, too.
  await page.evaluate(() => performance.mark('broadsheet'));
  await action();
  const complete = new Promise((resolve) => trace.once('Tracing.tracingComplete', resolve));
  await trace.send('Tracing.end');
  await complete;
  trace.off('Tracing.dataCollected', collect);
  const { pid: its } = events.find(({ name }) => name === 'broadsheet');
  const main = events.find(
    ({ name, pid, args }) =>
      name === 'thread_name' && pid === its && args.name === 'CrRendererMain',
  );
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) =>
      name.endsWith('RunTask') && pid === its && tid === main.tid && tdur !== undefined,
  );
  return tasks.reduce((longest, { tdur }) => Math.max(longest, tdur / 1000), 0);
}

/**
 * What a hand does, and nothing of the driver in the page meanwhile: its clicks and waits run scripts
 * there, in the very tasks that are measured.
 *
 * @param settled what holds once the page has answered; asked afterwards
 */
async function during(name, action, settled) {
  await page.evaluate(() => {
    window.tasks.length = 0;
  });
  const longest = await traced(async () => {
    await action();
    await pause(answered);
    // A machine with other work to do takes longer; each look is a short task of its own.
    for (let look = 0; look < 20; look += 1) {
      if (await page.evaluate(settled.holds, settled.of)) return;
      await pause(answered / 2);
    }
    throw new Error(`${name}: no such answer`);
  });
  const tasks = await page.evaluate(() => window.tasks);
  console.log(
    `${name}: ${tasks.length === 0 ? 'no task over 50 ms' : `tasks of ${tasks.join(', ')} ms`} ; longest ${longest.toFixed(1)} ms of processor time`,
  );
}

/** Presses what a selector finds, which is brought into view beforehand. */
async function press(locator) {
  await locator.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await locator.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await pause(rest);
  return async () => {
    await page.mouse.down();
    await pause(60);
    await page.mouse.up();
  };
}

const type = (words) => () => page.keyboard.type(words, { delay: 80 });
const isChip = (name) => ({
  holds: (wanted) =>
    [...document.querySelectorAll('.chip-name')].some((chip) => chip.textContent.includes(wanted)),
  of: name,
});
const isCleared = { holds: () => document.querySelector('.chips') === null };
const hasRows = (count) => ({
  holds: (wanted) => document.querySelectorAll('.issue-link').length === wanted,
  of: count,
});

await (await press(page.locator('#words')))();
await pause(rest);
await during('first letters, with the archive still to be loaded', type('Issue'), isChip('Issue'));
await during('more letters', type(' 42 Swift'), isChip('Swift'));
await during('clear', await press(page.locator('.clear')), isCleared);
for (const value of ['2023', 'Weekly', 'Release']) {
  const link = page.locator('.facet-link', { hasText: value }).first();
  await during(`facet ${value}`, await press(link), isChip(value));
}
await during('clear', await press(page.locator('.clear')), isCleared);
for (let time = 1; time <= 10; time += 1) {
  const link = page.locator('[data-more]');
  await during(`more, ${time}`, await press(link), hasRows(50 + time * 50));
}
await during(
  'scrolling through 550 issues',
  async () => {
    for (let step = 0; step < 30; step += 1) {
      await page.mouse.wheel(0, -2000);
      await pause(60);
    }
  },
  hasRows(550),
);
await browser.close();
host.stop();
