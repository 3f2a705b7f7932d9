/*
 * The page promises browsers that lack what newer ones have. Each function that came after them is
 * taken away in the document, all at once (each alone with BROADSHEET_ALL); what readers do must work all the same.
 */
import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { samples, serveArchive } from './archive_site.ts';
import { openReader, titles } from './reader.ts';
import { startSession, visit, visitReady } from './session.ts';

const host =
  '<!doctype html><title>Host</title><script type="module" src="../element.js"></script>' +
  '<newsletter-archive src="../manifest.json"></newsletter-archive>';
const session = startSession(
  () => serveArchive(samples, { pages: { 'host/plain.html': { html: host } } }),
  { complaints: 'expected' },
);
const title = 'Eleven small tools: a year-end letter';

/** Newer than one of the versions in web/browsers.json. */
const newer = [
  'URL.canParse',
  'URL.parse',
  'URLSearchParams.prototype.size',
  'Promise.withResolvers',
  'Promise.try',
  'Object.groupBy',
  'Map.groupBy',
  'Array.fromAsync',
  'Array.prototype.toSorted',
  'Array.prototype.toReversed',
  'Array.prototype.toSpliced',
  'Array.prototype.with',
  'Set.prototype.union',
  'Set.prototype.intersection',
  'Set.prototype.difference',
  'Set.prototype.isSubsetOf',
  'Iterator',
  'RegExp.escape',
  'String.prototype.isWellFormed',
  'String.prototype.toWellFormed',
  'AbortSignal.any',
  'Element.prototype.checkVisibility',
  'Element.prototype.moveBefore',
  'Document.prototype.startViewTransition',
  'ReadableStream.from',
  'Response.json',
  'scheduler',
  'navigation',
  'requestIdleCallback',
  'Intl.Segmenter',
  'Intl.DurationFormat',
  'structuredClone',
  'CSS.highlights',
  'Highlight',
  'HTMLScriptElement.supports',
  'Element.prototype.ariaBusy',
  'Element.prototype.ariaHidden',
  'Element.prototype.ariaLabel',
  'Element.prototype.role',
  'Element.prototype.setHTMLUnsafe',
  'Document.parseHTMLUnsafe',
  'Navigator.prototype.connection',
  'Response.prototype.bytes',
  'Blob.prototype.bytes',
  'Uint8Array.prototype.toBase64',
  'Uint8Array.fromBase64',
  'CompressionStream',
];

/** Deletes functions in the document and in what its workers run. */
async function withhold(page: Page, names: readonly string[]): Promise<void> {
  const script = `for (const path of ${JSON.stringify(names)}) {
    const steps = path.split('.');
    const last = steps.pop();
    let owner = globalThis;
    for (const step of steps) owner = owner?.[step];
    if (owner instanceof Object) delete owner[last];
  }`;
  await page.addInitScript({ content: script });
  await page.route('**/*-worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}

it('follows a link when whatever shows the view fails', async () => {
  const { page, context } = await openReader(session.browser);
  await visit(page, session.site.url);
  await page.evaluate(() => {
    document.querySelector('#content')?.remove();
    Object.defineProperty(Element.prototype, 'replaceChildren', { value: undefined });
    Object.defineProperty(globalThis, 'requestAnimationFrame', { value: undefined });
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'issues/eleven-small-tools/';
    link.textContent = 'there';
    document.body.prepend(link);
  });
  await page.getByRole('link', { name: 'there' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await context.close();
});

const cases: [string, string[]][] = [['all of them', newer]];
if (process.env.BROADSHEET_ALL)
  cases.push(...newer.map((name): [string, string[]] => [name, [name]]));

it.each(cases)('%s: links, facets and back work without', async (_, names) => {
  const { page, context } = await openReader(session.browser);
  await withhold(page, names);
  await visit(page, session.site.url);
  expect(await titles(page)).toHaveLength(12);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.goBack();
  await expect.poll(() => titles(page), { timeout: 15_000 }).toHaveLength(12);
  await page.locator('.facet-years .facet-link', { hasText: '2023' }).click();
  await page.waitForURL(/years\/2023/);
  await expect.poll(() => titles(page), { timeout: 15_000 }).toHaveLength(4);

  // Moves in the page, search and its worker.
  await visitReady(page, session.site.url);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  await page.goBack();
  await page.getByRole('searchbox').fill('changelog');
  await page.locator('.issue-excerpt mark').first().waitFor();

  await page.goto(`${session.site.url}host/plain.html`);
  const element = page.locator('newsletter-archive');
  await element.locator('.issue-link', { hasText: title }).click();
  await element.getByRole('heading', { level: 1, name: title }).waitFor();
  await context.close();
});
