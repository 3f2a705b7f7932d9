/*
 * Hostile front matter in the pages of an archive as they are built: list, issues, lists of tags,
 * the data in them, feeds and the sitemap. The page's policies are switched off, so that only what
 * the templates and the core do keeps attacks from running (second_wall.test.ts has the policies).
 *
 * Markup has not broken out of a value if the pages consist of the same elements with the same
 * attributes as those of harmless posts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, serveArchive } from '../browser/archive_site.ts';
import { launchBrowser } from '../browser/browser.mjs';
import { type Reader, openReader } from '../browser/reader.ts';
import { noSuites, payloads } from './cases.ts';
import { watch, watchedInArchive } from './watch.ts';

/** Posts; each of their values holds another attack. */
const posts = 40;
/** Of lists of tags and categories, so many are opened. */
const lists = 12;

/** A post whose values `value` makes, one after the other. */
function post(number: number, value: () => string): string {
  const text = () => JSON.stringify(value());
  return [
    '---',
    `title: ${text()}`,
    `description: ${text()}`,
    `date: 2024-${String((number % 12) + 1).padStart(2, '0')}-01`,
    `tags: [${text()}, ${text()}]`,
    `categories: [${text()}]`,
    `authors: [${text()}]`,
    `cover: ${text()}`,
    `coverAlt: ${text()}`,
    `series: ${text()}`,
    ...(number % 2 === 0 ? [`slug: ${text()}`] : [`url: ${text()}`]),
    `aliases: [${text()}]`,
    `lang: ${number % 4 === 0 ? text() : 'en'}`,
    '---',
    '## Heading',
    '',
    'Text, and an ![image](https://pictures.example/a.png).',
    '',
  ].join('\n');
}

/** Addresses that would lead out of the archive, or run. */
const addresses: readonly string[] = [
  'url: "javascript:alert(1)"',
  'url: "javascript:alert(1)//x.html"',
  'url: "..\\..\\outside"',
  'slug: "../../outside"',
  'aliases: ["..%2F..%2Foutside", "%2e%2e%5C..%5coutside", "javascript:alert(1)", "//attacker.example/x"]',
  'cover: "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="',
  'cover: "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+"',
];

function folderOf(value: (number: number) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-hostile-'));
  let taken = 0;
  for (let number = 0; number < posts; ++number) {
    writeFileSync(
      join(folder, `${number}.md`),
      post(number, () => value(taken++)),
    );
  }
  for (const [index, line] of addresses.entries()) {
    writeFileSync(
      join(folder, `address-${index}.md`),
      `---\ntitle: Address ${index}\ndate: 2023-01-01\n${line}\n---\nText.\n`,
    );
  }
  return folder;
}

/** Elements of a page, or of a file that it is to read, with the names of their attributes. */
function shapeOf(page: Page, file?: string): Promise<string[]> {
  return page.evaluate((file) => {
    const shapes = new Set<string>();
    const read = file === undefined ? document : new DOMParser().parseFromString(file, 'text/html');
    for (const element of Document.prototype.querySelectorAll.call(read, '*')) {
      shapes.add(element.localName);
      for (const name of element.getAttributeNames()) shapes.add(`${element.localName}[${name}]`);
    }
    return [...shapes];
  }, file);
}

/** Addresses of what can be clicked or loaded that are neither of the web nor of mail. */
function dangerousIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dangerous: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      for (const name of ['href', 'src', 'action', 'formaction', 'data', 'srcdoc', 'xlink:href']) {
        const value = element.getAttribute(name);
        if (value === null) continue;
        const scheme = URL.canParse(value, document.baseURI)
          ? new URL(value, document.baseURI).protocol
          : '';
        const image =
          element.localName === 'img' && /^data:image\/(png|gif|jpeg|webp)/i.test(value);
        if (!['', 'http:', 'https:', 'mailto:', 'tel:'].includes(scheme) && !image) {
          dangerous.push(`${element.localName} ${name}=${value.slice(0, 80)}`);
        }
      }
    }
    return dangerous;
  });
}

describe.skipIf(noSuites)(`hostile front matter${noSuites ? ` (${noSuites})` : ''}`, () => {
  const folders: string[] = [];
  const readers: Reader[] = [];
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let hostile: Site;
  let harmless: Site;

  beforeAll(async () => {
    const all = payloads();
    folders.push(
      // Spread over all of them: fields times posts of 1,422.
      folderOf((number) => all[(number * 37) % all.length]?.text ?? ''),
      folderOf((number) => `value-${number}`),
    );
    browser = await launchBrowser();
    hostile = await serveArchive(folders[0] as string);
    harmless = await serveArchive(folders[1] as string);
  });
  afterAll(async () => {
    await browser?.close();
    await hostile?.stop();
    await harmless?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  async function open(): Promise<Reader> {
    const reader = await openReader(browser, { bypassCSP: true });
    await reader.page.addInitScript(watch, watchedInArchive);
    readers.push(reader);
    return reader;
  }

  /** The pages to open: all issues, the list, and some lists of values. */
  function addressesOf(site: Site): string[] {
    const html = [...site.pages.keys()].filter((name) => name.endsWith('.html'));
    const issues = html.filter((name) => site.pages.get(name)?.includes('application/ld+json'));
    const others = html.filter((name) => /^(tags|categories|authors|series|years)\//.test(name));
    const step = Math.max(1, Math.floor(others.length / lists));
    return [
      'index.html',
      '404.html',
      ...issues,
      ...others.filter((_, index) => index % step === 0),
    ].filter((name) => site.pages.has(name));
  }

  const settled = (page: Page) =>
    page
      .locator('html:not([data-pending], [data-busy]) :is(.count, .article h1, .notice)')
      .first()
      .waitFor({ state: 'attached' });

  async function visitAll(site: Site) {
    const reader = await open();
    const { page } = reader;
    const seen = {
      executed: [] as string[],
      dangerous: [] as string[],
      shape: new Set<string>(),
      elsewhere: [] as string[],
      visited: 0,
    };
    page.on('dialog', (dialog) => {
      seen.executed.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    for (const name of addressesOf(site)) {
      const address = site.url + name.split('/').map(encodeURIComponent).join('/');
      await page.goto(address.replace(/index\.html$/, ''));
      // Before scripts, too: a picture that is not there may have left the page when it rests.
      for (const shape of await shapeOf(page, site.pages.get(name))) seen.shape.add(shape);
      await settled(page).catch((error) => {
        throw new Error(`${name} does not come to rest`, { cause: error });
      });
      await page.evaluate(() => {
        for (const element of document.querySelectorAll('main *')) {
          for (const type of ['mouseover', 'focus', 'load', 'error', 'toggle']) {
            element.dispatchEvent(new Event(type));
          }
        }
      });
      seen.executed.push(
        ...(await page.evaluate(() => (window as unknown as { executed: string[] }).executed)),
      );
      seen.dangerous.push(...(await dangerousIn(page)));
      for (const shape of await shapeOf(page)) seen.shape.add(shape);
      if (!page.url().startsWith(site.url)) seen.elsewhere.push(page.url());
      seen.visited += 1;
    }
    return { ...seen, foreign: reader.foreign };
  }

  test('runs nothing, links to nothing dangerous, and stays within its values', async () => {
    const expected = await visitAll(harmless);
    const seen = await visitAll(hostile);
    expect(seen.visited).toBeGreaterThan(posts);
    expect(seen.executed).toEqual([]);
    expect(seen.dangerous).toEqual([]);
    expect(seen.foreign).toEqual([]);
    expect(seen.elsewhere).toEqual([]);
    expect([...seen.shape].filter((shape) => !expected.shape.has(shape))).toEqual([]);
  }, 300_000);

  test('names no file outside of the archive', () => {
    const outside = [...hostile.pages.keys()].filter(
      (name) => name.startsWith('/') || name.includes('\\') || name.split('/').includes('..'),
    );
    expect(outside).toEqual([]);
  });

  test('is whole in the data for search engines', () => {
    const titles = new Set(hostile.manifest.posts.map(({ data }) => data.title?.trim()));
    let read = 0;
    for (const [name, page] of hostile.pages) {
      for (const [, json] of page.matchAll(
        /<script type="application\/ld\+json">([^<]*)<\/script>/g,
      )) {
        const { headline } = JSON.parse(json as string) as { headline: string };
        expect(titles.has(headline) || headline !== '', name).toBe(true);
        read += 1;
      }
    }
    expect(read).toBe(hostile.manifest.posts.length);
  });

  test('leaves feeds and the sitemap well-formed, with their own elements only', async () => {
    const { page } = await open();
    const shapes = async (site: Site) => {
      const files = [...site.pages].filter(([name]) => name.endsWith('.xml'));
      expect(files.length).toBeGreaterThan(3);
      const shape = new Set<string>();
      for (const [name, text] of files) {
        const found = await page.evaluate((xml) => {
          const parsed = new DOMParser().parseFromString(xml, 'application/xml');
          const names = new Set<string>();
          for (const element of parsed.querySelectorAll('*')) {
            names.add(element.nodeName);
            for (const attribute of element.getAttributeNames()) {
              names.add(`${element.nodeName}[${attribute}]`);
            }
          }
          return [...names];
        }, text);
        expect(found, name).not.toContain('parsererror');
        for (const one of found) shape.add(one);
      }
      return shape;
    };
    const expected = await shapes(harmless);
    expect([...(await shapes(hostile))].filter((one) => !expected.has(one))).toEqual([]);
  });

  test('leaves JSON feeds readable, with safe addresses only', () => {
    let items = 0;
    for (const [name, text] of hostile.pages) {
      if (!name.endsWith('feed.json')) continue;
      const feed = JSON.parse(text) as { items: Record<string, unknown>[] };
      for (const item of feed.items) {
        for (const key of ['url', 'image', 'banner_image', 'external_url']) {
          const value = item[key];
          if (value !== undefined)
            expect(String(value), name).toMatch(
              /^(https?:\/\/|data:image\/(avif|gif|jpe?g|png|webp);base64,)/i,
            );
        }
        items += 1;
      }
    }
    expect(items).toBeGreaterThan(posts);
  });
});
