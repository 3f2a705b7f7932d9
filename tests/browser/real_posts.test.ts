/* The SOFA Weekly as its readers have it: 131 issues, each opens; and long archives stay in hand. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shared } from '../package/paths.ts';
import { serveArchive } from './archive_site.ts';
import { facetCounts, overflowsSideways, titles } from './reader.ts';
import { startSession, visit } from './session.ts';

const weekly = join(shared, 'corpora/sofa-weekly');
const isMissing = !existsSync(weekly);
if (isMissing) {
  console.warn(
    `The real newsletters are not at hand (${weekly}); their browser tests are skipped.`,
  );
}

describe.skipIf(isMissing)('the SOFA Weekly', () => {
  const session = startSession(() => serveArchive(weekly, { title: 'SOFA Weekly' }));

  it('has 131 issues in five years', async () => {
    const reader = await session.open('', { locale: 'zh-CN' });
    const { page } = reader;
    expect(await page.getByRole('status').textContent()).toBe('131 期');
    expect(await facetCounts(page, '年份')).toEqual({
      2023: 17,
      2022: 32,
      2021: 31,
      2020: 34,
      2019: 17,
    });
    // Pictures of other hosts are asked for without saying who asks.
    expect(reader.pictures.length).toBeGreaterThan(0);
    expect(reader.pictures.filter(({ referrer }) => referrer !== undefined)).toEqual([]);
  });

  it('comes page by page, and back finds the place on the last of them', async () => {
    const { page } = await session.open('', { locale: 'zh-CN' });
    const more = page.getByRole('button', { name: /再显示/ });
    expect(await titles(page)).toHaveLength(30);
    for (const expected of [60, 90, 120, 131]) {
      await more.click();
      expect(await titles(page)).toHaveLength(expected);
      // The focus stands on the first of the new ones.
      const index = await page.evaluate(() =>
        [...document.querySelectorAll('.issue-link')].indexOf(document.activeElement as Element),
      );
      expect(index).toBe(expected === 131 ? 120 : expected - 30);
    }
    expect(await more.count()).toBe(0);
    await page.locator('.issue-link').last().focus();
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    await page.locator('.article h1').waitFor();
    await page.goBack();
    await page.locator('.issues').first().waitFor();
    expect(await titles(page)).toHaveLength(131);
    await page.waitForFunction(
      () => document.activeElement === [...document.querySelectorAll('.issue-link')].at(-1),
    );
    const box = await page.locator('.issue-link').last().boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(900);
  });

  it('opens every issue, one after the other', async () => {
    const reader = await session.open('', { locale: 'zh-CN' });
    const { page } = reader;
    await page.locator('.issue-link').first().click();
    const opened = new Set<string>();
    for (;;) {
      // The view that has not been looked at is the next issue; it stands once its file is there.
      const view = page.locator('.article-view:not([data-read])');
      await view.waitFor();
      const { path, title, length } = await view.evaluate((element: HTMLElement) => {
        element.dataset.read = 'yes';
        return {
          path: new URLSearchParams(location.search).get('post') ?? '',
          title: element.querySelector('.article h1')?.textContent ?? '',
          length: element.querySelector('.prose')?.textContent.trim().length ?? 0,
        };
      });
      expect(opened.has(path), path).toBe(false);
      expect(title, path).not.toBe('');
      expect(length, path).toBeGreaterThan(100);
      opened.add(path);
      const older = page.locator('.neighbours [rel=prev]');
      if ((await older.count()) === 0) break;
      await older.evaluate((link: HTMLElement) => link.click());
    }
    expect(opened.size).toBe(131);
  });

  it('fits a phone', async () => {
    const reader = await session.open('', {
      locale: 'zh-CN',
      viewport: { width: 360, height: 740 },
    });
    const { page } = reader;
    const { posts } = session.site.manifest;
    for (const { path } of posts.filter((_, index) => index % 8 === 0)) {
      await visit(page, `${session.site.url}?post=${path}`);
      expect(await overflowsSideways(page), path).toBe(false);
    }
  });
});
