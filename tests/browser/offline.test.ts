/* An archive with a service worker: read without its host, and renewed without mixtures. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BuiltArchive } from './built_archive.ts';
import { launchBrowser } from './browser.mjs';
import { type Reader, openReader, titles } from './reader.ts';
import { visit } from './session.ts';
import { renewed } from '../../web/page/offline/take-over.ts';

const configuration = { title: 'Desk & Margin' };
const read = 'Eleven small tools: a year-end letter';
const unread = 'What a changelog is for';
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

async function reader(): Promise<Reader> {
  const opened = await openReader(browser);
  readers.push(opened);
  return opened;
}

/** Opens the archive for the first time, and waits until it can be read offline. */
async function firstVisit(address = ''): Promise<Page> {
  archive.build({ ...configuration, offline: true });
  await archive.start();
  const { page } = await reader();
  await visit(page, archive.url + address);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  return page;
}

/** Follows a link in the list, and waits for the issue. */
async function follow(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Waits until a worker of another build is ready. */
async function waiting(page: Page): Promise<void> {
  const state = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.waiting?.state;
    });
  await expect.poll(state, patience).toBe('installed');
}

/** Loads the page again, if it does not do that itself: a new build may just take over. */
async function loadAgain(page: Page): Promise<void> {
  await page.reload().catch((reason: unknown) => {
    if (!String(reason).includes('ERR_ABORTED')) throw reason;
  });
}

/** Lets the host wait before it answers with its file. */
function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}

/** How many caches of one kind there are. */
function caches(page: Page, kind: string): Promise<number> {
  return page.evaluate(async (ending) => {
    const names = await globalThis.caches.keys();
    return names.filter((name) => name.endsWith(` ${ending}`)).length;
  }, kind);
}

/** Resolves with the registrations and caches of the archive's origin. */
function left(page: Page): Promise<{ workers: number; caches: string[] }> {
  return page.evaluate(async () => ({
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: await globalThis.caches.keys(),
  }));
}

const addition = '---\ntitle: A letter of tomorrow\ndate: 2026-09-01\n---\n\nAbout marmalade.\n';

describe('without the host', () => {
  it('list, filters, search and what was read are there', async () => {
    const page = await firstVisit();
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-excerpt mark').first().waitFor();
    await visit(page, archive.url);
    await follow(page, read);
    await archive.stop();

    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(12);
    await page.getByRole('searchbox').fill('changelogs');
    await page.locator('.issue-excerpt mark').first().waitFor();
    expect((await titles(page))[0]).toBe('What a changelog is for');
    await visit(page, `${archive.url}?year=2023`);
    expect(await titles(page)).toHaveLength(4);
    // A list that was never opened, at an address of its own.
    await visit(page, `${archive.url}tags/tools/`);
    expect(await page.locator('.list-title').textContent()).toContain('Tools');
    expect(await titles(page)).toContain(read);
    await follow(page, read);
    expect(await page.locator('.prose h2').count()).toBeGreaterThan(2);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: read }).waitFor();
    expect(await page.locator('.prose h2').count()).toBeGreaterThan(2);
    expect(await page.title()).toContain(read);
  });

  it('an issue that was opened by its address before the worker was there is kept', async () => {
    archive.build({ ...configuration, offline: true });
    const home = readFileSync(join(archive.folder, 'index.html'), 'utf8');
    const page = await firstVisit(/href="([^"]*eleven-small-tools[^"]*)"/.exec(home)?.[1]);
    await expect.poll(() => caches(page, 'read'), patience).toBe(1);
    await archive.stop();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: read }).waitFor();
    expect(await page.locator('.prose h2').count()).toBeGreaterThan(2);
  });

  it('an issue that was not read says so, and comes when the host does', async () => {
    const page = await firstVisit();
    await archive.stop();
    await page.getByRole('link', { name: unread }).first().click();
    await page.getByRole('heading', { level: 1, name: 'You are offline' }).waitFor();
    expect(await page.locator('.notice').textContent()).toContain('has not been read');
    const address = page.url();
    await page.getByRole('link', { name: 'All issues' }).click();
    expect(await titles(page)).toHaveLength(12);
    await archive.start();
    await visit(page, address);
    await page.getByRole('heading', { level: 1, name: unread }).waitFor();
  });
});

describe('when the archive is built anew', () => {
  it('shows the old one as a whole, then the new one as a whole', async () => {
    const page = await firstVisit();
    await follow(page, read);
    // In the reader's language, for which the page has fetched the text.
    await page.getByRole('link', { name: 'All issues' }).waitFor();
    const post = join(archive.posts, 'letters/2023-12-21-eleven-small-tools.md');
    appendFileSync(post, '\nAnd a twelfth: `tee`.\n');
    writeFileSync(join(archive.posts, 'letters/2026-09-01-tomorrow.md'), addition);
    archive.build({ ...configuration, offline: true });

    // A host that is too slow to say so: what was kept is there, all of it of one build.
    archive.instead = (path) => (path === 'sw.js' ? later(3000) : undefined);
    await visit(page, archive.url);
    expect(await titles(page)).not.toContain('A letter of tomorrow');
    await follow(page, read);
    expect(await page.locator('.prose').textContent()).not.toContain('a twelfth');
    archive.instead = () => undefined;
    await waiting(page);
    // What was not read comes from the host, if it is the same in both; with the next page that is
    // loaded, as the only one, the new build takes over.
    await page.getByRole('link', { name: 'All issues' }).click();
    await page.getByRole('link', { name: unread }).first().click();
    await page.getByRole('heading', { level: 1, name: unread }).waitFor();
    await loadAgain(page);

    await expect.poll(() => caches(page, 'shell'), patience).toBe(1);
    await expect.poll(() => page.title(), patience).toContain(unread);
    await page.waitForTimeout(500);
    await visit(page, archive.url);
    await page.getByText('A letter of tomorrow').waitFor();
    expect(await titles(page)).toHaveLength(13);
    // What was read of the old build is there as the new one has it.
    await archive.stop();
    await page.reload();
    await page.getByText('A letter of tomorrow').waitFor();
    await follow(page, read);
    expect(await page.locator('.prose').textContent()).toContain('a twelfth');
  });

  it('takes over without losing the link that a reader has just followed', async () => {
    const page = await firstVisit();
    // The worker is there before its page is ready to render, as on a slow line.
    await page.route('**/*.wasm', () => {});
    await visit(page, archive.url);
    const slow = (path: string) => (path.includes('changelog') ? later(1000) : undefined);
    archive.instead = slow;
    await page.evaluate(
      ([title, message]) => {
        const links = [...document.querySelectorAll<HTMLAnchorElement>('a.issue-link')];
        links.find(({ textContent }) => textContent.includes(title))?.click();
        navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: message }));
      },
      [unread, renewed] as const,
    );
    await page.getByRole('heading', { level: 1, name: unread }).waitFor();
  });

  it('leaves the old one to its readers while another tab is open', async () => {
    const page = await firstVisit();
    const other = await page.context().newPage();
    await visit(other, archive.url);
    writeFileSync(join(archive.posts, 'letters/2026-09-01-tomorrow.md'), addition);
    archive.build({ ...configuration, offline: true });
    // The host is quick: its list is shown. What the other tab has stays what it was.
    await page.reload();
    expect(await titles(page)).toHaveLength(13);
    await waiting(page);
    await visit(page, archive.url);
    await page.waitForTimeout(300);
    expect(await titles(other)).toHaveLength(12);
    await other.getByRole('searchbox').fill('changelog');
    await other.locator('.issue-excerpt mark').first().waitFor();
    await other.close();
    const shown = async () => {
      await visit(page, archive.url);
      await page.waitForTimeout(500);
      return (await titles(page)).length;
    };
    await expect.poll(shown, patience).toBe(13);
  });

  it('has the same worker for the same content, and another for any other', () => {
    const worker = () => readFileSync(join(archive.folder, 'sw.js'), 'utf8');
    archive.build({ ...configuration, offline: true });
    const first = worker();
    archive.build({ ...configuration, offline: true });
    expect(worker()).toBe(first);
    const post = join(archive.posts, 'letters/2023-12-21-eleven-small-tools.md');
    // The words, and so manifest and index, stay.
    writeFileSync(post, readFileSync(post, 'utf8').replace('**`rg`**', '*`rg`*'));
    archive.build({ ...configuration, offline: true });
    expect(worker()).not.toBe(first);
  });
});

describe('when it is not wanted', () => {
  it('there is no worker, and one page view makes few requests', async () => {
    archive.build(configuration);
    await archive.start();
    const { page } = await reader();
    await visit(page, archive.url);
    await page.waitForTimeout(300);
    expect(archive.requests).not.toContain('sw.js');
    expect(archive.requests.length, archive.requests.join(' ')).toBeLessThanOrEqual(8);
    expect(existsSync(join(archive.folder, 'sw.js'))).toBe(false);
    expect(existsSync(join(archive.folder, 'offline.html'))).toBe(false);
    expect(await left(page)).toEqual({ workers: 0, caches: [] });
  });

  it('the worker of before goes, with all it kept', async () => {
    const page = await firstVisit();
    await follow(page, read);
    archive.build(configuration);
    await visit(page, archive.url);
    await expect.poll(() => left(page), patience).toEqual({ workers: 0, caches: [] });
    await visit(page, archive.url);
    expect(await titles(page)).toHaveLength(12);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  });

  it('an archive of another path on the same host keeps its own', async () => {
    const page = await firstVisit();
    await page.evaluate(() =>
      globalThis.caches.open('broadsheet http://127.0.0.1/press/ other shell'),
    );
    archive.build(configuration);
    await visit(page, archive.url);
    await expect
      .poll(() => left(page), patience)
      .toEqual({ workers: 0, caches: ['broadsheet http://127.0.0.1/press/ other shell'] });
  });
});
