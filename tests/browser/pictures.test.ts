/* A picture comes late: its room is kept, and nothing below it moves. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.mjs';
import { BuiltArchive } from './built_archive.ts';
import { samples } from './archive_site.ts';
import { visitReady } from './session.ts';

const archive = new BuiltArchive();
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let release: () => void = () => {};

beforeAll(async () => {
  mkdirSync(join(archive.posts, 'late'));
  cpSync(join(samples, 'letters'), join(archive.posts, 'late'), { recursive: true });
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 700" width="900" height="700"><rect width="900" height="700"/></svg>';
  writeFileSync(join(archive.posts, 'late/tall.svg'), drawing);
  const post = (title: string, day: number) =>
    `---\ntitle: ${title}\ndate: 2030-01-0${day}\n---\nAbove.\n\n![A drawing](tall.svg)\n\nBelow.\n`;
  writeFileSync(join(archive.posts, 'late/first-late.md'), post('First late', 1));
  writeFileSync(join(archive.posts, 'late/second-late.md'), post('Second late', 2));
  archive.build({ future: true });
  [browser] = await Promise.all([launchBrowser(), archive.start()]);
});
afterAll(async () => {
  await browser.close();
  await archive.remove();
});

it.each([
  ['in a file', false],
  ['after a move in the page', true],
])('%s', async (_, isMoved) => {
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  archive.instead = async (path) => {
    if (path.endsWith('tall.svg')) await held;
    return undefined;
  };
  const page = await (await browser.newContext()).newPage();
  if (isMoved) {
    await visitReady(page, archive.url);
    await page.getByRole('link', { name: 'Second late', exact: true }).click();
  } else {
    await page.goto(`${archive.url}issues/second-late/`, { waitUntil: 'domcontentloaded' });
  }
  const below = page.locator('.prose p', { hasText: 'Below.' });
  await below.waitFor();
  // Another language may be drawn in its place first.
  await page.locator('html:not([data-pending], [data-busy])').waitFor();
  const top = () => below.evaluate((it) => Math.round(it.getBoundingClientRect().top + scrollY));
  const before = await top();
  const room = await page.locator('.prose img').evaluate((it) => {
    const { width, height } = it.getBoundingClientRect();
    return width / height;
  });
  expect(room).toBeCloseTo(900 / 700, 1);
  release();
  await page.locator('.prose img[data-loaded]').waitFor();
  expect(await top()).toBe(before);
  await page.context().close();
});
