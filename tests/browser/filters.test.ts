import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasDevTools } from './browser.mjs';
import { facetCounts, facetLink, isChosen, listSettled, titles, toggleFacet } from './reader.ts';
import { startSession, visit } from './session.ts';

const session = startSession();

/** What of the address is below the archive, decoded. */
const address = (url: string) =>
  decodeURIComponent(url.slice(session.site.url.length).replaceAll('+', ' '));

/** What writes Chinese; where a driver has none, its events in the order of that browser. */
async function inputMethod(page: Page) {
  if (hasDevTools) {
    const keyboard = await page.context().newCDPSession(page);
    return {
      compose: (text: string) =>
        keyboard.send('Input.imeSetComposition', {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        }),
      insert: (text: string) => keyboard.send('Input.insertText', { text }),
    };
  }
  const written = (text: string, isComposing: boolean) =>
    page.locator('#words').evaluate(
      (field: HTMLInputElement, [text, isComposing]) => {
        const bubbles = true;
        field.value = text;
        if (!isComposing) {
          field.dispatchEvent(new CompositionEvent('compositionend', { bubbles, data: text }));
        }
        field.dispatchEvent(new InputEvent('input', { bubbles, isComposing, data: text }));
      },
      [text, isComposing] as const,
    );
  return {
    compose: (text: string) => written(text, true),
    insert: (text: string) => written(text, false),
  };
}

describe('facets', () => {
  it('narrow the list down, and their counts follow', async () => {
    const { page } = await session.open();
    await toggleFacet(page, 'Category', '桌边周报');
    expect(address(page.url())).toBe('categories/桌边周报/');
    expect(await titles(page)).toHaveLength(6);
    expect(await page.getByRole('status').textContent()).toBe('6 of 12 issues');
    expect(await facetCounts(page, 'Year')).toEqual({ 2026: 1, 2025: 1, 2024: 2, 2023: 2 });
    // A facet does not filter itself.
    expect(await facetCounts(page, 'Category')).toEqual({ 'Margin Letters': 6, 桌边周报: 6 });
  });

  it('widen inside and narrow between each other', async () => {
    const { page } = await session.open();
    await toggleFacet(page, 'Year', '2023');
    await toggleFacet(page, 'Year', '2024');
    expect(await titles(page)).toHaveLength(7);
    await toggleFacet(page, 'Author', '周砚');
    expect(await titles(page)).toEqual([
      '桌边周报 第 27 期：一行命令的边界',
      '桌边周报 第 12 期：日志里的时间',
    ]);
    expect(address(page.url())).toBe('?year=2023&year=2024&author=周砚');
  });

  it('are taken back one by one, or all at once', async () => {
    const { page } = await session.open('?year=2025&tag=Writing&q=changelog');
    const active = page.getByRole('group', { name: 'Active filters' });
    expect(await titles(page)).toEqual(['What a changelog is for']);
    await active.getByRole('link', { name: 'Remove filter: Year 2025' }).click();
    await page.waitForURL(/\?q=changelog&tag=Writing$/);
    await active.getByRole('link', { name: 'Clear all' }).click();
    await page.getByText('12 issues', { exact: true }).waitFor();
    expect(address(page.url())).toBe('');
    expect(await titles(page)).toHaveLength(12);
    expect(await active.count()).toBe(0);
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('leave the search box where it is, however few issues stand beside them', async () => {
    const top = async (query: string) => {
      const { page } = await session.open(query, { viewport: { width: 1280, height: 500 } });
      await listSettled(page);
      const { top } = await page
        .getByRole('searchbox')
        .evaluate((box) => box.getBoundingClientRect());
      return top;
    };
    expect(await top('?q=一行')).toBe(await top(''));
  });

  it('come from the address, whatever the case', async () => {
    const { page } = await session.open('?tag=open+SOURCE&lang=en');
    expect(await titles(page)).toHaveLength(3);
    expect(await isChosen(page, 'Tag', 'Open source')).toBe(true);
    await toggleFacet(page, 'Tag', 'Open source');
    expect(address(page.url())).toBe('?lang=en');
  });

  it('are links in every row, to pages of their own', async () => {
    const { page } = await session.open();
    await page.locator('.values-tags a', { hasText: '命令行' }).click();
    await page.getByRole('heading', { level: 1, name: '命令行' }).waitFor();
    expect(address(page.url())).toBe('tags/命令行/');
    expect(await titles(page)).toEqual(['桌边周报 第 27 期：一行命令的边界']);
    // The same page from the host.
    await visit(page, page.url());
    expect(await titles(page)).toEqual(['桌边周报 第 27 期：一行命令的边界']);
  });

  it('keep a value in sight that no issue has', async () => {
    const { page } = await session.open('?tag=nowhere');
    expect(await page.locator('[data-notice="nothingMatches"]').count()).toBe(1);
    expect(await isChosen(page, 'Tag', 'nowhere')).toBe(true);
    await toggleFacet(page, 'Tag', 'nowhere');
    expect(await titles(page)).toHaveLength(12);
    expect(await facetLink(page, 'Tag', 'nowhere').count()).toBe(0);
  });
});

describe('dates', () => {
  it('in the address bound the list and stand among the active filters', async () => {
    const { page } = await session.open('?from=2024-07&to=2025');
    expect(await titles(page)).toHaveLength(5);
    expect(await page.locator('input[name=to]').inputValue()).toBe('2025-12-31');
    await page.getByRole('link', { name: 'Remove filter: From 2024-07' }).click();
    await page.getByText('10 of 12 issues').waitFor();
    expect(await titles(page)).toHaveLength(10);
  });

  it('are chosen in the form', async () => {
    const { page } = await session.open();
    await page.locator('input[name=from]').fill('2024-07-01');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/\?from=2024-07-01$/);
    expect(await titles(page)).toHaveLength(7);
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
    const box = page.getByRole('searchbox', { name: 'Search' });
    await box.fill('PARSER pencils');
    await page.getByText('1 of 12 issues').waitFor();
    expect(await titles(page)).toEqual(['Reading code on paper']);
    expect(address(page.url())).toBe('?q=PARSER pencils');
    await box.fill('行距');
    await page.locator('.issues h3', { hasText: '字与行距' }).waitFor();
    expect(await titles(page)).toEqual(['桌边周报 第 80 期：字与行距']);
  });

  it('waits until Chinese is composed', async () => {
    const { page } = await session.open();
    await page.getByRole('searchbox').focus();
    const method = await inputMethod(page);
    await method.compose('rizhi');
    await page.waitForTimeout(400);
    expect(await titles(page)).toHaveLength(12);
    await method.insert('日志');
    await page.locator('.issue-excerpt mark', { hasText: '日志' }).first().waitFor();
    expect((await titles(page))[0]).toBe('桌边周报 第 12 期：日志里的时间');
  });

  it('is one step of the history, however much was typed', async () => {
    const { page } = await session.open();
    await page.getByRole('searchbox').pressSequentially('letter', { delay: 200 });
    await page.waitForURL(/q=letter$/);
    await page.goBack();
    await page.getByText('12 issues', { exact: true }).waitFor();
    expect(address(page.url())).toBe('');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('tells when nothing matches, and how to go on', async () => {
    const { page } = await session.open();
    await page.getByRole('searchbox').fill('zeppelin');
    const nothing = page.getByRole('heading', { name: 'Nothing matches' });
    await nothing.waitFor();
    expect(await page.getByRole('status').textContent()).toBe('0 of 12 issues');
    await page.getByRole('link', { name: 'Clear all' }).click();
    await page.getByText('12 issues', { exact: true }).waitFor();
    expect(await titles(page)).toHaveLength(12);
  });
});

describe('the order', () => {
  it('is newest first, oldest first or by title', async () => {
    const { page } = await session.open();
    const order = page.getByRole('combobox', { name: 'Order' });
    const first = page.locator('.issues h3').first();
    await order.selectOption('Oldest first');
    await first.filter({ hasText: '先把编辑器磨快' }).waitFor();
    expect(address(page.url())).toBe('?sort=oldest');
    await order.selectOption('By title');
    await first.filter({ hasText: 'Eleven small tools' }).waitFor();
    await visit(page, page.url());
    expect((await titles(page))[0]).toBe('Eleven small tools: a year-end letter');
  });
});

describe('the view', () => {
  it('is compact or of cards, for the next visit too', async () => {
    const { page } = await session.open();
    expect(await page.locator('.issue:not(.issue-lead) .cover').first().isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Cards' }).click();
    const cover = page.locator('.issue .cover').last();
    await cover.scrollIntoViewIfNeeded();
    expect(await cover.isVisible()).toBe(true);
    const box = await cover.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(3 / 2, 1);
    await page.reload();
    expect(await page.getByRole('button', { name: 'Cards' }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(await page.locator('.issue .cover').last().isVisible()).toBe(true);
  });
});
