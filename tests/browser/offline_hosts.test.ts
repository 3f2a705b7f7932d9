/* An archive that is read offline, on hosts that are half copied, slow, wrong or full. */
import { readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from 'vitest';
import { contentTypes } from '../pages/content_types.mjs';
import { BuiltArchive, type Instead } from './built_archive.ts';
import { hasDevTools, launchBrowser } from './browser.mjs';
import { launchFirefox } from './firefox.mjs';
import { type Reader, openReader, titles } from './reader.ts';
import { visit } from './session.ts';

const configuration = { title: 'Desk & Margin', offline: true };
const title = 'Eleven small tools: a year-end letter';
const issue = 'issues/eleven-small-tools/';
const other = 'What a changelog is for';
const tomorrow = 'A letter of tomorrow';
const patience = { timeout: 20_000 };

let browser: Browser;
let archive: BuiltArchive;
const readers: Reader[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(() => {
  archive = new BuiltArchive();
});
afterEach(async () => {
  for (const { context } of readers.splice(0)) await context.close();
  await archive.remove();
});

/** Opens the archive, and waits until it can be read offline. */
async function firstVisit(from = browser): Promise<Page> {
  archive.build(configuration);
  await archive.start();
  const opened = await openReader(from, { locale: 'zh-CN' });
  readers.push(opened);
  await visit(opened.page, archive.url);
  await controlled(opened.page);
  return opened.page;
}

async function controlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Reads an issue, and waits until it is kept. */
async function readIssue(page: Page): Promise<void> {
  await visit(page, archive.url + issue);
  await expect.poll(() => keptPages(page), patience).toContain(issue);
}

/** What is kept of what was read, below the archive. */
function keptPages(page: Page): Promise<string[]> {
  return page.evaluate(async (root) => {
    const kept: string[] = [];
    for (const name of await caches.keys()) {
      if (!name.endsWith(' read')) continue;
      for (const { url } of await (await caches.open(name)).keys())
        kept.push(url.slice(root.length));
    }
    return kept;
  }, archive.url);
}

/** Writes one issue more, and builds the archive anew. */
function renew(): void {
  const post = `---\ntitle: ${tomorrow}\ndate: 2026-09-01\n---\n\nAbout marmalade.\n`;
  writeFileSync(join(archive.posts, 'letters/2026-09-01-tomorrow.md'), post);
  archive.build(configuration);
}

/** A file of the archive as it is now. */
function now(path: string): Instead {
  const file = join(archive.folder, path === '' ? 'index.html' : path);
  return { type: contentTypes[extname(file)] ?? 'text/plain', body: readFileSync(file) };
}

/** The same for an address of the archive. */
function answerAt(path: string): Instead {
  return now(path === '' || path.endsWith('/') ? `${path}index.html` : path);
}

/** How much Firefox keeps for sites, in KB. */
const diskSize = 'dom.quotaManager.temporaryStorage.fixedLimit';

/** A browser whose disk can be filled. */
async function smallDisk(): Promise<Browser> {
  if (hasDevTools) return browser;
  const small = await launchFirefox({ [diskSize]: 12_000 });
  onTestFinished(() => small.close());
  return small;
}

/** Leaves no room for anything more. */
async function fillDisk(page: Page): Promise<void> {
  if (hasDevTools) {
    const client = await page.context().newCDPSession(page);
    const { origin } = new URL(archive.url);
    await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    return;
  }
  await page.evaluate(async () => {
    const cache = await caches.open('rubbish');
    // What is not random is packed; and a short body is lost without a word.
    const fits = async (address: string, size: number) => {
      const rubbish = crypto.getRandomValues(new Uint8Array(size));
      await cache.put(address, new Response(rubbish));
      return (await (await cache.match(address))?.arrayBuffer())?.byteLength === size;
    };
    for (const size of [2 ** 16, 2 ** 12]) {
      for (let count = 0; ; count += 1) {
        if (!(await fits(`/rubbish/${size}/${count}`, size).catch(() => false))) break;
      }
    }
  });
}

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}

/** A reader whose first page finds the archive half there, and gets no worker; the second finds it whole. */
async function cameTooSoon(): Promise<Reader> {
  await archive.start();
  const reader = await openReader(browser, { locale: 'zh-CN' });
  const { page } = reader;
  await visit(page, archive.url);
  await page.waitForTimeout(1500);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  archive.instead = () => undefined;
  await visit(page, archive.url);
  await controlled(page);
  return reader;
}

async function isShown(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await page.locator('.prose h2').count()).toBeGreaterThan(2);
}

describe('a host that is half copied', () => {
  const halves = [['', 'manifest.json'], ['search/start.bsx'], ['offline.html', '']];
  it.each(process.env.BROADSHEET_ALL === '1' ? halves : halves.slice(0, 1))(
    'keeps no mixture, and the whole once it is there: old %s',
    async (...names) => {
      const page = await firstVisit();
      const old = new Map(names.map((name) => [name, now(name)]));
      renew();
      archive.instead = (path) => old.get(path);
      await visit(page, archive.url);
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration?.update().catch(() => {});
      });
      await page.waitForTimeout(1500);
      const state = () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return [registration?.installing, registration?.waiting].some((one) => one != null);
        });
      await expect.poll(state, patience).toBe(false);
      archive.instead = () => undefined;
      const shown = async () => {
        await visit(page, archive.url);
        await page.waitForTimeout(300);
        return (await titles(page)).length;
      };
      await expect.poll(shown, patience).toBe(13);
      // And it is kept as a whole.
      await expect
        .poll(async () => {
          await visit(page, archive.url);
          return page.evaluate(async () => {
            const names = (await caches.keys()).filter((name) => name.endsWith(' shell'));
            const cache = await caches.open(names[0] ?? '');
            const home = await cache.match(location.href);
            return names.length === 1 && ((await home?.text()) ?? '').includes('of tomorrow');
          });
        }, patience)
        .toBe(true);
      await archive.stop();
      await visit(page, archive.url);
      expect(await titles(page)).toHaveLength(13);
    },
  );

  it('is never kept by readers who come for the first time', async () => {
    archive.build(configuration);
    const home = now('');
    renew();
    archive.instead = (path) => (path === '' ? home : undefined);
    const { page, context } = await cameTooSoon();
    await archive.stop();
    await page.reload();
    expect(await titles(page)).toHaveLength(13);
    await context.close();
  });

  it('is kept as soon as it is whole, whatever the browser has kept of it', async () => {
    archive.build(configuration);
    const immutable = { 'Cache-Control': 'max-age=31536000, immutable' };
    archive.instead = (path) =>
      path.startsWith('assets/list-drawing-') ? { body: '<p>Soon', headers: immutable } : undefined;
    const { context } = await cameTooSoon();
    await context.close();
  });

  it('is asked for one file when it is no host for this, as it changes pages', async () => {
    archive.build(configuration);
    const home = String(now('').body).replace('</body>', '<!-- by the host --></body>');
    archive.instead = (path) => (path === '' ? { body: home } : undefined);
    await archive.start();
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    await visit(page, archive.url);
    await expect.poll(() => archive.requests, patience).toContain('sw.js');
    await page.waitForTimeout(1000);
    expect(archive.requests.filter((path) => /manifest|search\/|\.wasm/.test(path))).toEqual([]);
    await context.close();
  });
});

describe('a host that lets browsers keep pages', () => {
  it('shows its new list all the same', async () => {
    archive.caching = 'max-age=600';
    const page = await firstVisit();
    await visit(page, archive.url);
    renew();
    // By its address, not again: that would ask the host.
    await page.goto('about:blank');
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(13);
  });
});

describe('a host that takes slashes away', () => {
  it('shows issues, and keeps them', async () => {
    archive.build(configuration);
    archive.instead = (path) => {
      if (!path.startsWith('issues/')) return undefined;
      if (!path.endsWith('/')) return now(`${path}/index.html`);
      return { status: 308, headers: { Location: archive.url + path.slice(0, -1) } };
    };
    await archive.start();
    const { page, context } = await openReader(browser, { locale: 'zh-CN' });
    await visit(page, archive.url);
    await controlled(page);
    for (let round = 0; round < 2; round += 1) {
      for (const name of [issue, issue.slice(0, -1)]) {
        // (The links of its styles and scripts then lead too high.)
        await page.goto(archive.url + name);
        await isShown(page);
      }
      await expect.poll(() => keptPages(page), patience).toContain(issue);
    }
    await archive.stop();
    await visit(page, archive.url + issue.slice(0, -1));
    await isShown(page);
    await context.close();
  });
});

describe('a host that is slow', () => {
  it('is not waited for with a page that it has', async () => {
    const page = await firstVisit();
    archive.instead = (path) => (path === 'sw.js' ? later(4000) : undefined);
    const began = Date.now();
    await visit(page, archive.url + issue);
    await isShown(page);
    expect(Date.now() - began).toBeLessThan(2500);
  });

  it('leaves the kept list, with a word when there is a newer one', async () => {
    const page = await firstVisit();
    renew();
    archive.instead = (path) => (path === 'sw.js' ? later(2500) : undefined);
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(12);
    const show = page.getByRole('button', { name: '显示' });
    await show.waitFor();
    archive.instead = () => undefined;
    await show.click();
    await page.getByText(tomorrow).waitFor();
  });

  it('shows the new list at once when it is not', async () => {
    const page = await firstVisit();
    renew();
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(13);
    // What the page asks for is of the same build.
    await page.getByRole('searchbox').fill('marmalade');
    await page.locator('.issue-excerpt mark').first().waitFor();
    expect(await titles(page)).toEqual([tomorrow]);
  });
});

describe('a list that is kept beside the home page', () => {
  it('is the new one where the reader asks for that, though another tab is open', async () => {
    const page = await firstVisit();
    const years = `${archive.url}years/2026/`;
    await visit(page, years);
    await expect.poll(() => keptPages(page), patience).toContain('years/2026/');
    const before = await titles(page);
    const tab = await page.context().newPage();
    await visit(tab, archive.url);
    renew();
    await visit(page, years);
    const show = page.getByRole('button', { name: '显示' });
    await show.waitFor();
    // The hint stays while the new worker waits for the other tab.
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            return registration?.waiting?.state;
          }),
        patience,
      )
      .toBe('installed');
    await visit(page, years);
    expect(await titles(page)).toEqual(before);
    await show.click();
    await page.getByText(tomorrow).waitFor();
    expect(await titles(page)).toHaveLength(before.length + 1);
  });
});

describe('an archive that has moved', () => {
  it('leads where it is now', async () => {
    const page = await firstVisit();
    renew();
    const there = `${archive.url}there/`;
    archive.instead = (path) => {
      if (path.startsWith('there/')) return answerAt(path.slice('there/'.length));
      return { status: 301, headers: { Location: there + path } };
    };
    await page.goto(archive.url);
    await page.waitForURL(there);
    expect(await titles(page)).toHaveLength(13);
  });
});

describe('a host that is wrong', () => {
  it('has a day from each time that it loses all', async () => {
    const page = await firstVisit();
    await readIssue(page);
    const nothing: Instead = { status: 404, body: 'in the middle of a copy' };
    const since = () =>
      page.evaluate(async (root) => {
        const name = `broadsheet ${root} marks`;
        return (await caches.match(`${root}~gone-since`, { cacheName: name }))?.text();
      }, archive.url);
    archive.instead = () => nothing;
    await page.goto(archive.url);
    await expect.poll(since, patience).toBeDefined();
    archive.instead = () => undefined;
    await visit(page, archive.url);
    await expect.poll(since, patience).toBeUndefined();
  });

  it('makes nobody forget by a passing 404', async () => {
    const page = await firstVisit();
    await readIssue(page);
    archive.instead = (path) => (path === 'sw.js' ? { status: 404 } : undefined);
    await visit(page, archive.url);
    await visit(page, archive.url + issue);
    archive.instead = () => ({ status: 404, body: 'in the middle of a copy' });
    await page.goto(archive.url);
    await page.goto(archive.url + issue);
    await page.waitForTimeout(500);
    archive.instead = () => undefined;
    await archive.stop();
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(12);
    await visit(page, archive.url + issue);
    await isShown(page);
  });

  it('ends the worker of an archive that has ended it, though every path is answered', async () => {
    const page = await firstVisit();
    await readIssue(page);
    archive.build({ title: 'Desk & Margin' });
    const home = now('');
    archive.instead = (path) =>
      path.startsWith('assets/') || path === 'manifest.json' ? undefined : home;
    await visit(page, archive.url);
    await page.waitForTimeout(500);
    const left = () =>
      page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]);
    await expect
      .poll(async () => {
        await visit(page, archive.url);
        return left();
      }, patience)
      .toEqual([0, 0]);
  });

  it('has its caches again after they were cleared', async () => {
    const page = await firstVisit();
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await visit(page, archive.url);
    const names = () => page.evaluate(async () => (await caches.keys()).join());
    await expect.poll(names, patience).toContain(' shell');
    await page.waitForTimeout(1000);
    await archive.stop();
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(12);
  });

  it('has a file again that is lost from its caches', async () => {
    const page = await firstVisit();
    const scripts = () =>
      page.evaluate(async () => {
        const [name = ''] = (await caches.keys()).filter((one) => one.endsWith(' shell'));
        const kept = await (await caches.open(name)).keys();
        return kept.map(({ url }) => url).filter((url) => /assets\/page-[^/]*\.js$/.test(url));
      });
    const [script = '?'] = await scripts();
    await page.evaluate(async (url) => {
      for (const name of await caches.keys()) await (await caches.open(name)).delete(url);
    }, script);
    await visit(page, archive.url);
    await expect.poll(scripts, patience).toEqual([script]);
  });
});

describe('what lies beside the archive and below', () => {
  it('is not answered for, kept or mixed up', async () => {
    const page = await firstVisit();
    archive.instead = (path) =>
      path === 'project/' ? { body: '<title>first</title><p>A project' } : undefined;
    await page.goto(`${archive.url}project/?page=1`);
    expect(await page.title()).toBe('first');
    archive.instead = (path) =>
      path === 'project/' ? { body: '<title>second</title>' } : undefined;
    await page.goto(`${archive.url}project/?page=2`);
    expect(await page.title()).toBe('second');
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBeGreaterThan(0);
    expect(await keptPages(page)).toEqual([]);
    // Not even when the host is away: that is the project's affair.
    await archive.stop();
    await expect(page.goto(`${archive.url}project/`)).rejects.toThrow(/ERR_|NS_ERROR/);
    await page.waitForTimeout(500);
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(12);
  });

  it('has a worker of its own where it is an archive', async () => {
    const page = await firstVisit();
    archive.instead = (path) => {
      if (!path.startsWith('below/')) return undefined;
      return answerAt(path.slice('below/'.length));
    };
    await visit(page, `${archive.url}below/`);
    const scopes = () =>
      page.evaluate(async () =>
        (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope).sort(),
      );
    await expect.poll(scopes, patience).toEqual([archive.url, `${archive.url}below/`]);
    await page.waitForFunction(() =>
      navigator.serviceWorker.controller?.scriptURL.includes('below'),
    );
    await archive.stop();
    await visit(page, `${archive.url}below/`);
    expect(await titles(page)).toHaveLength(12);
  });
});

it('a disk that is full from the start leaves the archive to the host', async () => {
  archive.build(configuration);
  await archive.start();
  const opened = await openReader(await smallDisk(), { locale: 'zh-CN' });
  readers.push(opened);
  const { page } = opened;
  archive.instead = (path) => (path === 'project/' ? { body: '<title>Beside</title>' } : undefined);
  await page.goto(`${archive.url}project/`);
  await fillDisk(page);
  for (let round = 0; round < 2; round += 1) {
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(12);
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    await visit(page, archive.url + issue);
    await isShown(page);
  }
});

describe('a read issue', () => {
  it('makes room for others when it is the one longest unused', async () => {
    for (let number = 0; number < 104; number += 1) {
      const post = `---\ntitle: Letter ${number}\ndate: 2020-01-01\n---\n\nLetter ${number}.\n`;
      writeFileSync(join(archive.posts, `letters/${number}.md`), post);
    }
    const page = await firstVisit();
    const read = (numbers: number[]) =>
      page.evaluate(
        async (addresses) => {
          for (const address of addresses) await (await fetch(address)).text();
        },
        numbers.map((number) => `${archive.url}posts/letters/${number}.md`),
      );
    const numbers = Array.from({ length: 104 }, (_, number) => number);
    await read(numbers.slice(0, 100));
    await expect.poll(async () => (await keptPages(page)).length, patience).toBe(100);
    // One of the first is read again.
    await read([1, ...numbers.slice(100)]);
    const names = [0, 1, 2, 3, 4, 5, 103].map((number) => `posts/letters/${number}.md`);
    const left = async () => {
      const kept = new Set(await keptPages(page));
      return names.filter((name) => kept.has(name));
    };
    await expect.poll(left, patience).toEqual([1, 5, 103].map((at) => `posts/letters/${at}.md`));
    expect(await keptPages(page)).toHaveLength(100);
  });

  it('stays when it is read in six tabs at once', async () => {
    const page = await firstVisit();
    await readIssue(page);
    const tabs = await Promise.all(Array.from({ length: 6 }, () => page.context().newPage()));
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(tabs.map((tab) => tab.goto(archive.url + issue)));
    }
    expect(await keptPages(page)).toContain(issue);
    await Promise.all(tabs.map((tab) => tab.close()));
    await archive.stop();
    await visit(page, archive.url + issue);
    await isShown(page);
  });

  it('stays when the disk is full', async () => {
    const page = await firstVisit(await smallDisk());
    await readIssue(page);
    await fillDisk(page);
    await visit(page, archive.url + issue);
    await visit(page, archive.url);
    await page.getByRole('link', { name: other }).first().click();
    await page.getByRole('heading', { level: 1, name: other }).waitFor();
    await archive.stop();
    expect(await keptPages(page)).toContain(issue);
    await visit(page, archive.url + issue);
    await isShown(page);
  });

  it.each(['issues/eleven-small-tools', 'issues/eleven-small-tools/index.html', `${issue}?q=rg`])(
    'is there by any of its names: %s',
    async (name) => {
      const page = await firstVisit();
      await readIssue(page);
      await archive.stop();
      await visit(page, archive.url + name);
      await isShown(page);
      // Its links lead where they led.
      await page.getByRole('link', { name: '全部文章' }).first().click();
      expect(await titles(page)).toHaveLength(12);
    },
  );
});
