import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { goBackInPage, titles } from './reader.ts';
import { startSession } from './session.ts';

const session = startSession();

/** The accessible name, more or less, of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    return (
      active?.getAttribute('aria-label') ??
      active?.closest('label')?.textContent ??
      active?.textContent ??
      ''
    );
  });

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < 120; count += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).includes(name)) return;
  }
  throw new Error(`${name} was not reached by Tab.`);
}

describe('with the keyboard alone', () => {
  it('the first Tab offers to skip to the content', async () => {
    const { page } = await session.open();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words');
  });

  it('a facet is chosen and keeps the focus; its chip hands the focus on', async () => {
    const { page } = await session.open();
    await tabTo(page, 'Margin Letters');
    await page.keyboard.press('Enter');
    await page.getByText('6 of 12 issues').waitFor();
    expect(await titles(page)).toHaveLength(6);
    expect(await focused(page)).toContain('Margin Letters');
    await tabTo(page, 'Remove filter: Category Margin Letters');
    await page.keyboard.press('Enter');
    await page.getByText('12 issues', { exact: true }).waitFor();
    expect(await titles(page)).toHaveLength(12);
    // The chip is gone; the reader stands at the count, not at the top of the page.
    expect(await focused(page)).toBe('12 issues');
  });

  it('an issue is opened, read and left', async () => {
    const { page } = await session.open('?lang=en&year=2024');
    await tabTo(page, 'Reading code on paper');
    await page.keyboard.press('Enter');
    const title = page.getByRole('heading', { level: 1, name: 'Reading code on paper' });
    await title.waitFor();
    expect(await title.evaluate((it) => it === document.activeElement)).toBe(true);
    await tabTo(page, 'How to print code');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('How to print code');
    await page.keyboard.press('Tab');
    // The next stop after the heading is the code below it, which scrolls by keyboard.
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('pre');
    // Back out of the section, then out of the issue: the browser's own keys, which it does not
    // take from a script.
    await goBackInPage(page);
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('');
    await page.goBack();
    await page.getByText('1 of 12 issues').waitFor();
    await page.waitForFunction(() =>
      document.activeElement?.textContent?.includes('Reading code on paper'),
    );
  });

  it('what has the focus shows it', async () => {
    const { page } = await session.open();
    await tabTo(page, 'Leaving a project well');
    const outline = await page.evaluate(() =>
      document.activeElement === null ? '' : getComputedStyle(document.activeElement).outlineStyle,
    );
    expect(outline).toBe('solid');
  });
});
