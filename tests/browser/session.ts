/** What most files of these tests share: a browser, the sample archive, and no complaints. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Site, samples, serveArchive } from './archive_site.ts';
import { engine, launchBrowser } from './browser.mjs';
import { type Reader, openReader } from './reader.ts';

/** The browser and the archive of a test file, and the readers that its tests opened. */
export interface Session {
  readonly browser: Browser;
  readonly site: Site;
  /**
   * Opens an address below the archive's as somebody who came from another page of it, and waits
   * until its content stands and moves are made in the page.
   */
  open(address?: string, options?: BrowserContextOptions): Promise<Reader>;
  /** The same as somebody who came from elsewhere. */
  openCold(address?: string, options?: BrowserContextOptions): Promise<Reader>;
}

/**
 * Sets a test file up. After each test its readers are closed, and must have had nothing to
 * complain of: no error, no breach of the policy, no request to other hosts but for pictures.
 */
export function startSession(
  serve: () => Promise<Site> = () => serveArchive(samples),
  options: { complaints?: 'forbidden' | 'expected' } = {},
): Session {
  let browser: Browser | undefined;
  let site: Site | undefined;
  const readers: Reader[] = [];

  beforeAll(async () => {
    [browser, site] = await Promise.all([launchBrowser(), serve()]);
  });

  afterEach(async () => {
    const opened = readers.splice(0);
    await Promise.all(opened.map(({ context }) => context.close()));
    for (const { complaints, foreign } of opened) {
      expect(foreign).toEqual([]);
      if (options.complaints !== 'expected') expect(complaints).toEqual([]);
    }
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  return {
    get browser() {
      if (browser === undefined) throw new Error('The browser is not up.');
      return browser;
    },
    get site() {
      if (site === undefined) throw new Error('The archive is not up.');
      return site;
    },
    async open(address = '', contextOptions = {}) {
      const reader = await openReader(this.browser, contextOptions);
      readers.push(reader);
      // Pages whose scripts never run are not asked to be ready.
      const isReader = contextOptions.javaScriptEnabled !== false;
      await (isReader ? visitReady : visitUnscripted)(reader.page, this.site.url + address);
      return reader;
    },
    async openCold(address = '', contextOptions = {}) {
      const reader = await openReader(this.browser, contextOptions);
      readers.push(reader);
      await visit(reader.page, this.site.url + address);
      return reader;
    },
  };
}

/**
 * Goes to an address by the address bar, and waits until the page's script, which begins behind the
 * first paint, has started, and the content stands as that wants it.
 */
export async function visit(page: Page, url: string, referer?: string): Promise<void> {
  if (referer !== undefined && engine === 'firefox') await tellReferrer(page, url, referer);
  await page.goto(url, referer === undefined ? {} : { referer });
  // The last that the script does before it asks for another view.
  await page.waitForFunction(() => history.scrollRestoration === 'manual');
  await contentStands(page);
}

/** The same where no script runs. */
export async function visitUnscripted(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await contentStands(page);
}

async function contentStands(page: Page): Promise<void> {
  await page
    .locator('html:not([data-pending], [data-busy]) :is(.count, .article h1, .notice):visible')
    .first()
    .waitFor();
}

/** WebDriver BiDi knows no referrer of a navigation: the page at `url` is told of one instead. */
async function tellReferrer(page: Page, url: string, referrer: string): Promise<void> {
  await page.addInitScript(
    ([address, told]) => {
      if (location.href !== address || document.referrer !== '') return;
      Object.defineProperty(document, 'referrer', { value: told });
    },
    // As the page has it: percent-encoded.
    [new URL(url).href, referrer] as const,
  );
}

/** The same as somebody who came from another page of the archive: moves are made in the page. */
export async function visitReady(page: Page, url: string): Promise<void> {
  await visit(page, url, url);
  await page.locator('html[data-ready]').waitFor();
}
