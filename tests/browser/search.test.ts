/* Looking for words in all of every issue. */
import { describe, expect, it } from 'vitest';
import { listSettled, titles, toggleFacet } from './reader.ts';
import { startSession } from './session.ts';

const session = startSession();

describe('searching the archive', () => {
  it('reads nothing of the index before words are typed, and works in a worker', async () => {
    const { page } = await session.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('searchbox').focus();
    await page.waitForTimeout(300);
    expect(asked.filter((path) => path.includes('/search/'))).toEqual([]);
    await page.getByRole('searchbox').fill('时区');
    await page.locator('.issue-excerpt mark').first().waitFor();
    expect(asked.filter((path) => path.includes('/search/'))).not.toEqual([]);
    expect(await page.evaluate(() => performance.getEntriesByType('resource').length)).toBeLessThan(
      20,
    );
  });

  it('finds what stands anywhere in an issue, and marks it', async () => {
    const { page } = await session.open();
    await page.getByRole('searchbox').fill('changelog');
    await page.locator('.issue-excerpt mark').first().waitFor();
    expect((await titles(page))[0]).toBe('What a changelog is for');
    for (const mark of await page.locator('.issue-excerpt mark').allTextContents()) {
      expect(mark.toLowerCase()).toMatch(/^changelogs?$/);
    }
    expect(await page.getByRole('combobox', { name: 'Order' }).inputValue()).toBe('relevance');
    // They stand below no year any more.
    for (const date of await page.locator('.issue-date').allTextContents()) {
      expect(date).toMatch(/^\d{1,2} [A-Z][a-z]+ \d{4}$/);
    }
  });

  it('keeps the covers of issues that stay', async () => {
    const { page } = await session.open();
    const loads: string[] = [];
    await page.locator('.issue .cover img[data-loaded]').first().waitFor();
    await page.waitForLoadState('networkidle');
    page.on('request', (request) => {
      if (request.resourceType() === 'image') loads.push(request.url());
    });
    const covers = page.locator('.issue .cover img');
    await page.evaluate(() => {
      for (const image of document.querySelectorAll('.issue .cover img')) image.id = 'stays';
    });
    await page.getByRole('searchbox').fill('project');
    await page.locator('.issue-excerpt mark').first().waitFor();
    await listSettled(page);
    expect(await covers.count()).toBeGreaterThan(0);
    for (const image of await covers.all()) expect(await image.getAttribute('id')).toBe('stays');
    expect(loads).toEqual([]);
  });

  it('narrows by facet, follows a result to its marks, and comes back to the same list', async () => {
    const { page } = await session.open();
    const box = page.getByRole('searchbox');
    await box.pressSequentially('code', { delay: 60 });
    await page.locator('.issue-excerpt mark').first().waitFor();
    const all = await titles(page);
    await page.getByRole('region', { name: 'Year' }).getByRole('link', { name: /2024/ }).click();
    await page.waitForURL(/q=code.*year=2024/);
    const narrowed = await titles(page);
    expect(narrowed.length).toBeLessThanOrEqual(all.length);
    expect(narrowed).toContain('Reading code on paper');
    await page.locator('html:not([data-busy])').waitFor();
    const link = page.getByRole('link', { name: 'Reading code on paper' });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\?q=code/);
    await page.locator('.article h1').waitFor();
    const marks = () =>
      page.evaluate(() =>
        [...(CSS.highlights.get('found') ?? [])].map((range) => String(range).toLowerCase()),
      );
    // What marks them is loaded with the issue.
    await expect.poll(async () => new Set(await marks())).toEqual(new Set(['code']));
    await page.goBack();
    await page.locator('.issue-excerpt mark').first().waitFor();
    expect(await titles(page)).toEqual(narrowed);
    expect(await box.inputValue()).toBe('code');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Reading code on paper',
    );
  });

  it('narrows by facet and dates, and comes back to list, place and focus as they were', async () => {
    const { page } = await session.open('', { viewport: { width: 900, height: 300 } });
    const box = page.getByRole('searchbox');
    await box.pressSequentially('the', { delay: 60 });
    await page.locator('.issue-excerpt mark').first().waitFor();
    const all = await titles(page);
    await toggleFacet(page, 'Tag', 'Open source');
    const tagged = await titles(page);
    await page.locator('input[name=from]').fill('2025-03-01');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/from=2025-03-01/);
    const narrowed = await titles(page);
    expect(tagged.length).toBeLessThan(all.length);
    expect(narrowed.length).toBeLessThan(tagged.length);
    expect(narrowed.length).toBeGreaterThan(1);
    const link = page.getByRole('link', { name: narrowed.at(-1) as string, exact: true });
    await link.focus();
    await link.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.locator('.article h1').waitFor();
    await page.goBack();
    await page.locator('.issue-excerpt mark').first().waitFor();
    await page.locator('html:not([data-busy])').waitFor();
    expect(await titles(page)).toEqual(narrowed);
    expect(await box.inputValue()).toBe('the');
    expect(await page.locator('input[name=from]').inputValue()).toBe('2025-03-01');
    await page.waitForFunction((place) => Math.abs(scrollY - place) < 2, before);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(narrowed.at(-1));
  });

  it('is found again at its address', async () => {
    const { page } = await session.open('?q=时区&sort=oldest');
    await page.locator('.issue-excerpt mark').first().waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('时区');
    expect(await page.getByRole('combobox').inputValue()).toBe('oldest');
  });
});
