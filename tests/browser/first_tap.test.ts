/*
 * A tap is never slower than a plain link: until moves can be made in the page, the browser makes
 * them, and whatever was being loaded for later gives way. Nobody who opens one page loads more.
 */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { engine } from './browser.mjs';
import { openReader } from './reader.ts';
import { startSession, visit, visitReady } from './session.ts';

const session = startSession();
/** The page comes in their language: nothing is to be drawn anew. */
const zh = { locale: 'zh-CN' };
const title = 'Eleven small tools: a year-end letter';
const other = 'What a changelog is for';
/** What the page needs to make a move by itself. */
const machinery = /worker-[^/]*\.js|\.wasm|manifest\.json|\/search\/|\.md$|ahead-[^/]*\.js/;

/** What is asked for from now on. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

/** Marks the document: it is gone once the browser has made a move. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { stayed: true }));
}

function stayed(page: Page): Promise<boolean> {
  return page.evaluate(() => 'stayed' in window);
}

/** A device that asks to save data, as far as scripts can tell. */
async function saveData(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

describe('the first tap', () => {
  it('is made by the browser, with nothing loaded for it', async () => {
    const { page } = await session.openCold('', zh);
    const asked = requestsOf(page);
    await mark(page);
    await page.getByRole('link', { name: title }).click();
    await heading(page, title);
    expect(await stayed(page)).toBe(false);
    const moved = asked.findIndex((path) => path.endsWith('.css'));
    expect(asked.slice(0, moved).filter((path) => machinery.test(path))).toEqual([]);
  });

  it('does not wait for what is on its way, which ends at once', async () => {
    const { page } = await session.openCold('', zh);
    let isWaiting: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => (isWaiting = resolve));
    const failed: string[] = [];
    page.on('requestfailed', (request) => failed.push(new URL(request.url()).pathname));
    // It never comes.
    await page.route('**/*.wasm', () => isWaiting?.());
    await page.getByRole('searchbox').focus();
    await waiting;
    const began = Date.now();
    await page.getByRole('link', { name: title }).click();
    await heading(page, title);
    expect(Date.now() - began).toBeLessThan(2000);
    // Firefox gives it up, too; its driver does not say so.
    if (engine !== 'firefox') expect(failed.some((path) => path.endsWith('.wasm'))).toBe(true);
  });

  it('on a result is made by the browser, too, and marks what was found', async () => {
    const { page } = await session.openCold('', zh);
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-found mark').first().waitFor();
    const asked = requestsOf(page);
    await mark(page);
    await page.locator('.issue-link').first().click();
    await heading(page, other);
    expect(await stayed(page)).toBe(false);
    // The marks are loaded with the issue; some browsers know none of that kind.
    const hasMarks = () => !('highlights' in CSS) || (CSS.highlights.get('found')?.size ?? 0) > 0;
    await page.waitForFunction(hasMarks);
    const moved = asked.findIndex((path) => path.endsWith('.css') || path.endsWith('/'));
    expect(asked.slice(0, moved).filter((path) => machinery.test(path))).toEqual([]);
  });

  it('from a page of one value leads back to the very place', async () => {
    const { page } = await session.openCold('', {
      locale: 'zh-CN',
      viewport: { width: 900, height: 300 },
    });
    await page.getByRole('link', { name: title }).scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(0);
    await page.getByRole('link', { name: title }).click();
    await heading(page, title);
    // (Before its script runs, the link is a plain one.)
    await page.waitForLoadState('load');
    await page.getByRole('link', { name: '全部文章' }).first().click();
    await page.locator('.issues').first().waitFor();
    await page.waitForFunction((place) => Math.abs(scrollY - place) < 150, before);
  });

  it('on a result leads back to what was found, from an issue further on, too', async () => {
    const { page } = await session.openCold('', zh);
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-found mark').first().waitFor();
    const found = page.url();
    await page.locator('.issue-link').first().click();
    await heading(page, other);
    await page.locator('html[data-ready]').waitFor();
    await page.locator('.neighbours a').first().click();
    await page.locator('.article h1', { hasNotText: other }).waitFor();
    await page.getByRole('link', { name: '全部文章' }).first().click();
    await page.locator('.issue-found').first().waitFor();
    expect(page.url()).toBe(found);
  });

  it('leaves a page that works when nothing comes of it', async () => {
    const { page } = await session.openCold('', zh);
    await page.route('**/issues/eleven-small-tools/', (route) => route.fulfill({ status: 204 }));
    await mark(page);
    // Not pointed at: what the browser fetches ahead would come instead.
    await page.getByRole('link', { name: title }).evaluate((link: HTMLElement) => link.click());
    await page.waitForTimeout(300);
    expect(await stayed(page)).toBe(true);
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-excerpt mark').first().waitFor();
  });
});

describe('the second move', () => {
  it('is made in the page', async () => {
    const { page } = await session.openCold('', zh);
    await page.getByRole('link', { name: title }).click();
    await heading(page, title);
    await page.locator('html[data-ready]').waitFor();
    await mark(page);
    await page.locator('.neighbours a').first().click();
    await page.waitForURL((url) => !url.pathname.includes('eleven-small-tools'));
    await page.locator('.article h1').waitFor();
    expect(await stayed(page)).toBe(true);
  });

  it('asks the host for nothing when the reader goes where most do', async () => {
    const { page, context } = await openReader(session.browser);
    // Listened for from the start: the first comes by itself, as soon as the page is idle.
    const loaded = new Set<string>();
    page.on('response', (response) => loaded.add(response.url().replace(/.*\./, '')));
    await visitReady(page, session.site.url);
    const link = page.locator('.issue-link').first();
    const file = (await link.getAttribute('data-key'))?.replace('post:', '') ?? '?';
    // Further ones come to readers who do something.
    await page.mouse.move(5, 5);
    await page.mouse.move(9, 9);
    await expect.poll(() => loaded.has('md'), { timeout: 15_000 }).toBe(true);
    await page.waitForLoadState('networkidle');
    const asked = requestsOf(page);
    const before = await page.title();
    // What was made ahead stands before any worker could answer.
    const after = await link.evaluate(async (it: HTMLElement) => {
      it.click();
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage('');
      });
      return document.title;
    });
    expect(after).not.toBe(before);
    await page.locator('.article h1').waitFor();
    expect(asked.filter((path) => path.endsWith(file))).toEqual([]);
    await context.close();
  });
});

describe('a page that is only read', () => {
  it('loads nothing beyond itself when it is the first', async () => {
    const { page } = await session.openCold('', zh);
    const asked = requestsOf(page);
    await page.waitForTimeout(2500);
    expect(asked.filter((path) => machinery.test(path))).toEqual([]);
  });

  it.each(['?utm_source=letter&utm_medium=mail', 'years/2023/?fbclid=1'])(
    'loads nothing more at an address that others have added to: %s',
    async (address) => {
      const { page, context } = await openReader(session.browser, zh);
      await saveData(page);
      const asked = requestsOf(page);
      await visit(page, session.site.url + address);
      expect(await page.locator('.issue-link').first().isVisible()).toBe(true);
      await page.waitForTimeout(1500);
      expect(asked.filter((path) => machinery.test(path))).toEqual([]);
      expect(page.url()).toBe(session.site.url + address);
      await context.close();
    },
  );

  it('loads nothing for a link to a place of it that the browser knows', async () => {
    const { page } = await session.openCold('issues/eleven-small-tools/', {
      ...zh,
      viewport: { width: 900, height: 300 },
    });
    await page.locator('.prose').evaluate((prose) => {
      for (const [text, href] of Object.entries({ up: '#top', also: '#' })) {
        prose.append(Object.assign(document.createElement('a'), { textContent: text, href }), ' ');
      }
    });
    const asked = requestsOf(page);
    await mark(page);
    for (const name of ['up', 'also']) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.waitForFunction(() => scrollY === 0);
    }
    expect(await stayed(page)).toBe(true);
    expect(asked.filter((path) => machinery.test(path))).toEqual([]);
  });

  it('loads nothing for later on a device that saves data', async () => {
    const { page } = await session.openCold('', zh);
    await saveData(page);
    await visit(page, session.site.url, session.site.url);
    const asked = requestsOf(page);
    await page.waitForTimeout(2500);
    expect(asked.filter((path) => machinery.test(path))).toEqual([]);
    // The reader's own wish is another matter.
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-excerpt mark').first().waitFor();
  });
});

describe("a page's script", () => {
  it('starts behind the first paint on a phone', async () => {
    const { page } = await session.openCold('', { ...zh, viewport: { width: 390, height: 844 } });
    // The first thing that it does to a page.
    await page.addInitScript(() => {
      const own = Object.getOwnPropertyDescriptor(History.prototype, 'scrollRestoration');
      Object.defineProperty(History.prototype, 'scrollRestoration', {
        ...own,
        set(value: ScrollRestoration) {
          Object.assign(window, { startedAt: performance.now() });
          own?.set?.call(this, value);
        },
      });
    });
    await page.goto(`${session.site.url}issues/eleven-small-tools/`);
    await page.waitForFunction(() => 'startedAt' in window);
    const [painted, started] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      (window as unknown as { startedAt: number }).startedAt,
    ]);
    expect(started).toBeGreaterThan(painted ?? Number.NaN);
  });
});

describe('the rules for what browsers fetch ahead', () => {
  it('are allowed by the policy, and name issues', async () => {
    const { page } = await session.openCold('', zh);
    const rules = await page.locator('script[type="speculationrules"]').textContent();
    // In lists by their addresses: a selector has browsers look at every link when the list changes.
    expect(JSON.parse(rules ?? '').prefetch[0].where.href_matches).toContain('{/*}?/issues/*');
    // The session complains of a breach; a browser that reads them fetches the page pointed at.
    const asked = page.waitForRequest((request) => request.url().includes('eleven-small-tools'));
    await page.getByRole('link', { name: title }).hover();
    await Promise.race([asked, page.waitForTimeout(1500)]);
    await page.getByRole('link', { name: other }).waitFor();
  });

  it('name links on the pages of issues', async () => {
    const { page } = await session.openCold('', zh);
    await page.getByRole('link', { name: title }).click();
    await heading(page, title);
    const rules = await page.locator('script[type="speculationrules"]').textContent();
    expect(JSON.parse(rules ?? '').prefetch[0].where.selector_matches).toContain('.neighbours a');
  });
});
