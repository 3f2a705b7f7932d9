/*
 * The page in WebKit. Its driver speaks WebDriver alone, so what the tests of browser/ do with more
 * than that (routes, offline, emulation) is not done here: docs/browsers.md.
 */
import { init, renderHtml } from 'broadsheet';
import { By, Key, type WebDriver, until } from 'selenium-webdriver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, samples, serveArchive } from '../browser/archive_site.ts';
import { noSuites, payloads, positions } from '../safety/cases.ts';
import { watch, watchedInFragments } from '../safety/watch.ts';
import { type Webkit, missing, startWebkit } from './webkit.ts';

const isWanted = process.env.BROADSHEET_ALL !== undefined;
const why = !isWanted
  ? ' (skipped: ./scripts/test --all runs it)'
  : missing.length > 0
    ? ` (skipped: ${missing.join(', ')} not installed)`
    : '';
const patience = 30_000;
const title = 'What a changelog is for';

describe.skipIf(why !== '')(`in WebKit${why}`, () => {
  let site: Site;
  let webkit: Webkit;
  let page: WebDriver;
  const attacks: { html: string } = { html: '' };

  beforeAll(async () => {
    await init();
    site = await serveArchive(samples, {
      pages: {
        'host/element.html': {
          html: `<!doctype html><meta charset="utf-8"><title>Host</title>
            <script type="module" src="../element.js"></script>
            <newsletter-archive src="../manifest.json"></newsletter-archive>`,
        },
        'host/attacks.html': attacks,
      },
    });
    webkit = await startWebkit();
    ({ page } = webkit);
  });
  afterAll(async () => {
    await webkit?.stop();
    await site?.stop();
  });

  const heading = (text: string) => By.xpath(`//h1[contains(normalize-space(), "${text}")]`);
  const shown = (where: By) => page.wait(until.elementLocated(where), patience);
  const count = async () => (await page.findElements(By.css('.issues h3'))).length;
  const ready = () => shown(By.css('html[data-ready]'));
  const settled = () =>
    page.wait(
      () =>
        page.executeScript('return !document.querySelector("html[data-busy], html[data-pending]")'),
      patience,
    );
  /** As a click does. The driver's own refuses links that are taller than the window. */
  async function follow(link: By): Promise<void> {
    await page.executeScript('arguments[0].click()', await page.findElement(link));
  }
  async function openList(): Promise<void> {
    await page.get(site.url);
    await shown(By.css('.issues h3'));
    await settled();
  }
  /** Comes from another page of the archive, so that moves are made in the page. */
  async function openReady(): Promise<void> {
    await openList();
    await page.executeScript('location.assign(arguments[0])', `${site.url}?year=2025`);
    await page.wait(until.urlContains('year=2025'), patience);
    await ready();
    await settled();
  }

  it('a link leads to its issue, cold, and back leads to the list', async () => {
    await openList();
    const issues = await count();
    await follow(By.xpath(`//a[contains(@class, "issue-link")][contains(., "${title}")]`));
    await shown(heading(title));
    await page.navigate().back();
    await shown(By.css('.issues h3'));
    await settled();
    expect(await count()).toBe(issues);
  });

  it('a second move is made in the page', async () => {
    const stays = () => page.executeScript('return window.stays === true');
    // A worker that is late, as on a busy machine, leaves a move to the browser.
    let isMade = false;
    for (let move = 0; move < 4 && !isMade; move += 1) {
      await openReady();
      await page.executeScript('window.stays = true');
      // A true click: what no reader has asked for, the browser's back leaves out.
      await page.findElement(By.css('.issues .issue-link')).click();
      await shown(By.css('.article h1'));
      isMade = await stays();
    }
    expect(isMade).toBe(true);
    await page.navigate().back();
    await shown(By.css('.issues h3'));
    expect(await stays()).toBe(true);
  });

  it('facets and words narrow the list', async () => {
    await openList();
    const all = await count();
    await page.findElement(By.css('.facet-link')).click();
    await page.wait(async () => (await count()) < all, patience);
    await openList();
    const words = await page.findElement(By.css('input[type="search"]'));
    await words.sendKeys('changelog', Key.ENTER);
    await shown(By.css('.issue-excerpt mark'));
    await settled();
    expect(await page.findElement(By.css('.issues h3')).getText()).toContain('changelog');
  });

  it('the element shows list and issue in a page of others', async () => {
    await page.get(`${site.url}host/element.html`);
    const inside = (script: string) =>
      page.executeScript(
        `const shadow = document.querySelector('newsletter-archive').shadowRoot; ${script}`,
      );
    await page.wait(() => inside("return Boolean(shadow?.querySelector('.issue-link'))"), patience);
    await inside("shadow.querySelector('.issue-link').click()");
    // The text stands in the page itself, where find in page sees it.
    await shown(By.css('newsletter-archive > .prose'));
  });

  it('characters do not stand on one another, dates among them', async () => {
    const overlaps = () =>
      page.executeScript<string[]>(`
        const found = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (!/\\d\\p{Script=Han}|\\p{Script=Han}\\d/u.test(node.data)) continue;
          const range = document.createRange();
          let before;
          for (let at = 0; at < node.data.length; at += 1) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            const same = before && box.width > 0 && Math.abs(box.top - before.top) < 1;
            if (same && box.left < before.right - 0.5) found.push(node.data.slice(at - 1, at + 2));
            before = box;
          }
        }
        return found;`);
    await openList();
    expect(await overlaps()).toEqual([]);
    await follow(By.css('.issue-link[href*="080"]'));
    await shown(By.css('.article h1'));
    expect(await overlaps()).toEqual([]);
  });

  it('date fields that are empty filter nothing', async () => {
    await openList();
    const fields = await page.executeScript<string[]>(
      'return [...document.querySelectorAll("input[type=date]")].map((field) => field.value)',
    );
    expect(fields.filter((value) => value !== '')).toEqual([]);
    expect(await page.getCurrentUrl()).toBe(site.url);
  });

  describe.skipIf(noSuites)(`attacks${noSuites ? ` (${noSuites})` : ''}`, () => {
    /** What ran of `articles`, when they were shown and provoked. */
    async function ran(articles: string[]): Promise<string[]> {
      const executed: string[] = [];
      for (let at = 0; at < articles.length; at += 2500) {
        attacks.html = `<!doctype html><meta charset="utf-8"><title>Attacks</title>
          <script>(${watch})(${JSON.stringify(watchedInFragments)})</script>
          ${articles.slice(at, at + 2500).join('\n')}`;
        await page.get(`${site.url}host/attacks.html`);
        const seen = await page.executeAsyncScript<string[]>(`
          const done = arguments[0];
          const events = ['pointerover', 'mouseover', 'focus', 'load', 'error', 'toggle', 'click'];
          addEventListener('click', (event) => event.preventDefault());
          for (const element of Document.prototype.querySelectorAll.call(document, 'article *')) {
            for (const type of events) {
              element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
            }
          }
          setTimeout(() => done(window.executed), 500);`);
        executed.push(...seen);
      }
      return executed;
    }

    it('do not run', async () => {
      const articles = payloads().flatMap(({ text }) =>
        ['body', 'link target', 'image target', 'heading'].map(
          (position) => `<article>${renderHtml(positions[position]?.(text) ?? '')}</article>`,
        ),
      );
      expect(articles.length).toBeGreaterThan(2000);
      expect(await ran(articles)).toEqual([]);
    });

    it('run where they are put in as they are, and are seen', async () => {
      const harmless = payloads().filter(({ text }) => /onerror|onload/i.test(text));
      const articles = harmless.slice(0, 40).map(({ text }) => `<article>${text}</article>`);
      expect((await ran(articles)).length).toBeGreaterThan(3);
    });
  });
});
