/* The three owners' sites of web/sample-sites: in their own look, and axe objects to nothing. */
import { AxeBuilder } from '@axe-core/playwright';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, serveArchiveOf } from '../bench/page/archive.mjs';
import { launchBrowser, newContext } from './browser.mjs';
import { visit } from './session.ts';

const sites = [
  { name: 'weekly', posts: 'weekly', paper: 'rgb(246, 241, 228)', view: 'cards' },
  { name: 'letter', posts: 'letters', paper: 'rgb(255, 255, 255)', view: undefined },
  { name: 'rasail', posts: undefined, paper: 'rgb(238, 245, 241)', view: undefined },
];

let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(sites)('the site $name', ({ name, posts, paper, view }) => {
  let host: Awaited<ReturnType<typeof serveArchiveOf>>;
  beforeAll(async () => {
    host = await serveArchiveOf((folder: string) => {
      cpSync(join(root, 'web/sample-sites', name), folder, { recursive: true });
      if (posts === undefined) return;
      cpSync(join(root, 'web/samples', posts), join(folder, 'posts'), { recursive: true });
    });
  }, 60_000);
  afterAll(() => host.stop());

  it.each([
    ['light', 1440],
    ['dark', 390],
  ] as const)(
    'has nothing that axe objects to: %s, %d pixels wide',
    async (colorScheme, width) => {
      const context = await newContext(browser, { colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await visit(page, host.url);
      const issue = await page.locator('.issue-link').first().getAttribute('href');
      for (const address of ['', issue ?? '', 'about/']) {
        await visit(page, host.url + address);
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          address,
        ).toEqual([]);
        const overflow = () => document.documentElement.scrollWidth - innerWidth;
        expect(await page.evaluate(overflow), address).toBeLessThanOrEqual(0);
      }
      const ground = () => getComputedStyle(document.documentElement).backgroundColor;
      if (colorScheme === 'light') expect(await page.evaluate(ground)).toBe(paper);
      else expect(await page.evaluate(ground)).not.toBe(paper);
      await context.close();
    },
    120_000,
  );

  it('begins with its view, until the reader chooses another', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const shown = () => page.locator('html').getAttribute('data-view');
    await visit(page, host.url);
    expect(await shown()).toBe(view ?? null);
    const other = view === 'cards' ? 'compact' : 'cards';
    await page.click(`.view-switch [data-view=${other}]`);
    await page.reload();
    expect(await shown()).toBe(other === 'cards' ? 'cards' : null);
    expect(await page.locator('.view-switch [aria-pressed=true]').getAttribute('data-view')).toBe(
      other,
    );
    await context.close();
  });
});
