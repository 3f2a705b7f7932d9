/*
 * Attacks in a browser: whatever a post holds, nothing runs, nothing dangerous can be clicked, the
 * article ends where it should, and nothing but images is asked for. A control run, in which the
 * same attacks are put in as they are, shows that what would run is seen.
 */
import { init, renderHtml } from 'broadsheet';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine, launchBrowser } from '../browser/browser.mjs';
import { noSuites, payloads, positions } from './cases.ts';
import { watch, watchedInFragments } from './watch.ts';

const origin = 'http://archive.test/';
/** Cases a page; more of them only make the page bigger. */
const batchSize = 2500;

/** What a page of cases showed. */
interface Observed {
  /** What ran: the calls of functions that attacks call. */
  executed: string[];
  /** Addresses that are not http, https, mailto or tel, of whatever can be clicked or sent. */
  dangerous: string[];
  /** Cases whose article is not followed by its own end mark. */
  uncontained: string[];
  /** Requests for anything but images of http and https. */
  foreign: string[];
}

describe.skipIf(noSuites)(`in ${engine}${noSuites ? ` (${noSuites})` : ''}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    await init();
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  /** Opens a page with `content`, lets it come to rest, provokes it, and looks at it. */
  async function observe(
    content: string,
    prepare?: (page: Page) => Promise<void>,
  ): Promise<Observed> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const foreign: string[] = [];
    const executed: string[] = [];
    page.on('dialog', (dialog) => {
      executed.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.addInitScript(watch, watchedInFragments);
    await context.route('**', async (route) => {
      const request = route.request();
      if (request.url() === origin) {
        await route.fulfill({ contentType: 'text/html; charset=utf-8', body: content });
      } else if (request.resourceType() === 'image') {
        await route.fulfill({
          contentType: 'image/svg+xml',
          body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
        });
      } else {
        if (!request.url().endsWith('/favicon.ico'))
          foreign.push(`${request.resourceType()} ${request.url()}`);
        await route.abort();
      }
    });
    await page.goto(origin);
    await prepare?.(page);
    const seen = await page.evaluate(async () => {
      // Attacks in the control run put themselves in place of document's own functions.
      const all = (selector: string) => [
        ...Document.prototype.querySelectorAll.call(document, selector),
      ];
      const resolver = Document.prototype.createElement.call(document, 'a') as HTMLAnchorElement;
      const everything = all('article *');
      window.addEventListener('click', (event) => event.preventDefault());
      // What waits for the reader: the pointer, the keyboard, a click.
      for (const element of everything) {
        for (const type of [
          'pointerover',
          'mouseover',
          'mouseenter',
          'focus',
          'focusin',
          'load',
          'error',
          'toggle',
          'animationstart',
        ]) {
          element.dispatchEvent(new Event(type, { bubbles: true }));
        }
        if (!(element instanceof HTMLAnchorElement)) {
          element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      const dangerous: string[] = [];
      for (const element of everything) {
        for (const name of [
          'href',
          'xlink:href',
          'action',
          'formaction',
          'data',
          'srcdoc',
          'ping',
          'to',
          'values',
          'from',
        ]) {
          const value = element.getAttribute(name);
          if (value === null) continue;
          resolver.href = value;
          if (
            !['http:', 'https:', 'mailto:', 'tel:'].includes(resolver.protocol) &&
            resolver.protocol !== ':'
          ) {
            dangerous.push(`${element.localName} ${name}=${value.slice(0, 80)}`);
          }
        }
      }
      const uncontained = all('article')
        .filter(
          (article) =>
            article.parentElement?.localName !== 'body' ||
            article.nextElementSibling?.id !== `end-${article.id}`,
        )
        .map((article) => article.id);
      return {
        executed: (window as unknown as { executed: string[] }).executed,
        dangerous,
        uncontained,
      };
    });
    await context.close();
    return { ...seen, executed: [...executed, ...seen.executed], foreign };
  }

  const sources = () => {
    const all: { name: string; source: string }[] = [];
    for (const [position, post] of Object.entries(positions)) {
      for (const { from, text } of payloads()) {
        all.push({ name: `${from} ${position}`, source: post(text) });
      }
    }
    return all;
  };

  test.each([['sanitize'], ['escape']] as const)(
    '%s lets nothing run',
    async (html) => {
      const all = sources();
      expect(all).toHaveLength(1422 * 19);
      const total: Observed = { executed: [], dangerous: [], uncontained: [], foreign: [] };
      for (let first = 0; first < all.length; first += batchSize) {
        const articles = all
          .slice(first, first + batchSize)
          .map(
            ({ source }, index) =>
              `<article id="case-${first + index}">${renderHtml(source, { html })}</article>` +
              `<hr id="end-case-${first + index}">`,
          );
        const seen = await observe(
          `<!doctype html><meta charset="utf-8"><title>Cases</title><body>${articles.join('')}</body>`,
        );
        for (const key of Object.keys(total) as (keyof Observed)[]) total[key].push(...seen[key]);
      }
      expect(total).toEqual({ executed: [], dangerous: [], uncontained: [], foreign: [] });
    },
    300_000,
  );

  test('the same put in as it is runs, and is seen', async () => {
    const raw = payloads().filter(({ from }) => from.startsWith('xss/') || from.startsWith('blns'));
    const seen = await observe(
      '<!doctype html><meta charset="utf-8"><body></body>',
      async (page) => {
        await page.evaluate(
          (texts) => {
            const { body } = document;
            for (const text of texts) {
              const article = Document.prototype.createElement.call(document, 'article');
              article.innerHTML = text;
              body.append(article);
            }
          },
          raw.map(({ text }) => text),
        );
      },
    );
    expect(seen.executed.length).toBeGreaterThan(100);
    expect(seen.dangerous.length).toBeGreaterThan(20);
  });
});
