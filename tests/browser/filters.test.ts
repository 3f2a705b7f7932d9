import { describe, expect, it } from 'vitest';
import { facetBox, facetCounts, titles } from './reader.ts';
import { startSession, visit } from './session.ts';

const session = startSession();

/** The query string of the page, decoded. */
const query = (url: string) => decodeURIComponent(new URL(url).search.replaceAll('+', ' '));

describe('facets', () => {
  it('narrow the list down, and their counts follow', async () => {
    const { page } = await session.open();
    await facetBox(page, 'Category', '桌边周报').check();
    expect(query(page.url())).toBe('?category=桌边周报');
    expect(await titles(page)).toHaveLength(6);
    expect(await page.getByRole('status').textContent()).toBe('6 of 12 issues');
    expect(await facetCounts(page, 'Year')).toEqual({ 2026: 1, 2025: 1, 2024: 2, 2023: 2 });
    // A facet does not filter itself.
    expect(await facetCounts(page, 'Category')).toEqual({ 'Margin Letters': 6, 桌边周报: 6 });
  });

  it('widen inside and narrow between each other', async () => {
    const { page } = await session.open();
    await facetBox(page, 'Year', '2023').check();
    await facetBox(page, 'Year', '2024').check();
    expect(await titles(page)).toHaveLength(7);
    await facetBox(page, 'Author', '周砚').check();
    expect(await titles(page)).toEqual([
      '桌边周报 第 27 期：一行命令的边界',
      '桌边周报 第 12 期：日志里的时间',
    ]);
    expect(query(page.url())).toBe('?year=2023&year=2024&author=周砚');
  });

  it('are taken back one by one, or all at once', async () => {
    const { page } = await session.open('?year=2025&tag=Writing&q=changelog');
    const active = page.getByRole('group', { name: 'Active filters' });
    expect(await titles(page)).toEqual(['What a changelog is for']);
    await active.getByRole('button', { name: 'Remove filter: Year 2025' }).click();
    expect(query(page.url())).toBe('?q=changelog&tag=Writing');
    await active.getByRole('button', { name: 'Clear all' }).click();
    expect(query(page.url())).toBe('');
    expect(await titles(page)).toHaveLength(12);
    expect(await active.count()).toBe(0);
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('come from the address, whatever the case', async () => {
    const { page } = await session.open('?tag=open+SOURCE&lang=en');
    expect(await titles(page)).toHaveLength(3);
    expect(await facetBox(page, 'Tag', 'Open source').isChecked()).toBe(true);
    await facetBox(page, 'Tag', 'Open source').uncheck();
    expect(query(page.url())).toBe('?lang=en');
  });

  it('are links in every row', async () => {
    const { page } = await session.open();
    await page.locator('.values-tags a', { hasText: '命令行' }).click();
    expect(query(page.url())).toBe('?tag=命令行');
    expect(await titles(page)).toEqual(['桌边周报 第 27 期：一行命令的边界']);
  });

  it('keep a value in sight that no issue has', async () => {
    const { page } = await session.open('?tag=nowhere');
    expect(await page.locator('[data-notice="nothingMatches"]').count()).toBe(1);
    expect(await facetBox(page, 'Tag', 'nowhere').isChecked()).toBe(true);
    await facetBox(page, 'Tag', 'nowhere').click();
    expect(await titles(page)).toHaveLength(12);
    expect(await facetBox(page, 'Tag', 'nowhere').count()).toBe(0);
  });
});

describe('dates in the address', () => {
  it('bound the list and stand among the active filters', async () => {
    const { page } = await session.open('?from=2024-07&to=2025');
    expect(await titles(page)).toHaveLength(5);
    await page.getByRole('button', { name: 'Remove filter: From 2024-07' }).click();
    expect(await titles(page)).toHaveLength(10);
  });

  it('are passed over when they are none', async () => {
    const { page } = await session.open(
      '?from=yesterday&to=2023-02-31&year=soon&page=-3&sort=loud',
    );
    expect(await titles(page)).toHaveLength(12);
  });
});

describe('the box for words', () => {
  it('looks in title and description, in any case and order', async () => {
    const { page } = await session.open();
    const box = page.getByRole('searchbox', { name: 'Filter by words' });
    await box.fill('PARSER pencils');
    await page.getByText('1 of 12 issues').waitFor();
    expect(await titles(page)).toEqual(['Reading code on paper']);
    expect(query(page.url())).toBe('?q=PARSER pencils');
    await box.fill('行距');
    await page.locator('.issues h3', { hasText: '字与行距' }).waitFor();
    expect(await titles(page)).toEqual(['桌边周报 第 80 期：字与行距']);
  });

  it('waits until Chinese is composed', async () => {
    const { page, context } = await session.open();
    await page.getByRole('searchbox').focus();
    const keyboard = await context.newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', {
      text: 'rizhi',
      selectionStart: 5,
      selectionEnd: 5,
    });
    await page.waitForTimeout(400);
    expect(await titles(page)).toHaveLength(12);
    await keyboard.send('Input.insertText', { text: '日志' });
    await page.getByText('1 of 12 issues').waitFor();
    expect(await titles(page)).toEqual(['桌边周报 第 12 期：日志里的时间']);
  });

  it('is one step of the history, however much was typed', async () => {
    const { page } = await session.open();
    await page.getByRole('searchbox').pressSequentially('letter', { delay: 200 });
    await page.waitForURL(/q=letter$/);
    await page.goBack();
    await page.getByText('12 issues', { exact: true }).waitFor();
    expect(query(page.url())).toBe('');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('tells when nothing matches, and how to go on', async () => {
    const { page } = await session.open();
    await page.getByRole('searchbox').fill('zeppelin');
    const nothing = page.getByRole('heading', { name: 'Nothing matches' });
    await nothing.waitFor();
    expect(await page.getByRole('status').textContent()).toBe('0 of 12 issues');
    await page.getByRole('button', { name: 'Clear all' }).click();
    expect(await titles(page)).toHaveLength(12);
  });
});

describe('the order', () => {
  it('is newest first, oldest first or by title', async () => {
    const { page } = await session.open();
    await page.getByRole('combobox', { name: 'Order' }).selectOption('Oldest first');
    expect(query(page.url())).toBe('?sort=oldest');
    expect((await titles(page))[0]).toBe('桌边周报 第 1 期：先把编辑器磨快');
    await page.getByRole('combobox', { name: 'Order' }).selectOption('By title');
    expect((await titles(page))[0]).toBe('Eleven small tools: a year-end letter');
    await visit(page, page.url());
    expect((await titles(page))[0]).toBe('Eleven small tools: a year-end letter');
  });
});
