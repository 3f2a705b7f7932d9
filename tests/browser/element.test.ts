/* <newsletter-archive> in pages of others. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HostPage, type Site, samples, serveArchive } from './archive_site.ts';
import { launchBrowser } from './browser.mjs';
import { type Reader, goBackInPage, openReader, titles } from './reader.ts';

/** What a page of someone else says above and below the element. */
function hostPage(body: string, options: { lang?: string; head?: string; script?: string } = {}) {
  const { lang = 'en', head = '', script = '../element.js' } = options;
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Host</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">${head}
    <script type="module" src="${script}"></script></head>
    <body><main><p>Our site</p>${body}</main></body></html>`;
}

const two = '<newsletter-archive src="../manifest.json"></newsletter-archive>';
const strict =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
  "img-src *; require-trusted-types-for 'script'; trusted-types broadsheet";
const colours = `<style>
  body { color: rgb(230, 220, 200); background: rgb(20, 20, 40); font-family: monospace; }
  p { color: rgb(255, 255, 255); } a { color: rgb(170, 200, 255); } newsletter-archive { --newsletter-accent: rgb(255, 200, 100); }
  newsletter-archive::part(row-title) { letter-spacing: 3px; }</style>`;

const pages: Record<string, HostPage> = {
  'host/plain.html': { html: hostPage(two) },
  'host/strict.html': { html: hostPage(two), headers: { 'Content-Security-Policy': strict } },
  'host/chinese.html': { html: hostPage(two, { lang: 'zh-CN' }) },
  'host/coloured.html': { html: hostPage(two, { head: colours }) },
  'host/preset.html': {
    html: hostPage(
      '<newsletter-archive src="../manifest.json" filter="year=2025" view="cards" address="none"></newsletter-archive>',
    ),
  },
  'host/pair.html': {
    html: hostPage(
      '<newsletter-archive id="one" src="../manifest.json"></newsletter-archive>' +
        '<newsletter-archive src="../manifest.json" filter="year=2024"></newsletter-archive>',
    ),
  },
  'host/broken.html': {
    html: hostPage('<newsletter-archive src="../nowhere/manifest.json">Plain</newsletter-archive>'),
  },
  'host/none.html': { html: hostPage('<newsletter-archive></newsletter-archive>') },
};

let browser: Awaited<ReturnType<typeof launchBrowser>>;
let site: Site;
let foreign: Site;
const readers: Reader[] = [];

beforeAll(async () => {
  foreign = await serveArchive(samples, { shared: true });
  pages['host/foreign.html'] = {
    html: hostPage(`<newsletter-archive src="${foreign.url}manifest.json"></newsletter-archive>`, {
      script: `${foreign.url}element.js`,
    }),
  };
  [browser, site] = await Promise.all([launchBrowser(), serveArchive(samples, { pages })]);
});

afterEach(async () => {
  await Promise.all(readers.splice(0).map(({ context }) => context.close()));
});

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await foreign?.stop();
});

async function open(name: string, fragment = ''): Promise<Reader> {
  const reader = await openReader(browser);
  readers.push(reader);
  await reader.page.addInitScript(() => {
    const seen: [string, unknown][] = [];
    Object.assign(globalThis, { seen });
    for (const event of ['ready', 'change', 'open', 'error']) {
      document.addEventListener(`newsletter-${event}`, (it) => {
        seen.push([event, (it as CustomEvent).detail]);
      });
    }
  });
  await reader.page.goto(`${site.url}host/${name}.html${fragment}`);
  return reader;
}

const element = (page: Page) => page.locator('newsletter-archive');
const listed = (page: Page) => element(page).first().locator('.issue-link').first().waitFor();
const events = (page: Page) =>
  page.evaluate(
    () => (globalThis as unknown as { seen: [string, { issue?: string; title?: string }][] }).seen,
  );
const attribute = (page: Page, name: string) => element(page).first().getAttribute(name);

describe('in a page of its own origin', () => {
  it('shows the list, narrows it down, opens an issue and comes back, with the address in step', async () => {
    const { page, complaints } = await open('plain');
    await listed(page);
    const all = await titles(page);
    expect(all).toHaveLength(site.manifest.posts.length);
    await page.getByRole('link', { name: /^2025/ }).first().click();
    await expect.poll(() => titles(page).then((some) => some.length)).toBeLessThan(all.length);
    expect(new URL(page.url()).hash).toBe('#archive=years/2025/');
    await expect.poll(() => attribute(page, 'filter')).toBe('year=2025');
    const [first] = await titles(page);
    await page.getByRole('link', { name: first, exact: true }).click();
    await element(page).getByRole('heading', { level: 1, name: first }).waitFor();
    expect(new URL(page.url()).hash).toMatch(/^#archive=issues\//);
    expect(await attribute(page, 'issue')).toMatch(/\.md$/);
    // The article is the page's own, open to its rules and its scripts.
    expect(
      await page.evaluate(() => document.querySelectorAll('newsletter-archive > .prose p').length),
    ).toBeGreaterThan(0);
    await page.goBack();
    await listed(page);
    expect((await titles(page))[0]).toBe(first);
    expect(await attribute(page, 'issue')).toBeNull();
    expect(
      await page.evaluate(() => document.querySelector('newsletter-archive > .prose')),
    ).toBeNull();
    await page.goForward();
    await element(page).getByRole('heading', { level: 1, name: first }).waitFor();
    await page.getByRole('link', { name: 'All issues' }).click();
    await listed(page);
    const names = (await events(page)).map(([name]) => name);
    expect(names[0]).toBe('ready');
    expect(names).toContain('open');
    expect(names).toContain('change');
    // What is on view has a name after every move, back to a list that was kept as well.
    const name = 'Desk & Margin 桌边与页边';
    const told = (await events(page)).filter(([event]) => /^(?:ready|change)$/.test(event));
    expect(told.map(([, { title }]) => title)).toEqual([
      name,
      expect.stringMatching(/^2025 — /),
      expect.stringContaining(first ?? ''),
      expect.stringMatching(/^2025 — /),
      expect.stringContaining(first ?? ''),
      expect.stringMatching(/^2025 — /),
    ]);
    expect(complaints).toEqual([]);
  });

  it('finds words inside the issues', async () => {
    const { page } = await open('plain');
    await listed(page);
    await page.getByRole('searchbox').fill('日志');
    await element(page).locator('mark').first().waitFor();
    // Announced when all rows are there; the first ones stand before.
    await expect.poll(() => attribute(page, 'filter')).toBe(`q=${encodeURIComponent('日志')}`);
  });

  it('opens at the place that the address names', async () => {
    const { page } = await open('plain', '#archive=issues/012-time-in-logs/');
    await element(page).locator('.prose').waitFor();
    expect(await attribute(page, 'issue')).toBe('weekly/2023/012-time-in-logs.md');
  });

  it('lets the page prevent the opening of an issue', async () => {
    const { page } = await open('plain');
    await listed(page);
    await page.evaluate(() =>
      document.addEventListener('newsletter-open', (event) => event.preventDefault()),
    );
    await element(page).locator('.issue-link').first().click();
    await expect.poll(async () => (await events(page)).at(-1)?.[0]).toBe('open');
    expect(await attribute(page, 'issue')).toBeNull();
    expect(new URL(page.url()).hash).toBe('');
  });

  it('follows its attributes, and leaves the address alone when told to', async () => {
    const { page } = await open('preset');
    await listed(page);
    expect(await element(page).locator('.archive').getAttribute('data-view')).toBe('cards');
    const some = await titles(page);
    expect(some.length).toBeLessThan(site.manifest.posts.length);
    await element(page).evaluate((it) => it.setAttribute('filter', 'year=2023'));
    await expect.poll(() => titles(page)).not.toEqual(some);
    await element(page).evaluate((it) =>
      it.setAttribute('issue', 'weekly/2023/012-time-in-logs.md'),
    );
    await element(page).locator('.prose').waitFor();
    await element(page).evaluate((it) => it.removeAttribute('issue'));
    await listed(page);
    await element(page).evaluate((it) => it.setAttribute('lang', 'zh'));
    await element(page)
      .getByText('最新在前')
      .or(element(page).locator('[lang^="zh"].archive'))
      .first()
      .waitFor();
    expect(page.url()).not.toContain('#');
  });

  it('goes through the list by arrows, and into an issue with Enter', async () => {
    const { page } = await open('plain');
    await listed(page);
    await element(page).locator('.issue-link').first().focus();
    await page.keyboard.press('ArrowDown');
    const second = (await titles(page))[1];
    await page.keyboard.press('Enter');
    await element(page).getByRole('heading', { level: 1, name: second }).waitFor();
    // The focus goes along, and comes back.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await goBackInPage(page);
    await listed(page);
    await expect
      .poll(() => element(page).evaluate((it) => it.shadowRoot?.activeElement?.textContent))
      .toBe(second);
  });

  it('survives being moved, removed and put back', async () => {
    const { page, complaints } = await open('plain');
    await listed(page);
    const all = await titles(page);
    await page.evaluate(() => {
      const moved = document.querySelector('newsletter-archive') as Element;
      const place = document.createElement('section');
      document.body.append(place);
      place.append(moved);
    });
    expect(await titles(page)).toEqual(all);
    await page.evaluate(async () => {
      const removed = document.querySelector('newsletter-archive') as Element;
      removed.remove();
      await new Promise((resolve) => setTimeout(resolve, 50));
      document.body.append(removed);
    });
    await listed(page);
    expect(await titles(page)).toEqual(all);
    expect(complaints).toEqual([]);
  });
});

describe('what it takes from the page', () => {
  it('speaks its language', async () => {
    const { page } = await open('chinese');
    await listed(page);
    expect(await element(page).locator('.archive').getAttribute('lang')).toMatch(/^zh/);
  });

  it('has its colours and typeface, and obeys its rules', async () => {
    const { page } = await open('coloured', '#archive=issues/eleven-small-tools/');
    await element(page).locator('.prose p').first().waitFor();
    const style = await element(page)
      .locator('.prose p')
      .first()
      .evaluate((it) => [getComputedStyle(it).color, getComputedStyle(it).fontFamily]);
    expect(style).toEqual(['rgb(255, 255, 255)', 'monospace']);
    await page.getByRole('link', { name: 'All issues' }).click();
    await listed(page);
    const row = await element(page)
      .locator('.issue-link')
      .first()
      .evaluate((it) => [getComputedStyle(it).color, getComputedStyle(it).letterSpacing]);
    expect(row).toEqual(['rgb(230, 220, 200)', '3px']);
  });
});

it('runs under a strict policy with Trusted Types', async () => {
  const { page, complaints } = await open('strict', '#archive=issues/eleven-small-tools/');
  await element(page).locator('.prose p').first().waitFor();
  await page.getByRole('link', { name: 'All issues' }).click();
  await listed(page);
  expect(complaints).toEqual([]);
});

it('shows an archive of another origin, by the script of that origin', async () => {
  const { page, complaints } = await open('foreign');
  await listed(page);
  await element(page).locator('.issue-link').first().click();
  await element(page).locator('.prose p').first().waitFor();
  expect(complaints).toEqual([]);
});

it('keeps two on a page apart', async () => {
  const { page } = await open('pair');
  const [one, other] = [element(page).nth(0), element(page).nth(1)];
  await one.locator('.issue-link').first().waitFor();
  await other.locator('.issue-link').first().waitFor();
  const before = await other.locator('h3').allTextContents();
  expect(before).not.toEqual(await one.locator('h3').allTextContents());
  await one.locator('.issue-link').first().click();
  await one.locator('.prose').waitFor();
  expect(await other.locator('h3').allTextContents()).toEqual(before);
  await other.locator('.issue-link').first().click();
  await other.locator('.prose').waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#one=issues\/.*&archive=issues\//);
  await page.goBack();
  await other.locator('.issue-link').first().waitFor();
  await one.locator('.prose').waitFor();
});

it('is laid out by its own width, not the window’s', async () => {
  const { page } = await open('plain');
  await listed(page);
  const button = element(page).getByRole('button', { name: 'Filters' });
  expect(await button.isVisible()).toBe(false);
  await element(page).evaluate((it) => {
    (it as HTMLElement).style.width = '30rem';
  });
  await button.click();
  expect(await element(page).getByRole('navigation', { name: 'Filters' }).isVisible()).toBe(true);
});

describe('failures', () => {
  it('says which manifest is missing, and tries again', async () => {
    const { page } = await open('broken');
    const notice = element(page).getByRole('status').filter({ hasText: 'nowhere/manifest.json' });
    await notice.waitFor();
    const [name, detail] = (await events(page))[0] ?? [];
    expect(name).toBe('error');
    expect(detail).toMatchObject({ message: expect.stringContaining('404') });
    await element(page).evaluate((it) => it.setAttribute('src', '../manifest.json'));
    await listed(page);
    expect(await notice.count()).toBe(0);
  });

  it('says that it has no src', async () => {
    const { page } = await open('none');
    await element(page).getByText('src="…/manifest.json"').waitFor();
  });
});

it.each(['light', 'dark'] as const)('axe objects to nothing, %s', async (colorScheme) => {
  const { page } = await open(colorScheme === 'dark' ? 'coloured' : 'plain');
  await page.emulateMedia({ colorScheme });
  await listed(page);
  const list = await new AxeBuilder({ page }).include('newsletter-archive').analyze();
  await element(page).locator('.issue-link').first().click();
  await element(page).locator('.prose p').first().waitFor();
  const issue = await new AxeBuilder({ page }).include('newsletter-archive').analyze();
  const found = [...list.violations, ...issue.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`,
  );
  expect(found).toEqual([]);
});
