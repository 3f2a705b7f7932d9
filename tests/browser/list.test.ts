import { describe, expect, it } from 'vitest';
import { facetCounts, titles } from './reader.ts';
import { startSession } from './session.ts';

const session = startSession();

describe('the list of issues', () => {
  it('has all issues by year, newest first, without the draft', async () => {
    const { page } = await session.open();
    expect(await page.locator('.year-head > span:first-child').allTextContents()).toEqual([
      '2026',
      '2025',
      '2024',
      '2023',
    ]);
    const shown = await titles(page);
    expect(shown).toHaveLength(12);
    expect(shown[0]).toBe('Leaving a project well');
    expect(shown.at(-1)).toBe('桌边周报 第 1 期：先把编辑器磨快');
    expect(shown.join()).not.toContain('备份');
    expect(await page.title()).toBe('Desk & Margin 桌边与页边');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      session.site.manifest.title,
    );
  });

  it('counts every facet', async () => {
    const { page } = await session.open();
    expect(await facetCounts(page, 'Year')).toEqual({ 2026: 2, 2025: 3, 2024: 3, 2023: 4 });
    expect(await facetCounts(page, 'Category')).toEqual({ 'Margin Letters': 6, 桌边周报: 6 });
    expect(await facetCounts(page, 'Language')).toEqual({ English: 6, Chinese: 6 });
    expect(await facetCounts(page, 'Author')).toEqual({
      'Mara Ellison': 4,
      林知远: 4,
      'Tobias Brandt': 3,
      周砚: 3,
      陈渡: 1,
    });
    expect(await page.getByRole('status').textContent()).toBe('12 issues');
  });

  it('unfolds a facet with many values', async () => {
    const { page } = await session.open();
    const tags = page.getByRole('region', { name: 'Tag', exact: true });
    expect(await tags.getByRole('link').count()).toBe(8);
    await tags.getByText(/^All /).click();
    expect(await tags.getByRole('link').count()).toBeGreaterThan(20);
  });

  it('shows cover, date, category, tags and the first words of an issue', async () => {
    const { page } = await session.open();
    const row = page.getByRole('listitem').filter({ hasText: '压缩的代价' });
    expect(await row.locator('time').getAttribute('datetime')).toBe('2025-06-13T20:00:00+08:00');
    expect(await row.locator('time').textContent()).toBe('13 Jun');
    expect(await row.locator('.values-categories a').allTextContents()).toEqual(['桌边周报']);
    expect(await row.locator('.values-tags a').allTextContents()).toEqual(['性能', '压缩', '网络']);
    expect(await row.locator('.issue-excerpt').textContent()).toContain(
      '同一份文件，存一次和发一万次',
    );
    expect(await row.locator('h3').getAttribute('lang')).toBe('zh');
    const image = row.locator('img');
    expect(await image.getAttribute('loading')).toBe('lazy');
    expect(await image.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it('puts the date in place of a cover that cannot be shown', async () => {
    const { page } = await session.open('years/2023/');
    await page.getByRole('button', { name: 'Cards' }).click();
    // A cover that is a page, not a picture: it arrives and cannot be decoded.
    const cover = page.locator('.issue .cover').last();
    const before = await cover.boundingBox();
    await cover.locator('img').evaluate((image: HTMLImageElement) => {
      image.loading = 'eager';
      image.src = '../../manifest.json';
    });
    await page.locator('.cover-plate').waitFor();
    expect(await page.locator('.cover-plate').textContent()).toBe('02·172023');
    expect(await cover.boundingBox()).toEqual(before);
  });

  it('stands before any script: nothing is fetched but the page, its styles and scripts', async () => {
    const { page } = await session.openCold('', { locale: 'zh-CN' });
    const fetched = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map((entry) => entry.name.replace(/.*\//, '').replace(/-[\w-]{8}\./, '.')),
    );
    // Firefox names the script twice: as what is loaded ahead, and as what runs.
    expect([...new Set(fetched)].sort()).toEqual(['leaving.svg', 'page.css', 'page.js']);
  });
});
