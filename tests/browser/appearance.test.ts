import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasDevTools } from './browser.mjs';
import { overflowsSideways, titles } from './reader.ts';
import { startSession, visit } from './session.ts';

const session = startSession();
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** The brightness of the paper, 0 to 255. */
const paper = (page: Page) =>
  page.evaluate(() => {
    const [red = 0] =
      getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g) ?? [];
    return Number(red);
  });

/** Touched with a finger, which WebDriver BiDi makes no click of. */
const tap = (locator: Locator) => (hasDevTools ? locator.tap() : locator.click());

describe('on a phone', () => {
  it('nothing sticks out at the side, in the list and in every issue', async () => {
    const { page } = await session.open('', phone);
    expect(await overflowsSideways(page)).toBe(false);
    for (const { path } of session.site.manifest.posts) {
      await visit(page, `${session.site.url}?post=${encodeURIComponent(path)}`);
      await page.locator('.article h1').waitFor();
      expect(await overflowsSideways(page), path).toBe(false);
    }
  });

  it('the names of languages stand on one line, however narrow it is', async () => {
    for (const width of [320, 360]) {
      const viewport = { width, height: 740 };
      const { page } = await session.open('issues/041-第一封信/', { ...phone, viewport });
      for (const name of await page.locator('.languages button').all()) {
        const lines = await name.evaluate((button) => {
          const range = document.createRange();
          range.selectNodeContents(button);
          return new Set([...range.getClientRects()].map(({ top }) => top)).size;
        });
        expect(lines, `${width} ${await name.textContent()}`).toBe(1);
      }
      expect(await overflowsSideways(page)).toBe(false);
    }
  });

  it('the facets open at the press of a button and narrow the list down', async () => {
    const { page } = await session.open('', phone);
    const facets = page.locator('#facets');
    const toggle = page.getByRole('button', { name: 'Filters' });
    expect(await facets.isVisible()).toBe(false);
    await tap(toggle);
    expect(await facets.isVisible()).toBe(true);
    expect(await overflowsSideways(page)).toBe(false);
    // Opening the filters is reaching for them.
    await page.locator('html[data-list-ready]').waitFor();
    await tap(facets.getByText('Margin Letters'));
    await page.getByText('6 of 12 issues').waitFor();
    expect(await titles(page)).toHaveLength(6);
    expect(await toggle.textContent()).toBe('Filters (1)');
    await tap(toggle);
    expect(await facets.isVisible()).toBe(false);
  });

  it('the contents of an issue are folded, and unfold', async () => {
    const { page } = await session.open('issues/041-第一封信/', phone);
    const contents = page.getByRole('navigation', { name: 'In this issue' });
    expect(await contents.getByRole('link', { name: '语气' }).isVisible()).toBe(false);
    await tap(contents.getByText('In this issue'));
    await tap(contents.getByRole('link', { name: '语气' }));
    await page.waitForFunction(() => scrollY > 500);
  });
});

describe('light and dark', () => {
  it.each(['light', 'dark'] as const)('follow the system: %s', async (colorScheme) => {
    const { page } = await session.open('', { colorScheme });
    const isDark = () => paper(page).then((brightness) => brightness < 40);
    const dark = page.getByRole('button', { name: 'Dark theme' });
    expect(await isDark()).toBe(colorScheme === 'dark');
    expect(await dark.getAttribute('aria-pressed')).toBe(String(colorScheme === 'dark'));
    if (!hasDevTools) return;
    const other = colorScheme === 'dark' ? 'light' : 'dark';
    await page.emulateMedia({ colorScheme: other });
    expect(await isDark()).toBe(other === 'dark');
    expect(await dark.getAttribute('aria-pressed')).toBe(String(other === 'dark'));
  });

  it('are switched by the reader, for the next visit too, from the first paint on', async () => {
    const { page, context } = await session.open('', { colorScheme: 'light' });
    expect(await paper(page)).toBeGreaterThan(240);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await paper(page)).toBeLessThan(40);
    // What the theme was when the body came into being, before anything could be painted.
    await context.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.body === null) return;
        observer.disconnect();
        document.documentElement.dataset.themeAtFirst =
          document.documentElement.dataset.theme ?? '';
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await page.locator('.issues').first().waitFor();
    expect(await page.locator('html').getAttribute('data-theme-at-first')).toBe('dark');
    expect(await paper(page)).toBeLessThan(40);
    // Back to what the system says leaves the choice to the system again.
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await page.evaluate(() => localStorage.getItem('broadsheet-theme'))).toBeNull();
    expect(await paper(page)).toBeGreaterThan(240);
    if (!hasDevTools) return;
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paper(page)).toBeLessThan(40);
  });
});

describe('the language of the interface', () => {
  it('is the browser’s, if the archive is written in it', async () => {
    const { page } = await session.open('', { locale: 'zh-CN' });
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await page.getByRole('status').textContent()).toBe('12 期');
    expect(await page.getByRole('region', { name: '年份' }).count()).toBe(1);
    expect(await page.locator('.issue time').first().textContent()).toBe('8月27日');
  });

  it('is switched by the reader at any place, for the next visit too', async () => {
    const { page } = await session.open('?category=桌边周报&q=日志里的时间');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByText('12 期中的 2 期').waitFor();
    expect(await page.getByRole('searchbox', { name: '搜索' }).inputValue()).toBe('日志里的时间');
    expect(
      await page
        .getByRole('button', { name: '中文' })
        .evaluate((it) => it === document.activeElement),
    ).toBe(true);
    await page.getByRole('link', { name: '桌边周报 第 12 期：日志里的时间', exact: true }).click();
    await page.getByRole('navigation', { name: '本期目录' }).waitFor();
    expect(await page.locator('.byline').textContent()).toContain('2023年9月8日');
    await page.reload();
    await page.getByRole('navigation', { name: '本期目录' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('navigation', { name: 'In this issue' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });
});
