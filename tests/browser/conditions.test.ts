/* The page under conditions that readers meet: large print, no motion, a slow line, many issues. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveArchive } from './archive_site.ts';
import { hasDevTools } from './browser.mjs';
import {
  type Reader,
  facetLink,
  overflowsSideways,
  readyForFilters,
  titles,
  toggleFacet,
} from './reader.ts';
import { startSession, visit } from './session.ts';

const session = startSession();
const issue = 'issues/eleven-small-tools/';

describe('at 400 % of a window 1280 pixels wide', () => {
  // What a window of 1280 × 1024 has left then (WCAG 2.2, 1.4.10).
  const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };

  it.each(['', '?q=changelog', '?category=Margin%20Letters', issue, 'issues/012-time-in-logs/'])(
    'nothing is to be scrolled sideways at %j',
    async (address) => {
      const { page } = await session.open(address, zoomed);
      expect(await overflowsSideways(page)).toBe(false);
      await page.evaluate(() => localStorage.setItem('broadsheet-view', 'cards'));
      await visit(page, session.site.url + address);
      expect(await overflowsSideways(page)).toBe(false);
    },
  );

  it('what is fixed leaves room to read, and the list is narrowed down by keys', async () => {
    const { page } = await session.open('', zoomed);
    const covered = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position))
        .reduce((most, one) => Math.max(most, one.getBoundingClientRect().height), 0),
    );
    expect(covered).toBeLessThan(128);
    await page.keyboard.press('/');
    await page.keyboard.type('changelog');
    await page.locator('.chip-name', { hasText: 'changelog' }).waitFor();
    expect((await titles(page)).length).toBeGreaterThan(0);
  });
});

describe('for a reader who wants no motion', () => {
  it('nothing moves: no transition, no animation, no smooth scrolling', async () => {
    const { page } = await session.open(issue, { reducedMotion: 'reduce' });
    for (const address of ['', issue]) {
      await visit(page, session.site.url + address);
      const moving = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('body *')]
          .map((one) => ({ one, style: getComputedStyle(one) }))
          .filter(({ style }) => {
            const seconds = [style.transitionDuration, style.animationDuration]
              .join(',')
              .split(',')
              .map(Number.parseFloat);
            return style.scrollBehavior === 'smooth' || seconds.some((one) => one > 0.01);
          })
          .map(({ one }) => one.outerHTML.slice(0, 80)),
      );
      expect(moving).toEqual([]);
    }
  });
});

/** Lighthouse's slow 4G; or as long as its line takes for each file, where a driver cannot set the line. */
async function slowDown({ page, context }: Reader): Promise<void> {
  if (!hasDevTools) {
    await page.route('**', async (route) => {
      if (route.request().resourceType() !== 'document') {
        await new Promise((resolve) => setTimeout(resolve, 600));
      }
      await route.continue();
    });
    return;
  }
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
}

it.each([
  ['a phone', { viewport: { width: 390, height: 844 } }],
  ['a desktop', {}],
])(
  'on a slow line %s has the page first, and what is typed before the scripts are there counts',
  async (_, options) => {
    const reader = await session.open('', options);
    const { page } = reader;
    await slowDown(reader);
    await page.goto(session.site.url, { waitUntil: 'commit' });
    await page.locator('.issue-link').first().waitFor();
    await page.locator('#words').fill('changelog');
    await page.locator('.chip-name', { hasText: 'changelog' }).waitFor();
    await page.locator('.clear').click();
    await expect.poll(async () => (await titles(page)).length).toBe(12);
  },
);

describe('with more issues than come in one slice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-many-'));
  for (let index = 0; index < 120; index += 1) {
    const number = String(index).padStart(3, '0');
    const day = new Date(Date.UTC(2022, 0, 1 + index * 7)).toISOString().slice(0, 10);
    writeFileSync(
      join(folder, `${number}.md`),
      `---\ntitle: Letter ${number}\ndate: ${day}\ntags: [${index % 2 === 0 ? 'even' : 'odd'}, all]\n---\nLetter ${number}.\n`,
    );
  }
  const many = startSession(async () => {
    const site = await serveArchive(folder);
    rmSync(folder, { recursive: true, force: true });
    return site;
  });

  it('all rows stand in their order, with their year, and the focus stays', async () => {
    const { page } = await many.open();
    await readyForFilters(page);
    await toggleFacet(page, 'Tag', 'even');
    const shown = await titles(page);
    expect(shown).toHaveLength(50);
    expect(shown).toEqual([...shown].sort().reverse());
    expect(await page.locator('.year').count()).toBe(3);
    await facetLink(page, 'Tag', 'even').focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^120 issues$/).waitFor();
    expect(await titles(page)).toHaveLength(50);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('facet-link');
  });

  it('rows stand in blocks that are whole but for the last of a year, however they came', async () => {
    const { page } = await many.open();
    const blocks = () =>
      page.locator('.year').evaluateAll((years) =>
        years.map((year) =>
          [...year.querySelectorAll(':scope > ol')].map((block) => ({
            rows: block.children.length,
            isLeftOut: getComputedStyle(block).contentVisibility === 'auto',
          })),
        ),
      );
    const whole = { rows: 24, isLeftOut: true };
    const rest = (rows: number) => ({ rows, isLeftOut: false });
    expect(await blocks()).toEqual([[rest(15)], [whole, rest(11)]]);
    const more = page.getByRole('link', { name: /^Show/ });
    for (const count of [100, 120]) {
      await more.click();
      await expect.poll(async () => (await titles(page)).length).toBe(count);
    }
    const years = [[rest(15)], [whole, whole, rest(4)], [whole, whole, rest(5)]];
    await expect.poll(blocks).toEqual(years);
    const shown = await titles(page);
    expect(shown).toEqual([...shown].sort().reverse());
    // What is out of sight is found all the same: by the browser's search, and by assistive technology.
    expect(await page.getByRole('listitem').filter({ hasText: 'Letter 000' }).count()).toBe(1);
    const found = await page.evaluate(() =>
      (window as never as { find(text: string): boolean }).find('Letter 003'),
    );
    expect(found).toBe(true);
  });

  it('nothing moves while nobody does anything', async () => {
    const { page } = await many.open();
    // Time for what is done while nobody waits.
    await page.waitForTimeout(1000);
    const shifts = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const values = list
              .getEntries()
              .map((entry) => (entry as never as { value: number }).value);
            resolve(values.reduce((sum, value) => sum + value, 0));
          }).observe({ type: 'layout-shift', buffered: true });
          // No entries, no call.
          setTimeout(() => resolve(0), 500);
        }),
    );
    expect(shifts).toBeLessThan(0.02);
  });

  it('the last of several presses is what stands, with all its rows', async () => {
    const { page } = await many.open();
    await readyForFilters(page);
    await page.evaluate(() => {
      for (const value of ['even', 'odd']) {
        for (const link of document.querySelectorAll<HTMLElement>('.facet-tags .facet-link')) {
          if (link.textContent?.startsWith(value)) link.click();
        }
      }
    });
    await page.waitForURL(/odd/);
    const shown = await titles(page);
    expect(shown).toHaveLength(50);
    expect(shown.every((title) => Number(title.slice(7)) % 2 === 1)).toBe(true);
  });

  it('an issue opened while rows are still to come leads back to the whole list', async () => {
    const { page } = await many.open();
    await toggleFacet(page, 'Tag', 'all');
    await page.evaluate(async () => {
      const rows = () => document.querySelectorAll('.issue-link').length;
      for (const link of document.querySelectorAll<HTMLElement>('.facet-tags .facet-link')) {
        if (link.textContent?.startsWith('even')) link.click();
      }
      while (rows() === 50) await new Promise((resolve) => setTimeout(resolve, 1));
      document.querySelector<HTMLElement>('.issue-link')?.click();
    });
    await page.locator('.article h1').waitFor();
    await page.goBack();
    await page.locator('.list-view').waitFor();
    await expect.poll(async () => (await titles(page)).length).toBe(50);
  });
});
