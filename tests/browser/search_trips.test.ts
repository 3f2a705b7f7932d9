/*
 * A first search takes few ways to the host: what it needs of the page and of the index goes out
 * together when the reader reaches for the search, then the terms, then the texts of what is shown.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BuiltArchive } from './built_archive.ts';
import { launchBrowser } from './browser.mjs';
import { openReader } from './reader.ts';
import { visit } from './session.ts';
import type { Browser, Page } from 'playwright-core';

const archive = new BuiltArchive();
let browser: Browser;

beforeAll(async () => {
  // More than fits into one file.
  for (let number = 0; number < 60; number += 1) {
    const words = Array.from(
      { length: 400 },
      (_, at) => `w${(number * 7919 + at * 104729) % 9973}`,
    );
    const post = `---\ntitle: Filler ${number}\ndate: 2020-01-01\n---\n${words.join(' ')}\n`;
    writeFileSync(join(archive.posts, `filler-${number}.md`), post);
  }
  archive.build({ title: 'Desk & Margin' });
  browser = await launchBrowser();
  await archive.start();
});
beforeEach(() => {
  archive.requests.length = 0;
});
afterAll(async () => {
  await browser?.close();
  await archive.remove();
});

const kinds: [RegExp, string][] = [
  [/worker-/, 'worker'],
  [/list-drawing-/, 'drawing'],
  [/\.wasm$/, 'module'],
  [/manifest\.json$/, 'manifest'],
  [/search\/start\.bsx$/, 'start'],
  [/search\/search\.json$/, 'list of files'],
  [/search\/[\da-f]{8}\.bsx$/, 'index'],
];

/** Holds back what the page asks for, way by way, and tells what goes out together. */
async function ways(page: Page): Promise<() => Promise<string[]>> {
  let waiting: { kind: string; go: () => void }[] = [];
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname;
    const kind = kinds.find(([pattern]) => pattern.test(path))?.[1];
    if (kind !== undefined) {
      await new Promise<void>((go) => waiting.push({ kind, go }));
    }
    await route.continue();
  });
  return async () => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    await page.waitForTimeout(300);
    const out = waiting;
    waiting = [];
    for (const { go } of out) go();
    return out.map(({ kind }) => kind).sort();
  };
}

describe('the first search', () => {
  it('sends for all it can at the first intent, and shows results before their texts', async () => {
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    await visit(page, archive.url);
    const next = await ways(page);
    await page.getByRole('searchbox').focus();
    expect(await next()).toEqual(['drawing', 'manifest', 'module', 'start', 'worker']);
    await page.waitForTimeout(500);
    await page.getByRole('searchbox').fill('changelog project');
    const terms = await next();
    expect(terms.length).toBeLessThanOrEqual(4);
    expect(new Set(terms)).toEqual(new Set(['index']));
    // Titles and descriptions stand while the texts are on their way.
    await page.locator('.issue-found').first().waitFor();
    expect(await page.locator('.issue-found mark').count()).toBe(0);
    const before = await page.locator('.issue').first().boundingBox();
    const titles = await page.locator('.issues h3').allTextContents();
    expect(new Set(await next())).toEqual(new Set(['index']));
    // What takes lists is in the worker's own file, and the manifest leaves nothing to be guessed.
    expect(
      archive.requests.filter((path) => /(?:lists|issues|guess-language)-/.test(path)),
    ).toEqual([]);
    await page.locator('.issue-found mark').first().waitFor();
    expect(await page.locator('.issues h3').allTextContents()).toEqual(titles);
    expect((await page.locator('.issue').first().boundingBox())?.y).toBe(before?.y);
    await context.close();
  });

  it('fetches the texts of results when they are seen, once typing has paused', async () => {
    const { page, context } = await openReader(browser, {
      locale: 'zh-CN',
      viewport: { width: 390, height: 700 },
    });
    await visit(page, archive.url);
    let go: () => void = () => {};
    const isCounted = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/passages-*.js', async (route) => {
      await isCounted;
      await route.continue();
    });
    // A word of all issues, so that more than a screen of them is found. In one go: on a busy machine
    // a first letter has an answer of its own.
    await page.getByRole('searchbox').fill('w1');
    const rows = page.locator('.issue-found');
    await expect.poll(() => rows.count()).toBe(20);
    expect(await page.locator('.issue-found[data-awaited]').count()).toBe(20);
    go();
    await page.locator('.issue-found mark').first().waitFor();
    const last = rows.last();
    expect(await last.getAttribute('data-awaited')).toBe('');
    const link = page.locator('.issue-link').last();
    await last.scrollIntoViewIfNeeded();
    const { height } = (await last.boundingBox()) ?? { height: 0 };
    await last.locator('mark').first().waitFor();
    expect((await last.boundingBox())?.height).toBe(height);
    expect(await link.getAttribute('href')).toContain('q=w1');
    await context.close();
  });

  it('asks at once for what an input method has written, and for letters when they pause', async () => {
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    await page.addInitScript(() => {
      const order: string[] = [];
      Object.assign(window, { order });
      const { pushState } = history;
      history.pushState = function (...given) {
        order.push('asked');
        pushState.apply(this, given);
      };
      addEventListener('input', () => setTimeout(() => order.push('100 ms later'), 100));
    });
    const orderOf = async (text: string) => {
      await visit(page, archive.url);
      await page.getByRole('searchbox').focus();
      await page.keyboard.insertText(text);
      await page.waitForFunction(() => (window as unknown as { order: string[] }).order.length > 1);
      return page.evaluate(() => (window as unknown as { order: string[] }).order);
    };
    expect(await orderOf('时区')).toEqual(['asked', '100 ms later']);
    expect(await orderOf('change')).toEqual(['100 ms later', 'asked']);
    await context.close();
  });

  it('shows one answer while the next is on its way', async () => {
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    // As soon as the first answer comes, other words are written, which the worker is never asked.
    await page.addInitScript(() => {
      const isOther = (message: unknown) => JSON.stringify(message).includes('%E6%97%B6');
      class Held extends Worker {
        #isAsked = false;
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          this.addEventListener('message', ({ data }) => {
            if (data.answer?.kind !== 'list' || this.#isAsked) return;
            this.#isAsked = true;
            const box = document.querySelector<HTMLInputElement>('#words');
            if (box) box.value = '时区';
            box?.dispatchEvent(new InputEvent('input', { bubbles: true }));
          });
        }
        override postMessage(message: unknown, ...rest: never[]): void {
          if (isOther(message)) Object.assign(window, { isHeld: true });
          else super.postMessage(message, ...rest);
        }
      }
      window.Worker = Held;
    });
    await visit(page, archive.url);
    await page.getByRole('searchbox').fill('changelog');
    await page.waitForFunction(() => 'isHeld' in window);
    await page.locator('.issue-found', { hasText: 'changelog' }).first().waitFor();
    await context.close();
  });

  it('shows an answer that comes when other words have been asked for', async () => {
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    // The first answer is handed over once the worker is to be asked for other words, which it is not.
    await page.addInitScript(() => {
      const isAboutTime = (message: unknown) => JSON.stringify(message).includes('%E6%97%B6');
      let give: (() => void) | undefined;
      class Held extends Worker {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          // Before the page's own listener.
          this.addEventListener('message', (event) => {
            if (event.data.answer?.kind !== 'list' || give !== undefined) return;
            event.stopImmediatePropagation();
            give = () => this.dispatchEvent(new MessageEvent('message', { data: event.data }));
            const box = document.querySelector<HTMLInputElement>('#words');
            if (box) box.value = '时区';
            box?.dispatchEvent(new InputEvent('input', { bubbles: true }));
          });
        }
        override postMessage(message: unknown, ...rest: never[]): void {
          if (isAboutTime(message)) give?.();
          else super.postMessage(message, ...rest);
        }
      }
      window.Worker = Held;
    });
    await visit(page, archive.url);
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-found', { hasText: 'changelog' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('时区');
    expect(await page.getByRole('searchbox').inputValue()).toBe('时区');
    await context.close();
  });

  it('does without the file it begins with', async () => {
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    await page.route('**/search/start.bsx', (route) => route.fulfill({ status: 404, body: '' }));
    await visit(page, archive.url);
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-found mark').first().waitFor();
    await context.close();
  });

  it('does with one that is of another build', async () => {
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    await page.route('**/search/start.bsx', (route) =>
      route.fulfill({
        body: '{"format":"broadsheet-search-start","version":1,"files":[["search.json",2],["paths.json",9]]}\n{}["a.md"]',
      }),
    );
    await visit(page, archive.url);
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-found mark').first().waitFor();
    await context.close();
  });
});

describe('an issue that was reached from another page', () => {
  it('takes the module for issues alone, and leaves lists to the browser', async () => {
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    await visit(page, archive.url);
    await page.locator('.issue-link').nth(2).click();
    await page.locator('html[data-ready]').waitFor();
    await page.evaluate(() => Object.assign(window, { stayed: true }));
    const stayed = () => page.evaluate(() => 'stayed' in window);
    const title = await page.locator('.article h1').textContent();
    await page.locator('.neighbours a').first().click();
    await expect.poll(() => page.locator('.article h1').textContent()).not.toBe(title);
    expect(await stayed()).toBe(true);
    expect(archive.requests.filter((path) => /broadsheet-issue/.test(path))).toHaveLength(1);
    expect(archive.requests.filter((path) => /broadsheet-list|lists?-/.test(path))).toEqual([]);
    await page.locator('.nameplate a').click();
    await page.locator('.list-view').waitFor();
    expect(await stayed()).toBe(false);
    await context.close();
  });
});
