/* The page for what is not there finds its archive, below whatever path that stands. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BuiltArchive } from './built_archive.ts';
import { launchBrowser } from './browser.mjs';
import { openReader, titles } from './reader.ts';

const archive = new BuiltArchive();
let browser: Browser;

beforeAll(async () => {
  // Without a baseURL: it does not know its address.
  archive.build({ title: 'Letters' });
  await archive.start();
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await archive.remove();
});

it.each(['nothing', 'issues/nothing/', 'a/b/c/d.html'])('%s', async (address) => {
  const { page, context } = await openReader(browser);
  await page.goto(archive.url + address);
  await page.waitForFunction(
    (root) => document.documentElement.dataset.root === root,
    new URL(archive.url).pathname,
  );
  // Its styles are there, and its links lead home.
  await page.waitForFunction(() => document.styleSheets.length > 0);
  // In one step: the page's scripts may show it anew, in the reader's language.
  await page.waitForFunction((url) => {
    const home = [...document.links].find(({ href }) => href === url);
    home?.click();
    return home !== undefined;
  }, archive.url);
  await page.waitForURL(archive.url);
  expect((await titles(page)).length).toBeGreaterThan(5);
  await context.close();
});
