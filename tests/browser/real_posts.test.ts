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
    await page.getByRole('button', { name: '卡片' }).click();
    await page.locator('.issue .cover img').first().scrollIntoViewIfNeeded();
    await expect.poll(() => reader.pictures.length).toBeGreaterThan(0);
    expect(reader.pictures.filter(({ referrer }) => referrer !== undefined)).toEqual([]);
  });

  it('comes page by page, and back finds the place on the last of them', async () => {
    const { page } = await session.open('', { locale: 'zh-CN' });
    const more = page.getByRole('link', { name: /再显示/ });
    expect(await titles(page)).toHaveLength(50);
    for (const expected of [100, 131]) {
      await more.click();
      await page.waitForFunction(
        (count) => document.querySelectorAll('.issue-link').length === count,
        expected,
      );
      expect(await titles(page)).toHaveLength(expected);
      // The focus stands on the first of the new ones.
      const index = await page.evaluate(() =>
        [...document.querySelectorAll('.issue-link')].indexOf(document.activeElement as Element),
      );
      expect(index).toBe(expected === 131 ? 100 : expected - 50);
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
    const { page } = await session.open('', { locale: 'zh-CN' });
    await page.locator('.issue-link').first().click();
    await page.locator('.prose').waitFor();
    // All the way by "older", inside the page: a call from out here for every step takes longer
    // than the step.
    const opened = await page.evaluate(async () => {
      const issues: { path: string; title: string; length: number }[] = [];
      for (;;) {
        const view = document.querySelector('.article-view');
        issues.push({
          path: location.pathname,
          title: view?.querySelector('.article h1')?.textContent ?? '',
          length: view?.querySelector('.prose')?.textContent.trim().length ?? 0,
        });
        const older = view?.querySelector<HTMLElement>('[rel=prev]');
        if (!older || issues.length > 200) return issues;
        older.click();
        const started = Date.now();
        while (document.querySelector('.article-view') === view && Date.now() - started < 5000) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
    });
    expect(opened).toHaveLength(131);
    expect(new Set(opened.map(({ path }) => path)).size).toBe(131);
    const broken = opened.filter(({ title, length }) => title === '' || length < 100);
    expect(broken).toEqual([]);
  });

  it('fits a phone', async () => {
    const reader = await session.open('', {
      locale: 'zh-CN',
      viewport: { width: 360, height: 740 },
    });
    const { page } = reader;
    const { posts } = session.site.manifest;
    for (const { path } of posts.filter((_, index) => index % 12 === 0)) {
      await visit(page, `${session.site.url}?post=${path}`);
      await page.locator('.article h1').waitFor();
      expect(await overflowsSideways(page), path).toBe(false);
    }
  });
});
