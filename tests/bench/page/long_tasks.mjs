/*
 * The longest task of the main thread while a reader types, toggles facets and scrolls in an archive
 * of ten thousand issues, in Chromium at a quarter of the processor's speed: by the clock (Long Tasks
 * API: what is not listed took less than 50 ms), and in processor time (the browser's trace), which
 * other programs on the machine do not stretch.
 *
 *   node tests/bench/page/long_tasks.mjs [issues]
 */
import { writeSite } from '../build/archive_of.mjs';
import { corpora, serveArchiveOf } from './archive.mjs';
import { launchChromium } from '../../browser/chromium.mjs';

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

async function during(name, action) {
  const started = Date.now();
  await page.evaluate(() => {
    window.tasks.length = 0;
  });
  const longest = await traced(async () => {
    await action();
    await page.waitForFunction(() => document.documentElement.dataset.busy === undefined);
    await page.waitForTimeout(400);
  });
  const tasks = await page.evaluate(() => window.tasks);
  console.log(
    `${name}: ${tasks.length === 0 ? 'no task over 50 ms' : `tasks of ${tasks.join(', ')} ms`} ; longest ${longest.toFixed(1)} ms of processor time (${Date.now() - started} ms in all)`,
  );
}

const chosen = (text) => page.locator('.facet-link[aria-current]', { hasText: text }).waitFor();
const settled = { timeout: 120_000 };
await during('first letters, with the archive still to be loaded', async () => {
  await page.locator('#words').pressSequentially('Issue', { delay: 80 });
  await page.locator('.chip-name', { hasText: 'Issue' }).waitFor(settled);
});
await during('more letters', async () => {
  await page.locator('#words').pressSequentially(' 42 Swift', { delay: 80 });
  await page.locator('.chip-name', { hasText: 'Swift' }).waitFor(settled);
});
await during('clear', async () => {
  await page.locator('.clear').click();
  await page.locator('.chips').waitFor({ state: 'detached', ...settled });
});
for (const value of ['2023', 'Weekly', 'Release']) {
  await during(`facet ${value}`, async () => {
    await page.locator('.facet-link', { hasText: value }).first().click();
    await chosen(value);
  });
}
await during('clear', async () => {
  await page.locator('.clear').click();
  await page.locator('.chips').waitFor({ state: 'detached', ...settled });
});
await during('ten times more', async () => {
  for (let time = 1; time <= 10; time += 1) {
    // As a reader does: the link comes into sight, and is pressed.
    await page.locator('[data-more]').scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    await page.locator('[data-more]').click();
    await page.waitForFunction(
      (count) => document.querySelectorAll('.issue-link').length === count,
      50 + time * 50,
    );
  }
});
await during('scrolling through 550 issues', async () => {
  for (let step = 0; step < 30; step += 1) {
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(60);
  }
});
await browser.close();
host.stop();
