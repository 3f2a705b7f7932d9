/* An archive of more than a thousand issues: its manifest comes in pieces, as they are shown. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { BuiltArchive } from './built_archive.ts';
import { launchBrowser } from './browser.mjs';
import { openReader, titles } from './reader.ts';
import { visit } from './session.ts';
import { readHead } from '../../web/page/site/manifest-head.ts';

const archive = new BuiltArchive();
const issues = 1010;
let browser: Browser;

beforeAll(async () => {
  for (let number = 0; number < issues; number += 1) {
    const day = new Date(Date.UTC(2001, 0, 1 + number * 5)).toISOString().slice(0, 10);
    const head = [`title: Letter ${number}`, `date: ${day}`, `tags: [t${number % 3}]`];
    const text = number % 2 === 0 ? `第 ${number} 封信，写给读者。` : `What number ${number} says.`;
    writeFileSync(join(archive.posts, `l${number}.md`), `---\n${head.join('\n')}\n---\n${text}\n`);
  }
  archive.build({ title: 'Many letters' });
  browser = await launchBrowser();
  await archive.start();
}, 120_000);
beforeEach(() => {
  archive.requests.length = 0;
  archive.instead = () => undefined;
});
afterAll(async () => {
  await browser?.close();
  await archive.remove();
});

const isPiece = (path: string): boolean => path.startsWith('manifest/');

it('has a head and pieces that are the whole manifest together', () => {
  const whole = JSON.parse(readFileSync(join(archive.folder, 'manifest.json'), 'utf8')) as Manifest;
  const head = readHead(
    JSON.parse(readFileSync(join(archive.folder, 'manifest-head.json'), 'utf8')),
  );
  expect(whole.posts.length).toBeGreaterThan(issues);
  const kept = whole.posts.map(({ excerpt: _, words: _words, article: _article, ...post }) => post);
  expect(head.posts).toEqual(kept);
  expect(head.listing).toEqual(whole.listing);
  expect(readdirSync(join(archive.folder, 'manifest')).sort()).toEqual(
    [...new Set(head.pieces)].map((name) => `${name}.json`).sort(),
  );
  const excerpts = head.pieces.flatMap((name) =>
    (
      JSON.parse(readFileSync(join(archive.folder, `manifest/${name}.json`), 'utf8')) as {
        excerpt: string;
      }[]
    ).map(({ excerpt }) => excerpt),
  );
  expect(excerpts.sort()).toEqual(whole.posts.map(({ excerpt }) => excerpt).sort());
});

it('shows rows without what does not come of them', async () => {
  const { page, context } = await openReader(browser, { locale: 'en' });
  await page.route('**/manifest/*.json', () => {});
  await visit(page, `${archive.url}?tag=t1&sort=oldest`);
  await page.locator('.chip-name', { hasText: 't1' }).waitFor();
  expect(await titles(page)).toHaveLength(50);
  await context.close();
});

it('is filtered with the head, and fetches what the rows of a page show', async () => {
  const { page, context } = await openReader(browser, { locale: 'en' });
  await visit(page, `${archive.url}?tag=t1`);
  await page.locator('.chip-name', { hasText: 't1' }).waitFor();
  expect(await titles(page)).toHaveLength(50);
  expect(await page.locator('.issue-excerpt').count()).toBe(50);
  expect(await page.locator('.issue-excerpt').first().textContent()).toMatch(
    /^(?:What number \d+ says\.|第 \d+ 封信，写给读者。)$/,
  );
  // What is guessed of an issue's language is what the build has guessed.
  expect(
    await page.locator('.issue', { hasText: '封信' }).first().locator('h3').getAttribute('lang'),
  ).toBe('zh');
  expect(archive.requests).toContain('manifest-head.json');
  expect(archive.requests).not.toContain('manifest.json');
  const pieces = archive.requests.filter(isPiece).length;
  expect(pieces).toBeGreaterThan(0);
  expect(pieces).toBeLessThanOrEqual(5);
  // The rows are those that the build has made.
  const rowsOf = () =>
    page.locator('.issue').evaluateAll((rows) => rows.map((row) => row.textContent));
  const shown = await rowsOf();
  await visit(page, `${archive.url}tags/t1/`);
  expect(shown).toEqual(await rowsOf());
  await context.close();
});

it('shows its issues by the module for issues, and stands without what cannot be had', async () => {
  const { page, context } = await openReader(browser, { locale: 'en' });
  await visit(page, `${archive.url}?tag=t2`);
  await page.locator('.issue').first().waitFor();
  // Whoever walks through the links is about to read one.
  await page.keyboard.press('j');
  await page.locator('html[data-ready]').waitFor();
  const title = (await titles(page))[0] ?? '';
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.locator('.issue-link').first().click();
  await page.locator('.article h1', { hasText: title }).waitFor();
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  expect(archive.requests.some((path) => /broadsheet-[\w-]{8}\.wasm$/.test(path))).toBe(false);
  archive.instead = (path) => (isPiece(path) ? { status: 503 } : undefined);
  await visit(page, `${archive.url}?tag=t0&sort=oldest`);
  await page.locator('.chip-name', { hasText: 't0' }).waitFor();
  await expect.poll(async () => (await titles(page)).length).toBe(50);
  expect(await page.locator('.issue-excerpt').count()).toBe(0);
  // A host that is copied to file by file may have no head yet.
  archive.instead = (path) => (path === 'manifest-head.json' ? { status: 404 } : undefined);
  await visit(page, `${archive.url}?tag=t0&sort=title`);
  await page.locator('.issue-excerpt').first().waitFor();
  expect(archive.requests).toContain('manifest.json');
  // Or that of a version before.
  archive.requests.length = 0;
  const old = '{"format":"broadsheet-manifest-head","version":1,"pieces":[],"posts":[]}';
  archive.instead = (path) => (path === 'manifest-head.json' ? { body: old } : undefined);
  await visit(page, `${archive.url}?tag=t1&sort=title`);
  await page.locator('.issue-excerpt').first().waitFor();
  expect(archive.requests).toContain('manifest.json');
  await context.close();
});
