/* Issues with syntax of an archive's own are rendered in the page, by the whole module. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.mjs';
import { BuiltArchive } from './built_archive.ts';
import { openReader } from './reader.ts';
import { visitReady } from './session.ts';

const archive = new BuiltArchive();
let browser: Browser;

beforeAll(async () => {
  const post = '---\ntitle: With marks\ndate: 2026-01-02\n---\nThis is ==marked== here.\n';
  writeFileSync(join(archive.posts, 'marks.md'), post);
  archive.build({ title: 'Desk & Margin', syntax: ['mark'] });
  browser = await launchBrowser();
  await archive.start();
});
afterAll(async () => {
  await browser?.close();
  await archive.remove();
});

it('is rendered in the page', async () => {
  const { page, context, complaints } = await openReader(browser);
  await visitReady(page, archive.url);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.getByRole('link', { name: 'With marks' }).click();
  await page.locator('.prose mark', { hasText: 'marked' }).waitFor();
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  expect(archive.requests.some((path) => /assets\/broadsheet-(?!list|issue)/.test(path))).toBe(
    true,
  );
  expect(complaints).toEqual([]);
  await context.close();
});
