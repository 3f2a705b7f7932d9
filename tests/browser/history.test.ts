import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  goBackInPage,
  isChosen,
  listSettled,
  openReader,
  readyForFilters,
  scrollTop,
  titles,
  toggleFacet,
} from './reader.ts';
import { startSession, visit } from './session.ts';

const session = startSession();

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** Opens an issue far down the list, and says where the list was then. */
async function openFarDown(page: Page, title: string): Promise<number> {
  const link = page.getByRole('link', { name: title });
  await link.scrollIntoViewIfNeeded();
  await link.focus();
  await page.waitForTimeout(300);
  const top = await scrollTop(page);
  await link.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  return top;
}

describe('back and forward', () => {
  it('bring the list back with its filter, scroll and focus', async () => {
    const { page } = await session.open();
    await toggleFacet(page, 'Category', '桌边周报');
    const top = await openFarDown(page, '先把编辑器磨快');
    expect(top).toBeGreaterThan(100);
    expect(await scrollTop(page)).toBe(0);
    await page.goBack();
    await page.locator('.issues').first().waitFor();
    expect(await titles(page)).toHaveLength(6);
    expect(await isChosen(page, 'Category', '桌边周报')).toBe(true);
    await page.waitForFunction((expected) => Math.abs(scrollY - expected) <= 2, top);
    expect(await focused(page)).toContain('先把编辑器磨快');
    await page.goForward();
    await page.getByRole('heading', { level: 1, name: '先把编辑器磨快' }).waitFor();
  });

  it('undo filters one by one', async () => {
    const { page } = await session.open();
    await toggleFacet(page, 'Year', '2023');
    await toggleFacet(page, 'Language', 'English');
    expect(await titles(page)).toHaveLength(2);
    await page.goBack();
    await page.getByText('4 of 12 issues').waitFor();
    await page.goBack();
    await page.getByText('12 issues', { exact: true }).waitFor();
    await page.goForward();
    await page.getByText('4 of 12 issues').waitFor();
    await listSettled(page);
    expect(await isChosen(page, 'Year', '2023')).toBe(true);
  });
});

describe('a second tap', () => {
  it('takes over from the first, which leaves nothing to go back to', async () => {
    const { page } = await session.open();
    const before = await page.evaluate(() => {
      const [, , first, , other] = document.querySelectorAll<HTMLElement>('.issue-link');
      first?.click();
      other?.click();
      return { length: history.length, title: other?.textContent };
    });
    await page.getByRole('heading', { level: 1, name: before.title ?? '?' }).waitFor();
    expect(await page.evaluate(() => history.length)).toBe(before.length);
    await goBackInPage(page);
    await page.getByText('12 issues', { exact: true }).waitFor();
  });

  it('on the same link is none', async () => {
    const { page } = await session.open();
    await readyForFilters(page);
    const [before, after] = await page.evaluate(() => {
      const { length } = history;
      const link = document.querySelector<HTMLElement>('.facet-years .facet-link');
      link?.click();
      link?.click();
      return [length, history.length];
    });
    expect(after).toBe((before ?? 0) + 1);
    await page.getByText(/\d of 12 issues/).waitFor();
    await goBackInPage(page);
    await page.getByText('12 issues', { exact: true }).waitFor();
  });
});

describe('the link back to the list', () => {
  it('finds the list as it was left, also from an issue further on', async () => {
    const { page } = await session.open('?lang=zh');
    const top = await openFarDown(page, '先把编辑器磨快');
    await page.locator('.neighbours [rel=next]').click();
    await page
      .getByRole('heading', { level: 1, name: 'The afternoon the tests got fast' })
      .waitFor();
    await page.getByRole('link', { name: 'All issues' }).click();
    await page.locator('.issues').first().waitFor();
    expect(new URL(page.url()).search).toBe('?lang=zh');
    await page.waitForFunction((expected) => Math.abs(scrollY - expected) <= 2, top);
    expect(await focused(page)).toContain('先把编辑器磨快');
  });

  it('leads to the list in a tab that began with the issue, too', async () => {
    const { page, context } = await openReader(session.browser);
    await page.addInitScript(() => {
      const { length: before } = history;
      const own = Object.getOwnPropertyDescriptor(History.prototype, 'length');
      const length = () => own?.get?.call(history) - before + 1;
      Object.defineProperty(History.prototype, 'length', { get: length });
    });
    await visit(page, `${session.site.url}issues/eleven-small-tools/`, session.site.url);
    await page.locator('html[data-ready]').waitFor();
    const first = await page.title();
    await page.locator('.neighbours a').first().click();
    await expect.poll(() => page.title()).not.toBe(first);
    await goBackInPage(page);
    await expect.poll(() => page.title()).toBe(first);
    await page.getByRole('link', { name: 'All issues' }).first().click();
    await page.getByText('12 issues', { exact: true }).waitFor();
    expect(page.url()).toBe(session.site.url);
    await context.close();
  });

  it('leads to the whole list for a reader who came from elsewhere', async () => {
    const { page } = await session.open('issues/eleven-small-tools/');
    await page.getByRole('link', { name: 'All issues' }).click();
    await page.getByText('12 issues', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('a reload', () => {
  it('shows the same issue at the same place', async () => {
    const { page } = await session.open('issues/eleven-small-tools/');
    await page.evaluate(() => scrollTo(0, 600));
    await page.waitForTimeout(300);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Eleven small tools' }).waitFor();
    await page.waitForFunction(() => Math.abs(scrollY - 600) <= 2);
  });

  it('shows the same filtered list at the same place', async () => {
    const { page } = await session.open('?sort=oldest&category=Margin+Letters');
    const before = await titles(page);
    await page.evaluate(() => scrollTo(0, 400));
    await page.waitForTimeout(300);
    await page.reload();
    await page.locator('.issues').first().waitFor();
    expect(await titles(page)).toEqual(before);
    expect(before).toHaveLength(6);
    await page.waitForFunction(() => Math.abs(scrollY - 400) <= 2);
  });
});
