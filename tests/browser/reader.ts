/** A reader's browser, which notes down whatever a reader should never have to see. */
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from 'playwright-core';
import { engine, newContext } from './browser.mjs';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A page with a log of what went wrong in it. */
export interface Reader {
  page: Page;
  context: BrowserContext;
  /** Errors on the console, uncaught errors, breaches of the content security policy. */
  complaints: string[];
  /** Requests to other hosts for anything but pictures. None leaves the machine. */
  foreign: string[];
  /** The pictures of other hosts that were asked for, each answered with one pixel. */
  pictures: { url: string; referrer: string | undefined }[];
}

/** Opens a fresh profile on a desktop; `options` as for a browser context. */
export async function openReader(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Reader> {
  const context = await newContext(browser, {
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const reader: Reader = { page, context, complaints: [], foreign: [], pictures: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') reader.complaints.push(message.text());
  });
  page.on('pageerror', (error) => reader.complaints.push(String(error)));
  await context.route(
    (url) => url.hostname !== '127.0.0.1',
    async (route) => {
      const request = route.request();
      if (request.resourceType() === 'image') {
        const { referer } = await request.allHeaders();
        reader.pictures.push({ url: request.url(), referrer: referer });
        await route.fulfill({ contentType: 'image/png', body: onePixel });
      } else {
        reader.foreign.push(request.url());
        await route.abort();
      }
    },
  );
  return reader;
}

/** The titles in the list, from top to bottom, once all its rows are there. */
export async function titles(page: Page): Promise<string[]> {
  await listSettled(page);
  return page.locator('.issues h3').allTextContents();
}

/** The link of a facet's value; its accessible name is value and count. */
export function facetLink(page: Page, facet: string, value: string): Locator {
  return page
    .getByRole('region', { name: facet, exact: true })
    .getByRole('link', { name: new RegExp(`^${value}\\b|^${value}\\s`) });
}

/** Whether a facet's value is chosen. */
export async function isChosen(page: Page, facet: string, value: string): Promise<boolean> {
  return (await facetLink(page, facet, value).getAttribute('aria-current')) === 'true';
}

/** Reaches for a filter, and waits until filters are answered in the page. */
export async function readyForFilters(page: Page): Promise<void> {
  await page.locator('.facet-link').first().dispatchEvent('pointerover');
  await page.locator('html[data-list-ready]').waitFor();
}

/** Chooses a facet's value, or gives it up, and waits until the list has followed. */
export async function toggleFacet(page: Page, facet: string, value: string): Promise<void> {
  const before = page.url();
  await facetLink(page, facet, value).click();
  await page.waitForFunction((url) => location.href !== url, before);
  await listSettled(page);
}

/** Waits until the list shows what the address asks for. */
export async function listSettled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !document.documentElement.hasAttribute('data-pending') &&
      !document.documentElement.hasAttribute('data-busy'),
  );
}

/** All values of a facet with their counts, as shown. */
export async function facetCounts(page: Page, facet: string): Promise<Record<string, number>> {
  const links = page.getByRole('region', { name: facet, exact: true }).locator('.facet-link');
  const counts: Record<string, number> = {};
  for (const link of await links.all()) {
    const value = await link.locator('.facet-value').textContent();
    counts[value ?? ''] = Number(await link.locator('.facet-count').textContent());
  }
  return counts;
}

/** How far the window is scrolled. */
export function scrollTop(page: Page): Promise<number> {
  return page.evaluate(() => Math.round(scrollY));
}

/** Whether anything sticks out at the side. */
export function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

/** Goes back inside a page: of moves to another fragment WebDriver BiDi does not say that they are made. */
export async function goBackInPage(page: Page): Promise<void> {
  if (engine !== 'firefox') await page.goBack();
  else await page.evaluate(() => history.back());
}
