import { describe, expect, it } from 'vitest';
import { hasDevTools } from './browser.mjs';
import { goBackInPage } from './reader.ts';
import { startSession, visitReady } from './session.ts';

const session = startSession();
const type = 'issues/080-type-and-leading/';

describe('an issue', () => {
  it('opens in the page, rendered from its Markdown file', async () => {
    const { page } = await session.open();
    await page.evaluate(() => {
      document.documentElement.dataset.sameDocument = 'yes';
    });
    const file = page.waitForResponse(/posts\/weekly\/2024\/027-one-line-commands\.md$/);
    await page.getByRole('link', { name: '一行命令的边界' }).click();
    await file;
    await page
      .getByRole('heading', { level: 1, name: '桌边周报 第 27 期：一行命令的边界' })
      .waitFor();
    expect(page.url()).toBe(`${session.site.url}issues/027-one-line-commands/`);
    expect(await page.locator('html').getAttribute('data-same-document')).toBe('yes');
    expect(await page.title()).toBe('桌边周报 第 27 期：一行命令的边界 — Desk & Margin 桌边与页边');
    const head = page.locator('.article-head');
    expect(await head.locator('time').textContent()).toBe('19 April 2024');
    expect(await head.textContent()).toMatch(/周砚.*Updated 22 April 2024.*\d+ min read/);
    expect(await page.locator('.prose table').count()).toBe(1);
    expect(await page.locator('.prose pre').count()).toBe(2);
    expect(await page.locator('.prose del').textContent()).toBe('所有系统都支持');
    // Bold beside Chinese punctuation.
    expect(await page.locator('.prose strong').allTextContents()).toContain('这才是重点：');
    expect(await page.locator('.prose').textContent()).not.toContain('**');
  });

  it('opens from a file name with Chinese characters', async () => {
    const { page } = await session.open('issues/041-第一封信/');
    expect(await page.locator('.prose h2').count()).toBe(4);
    expect(await page.locator('.prose .task input').count()).toBe(4);
  });

  it('shows the pictures that lie beside it', async () => {
    const { page } = await session.open('issues/058-price-of-compression/');
    const image = page.locator('.prose img');
    await image.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>('.prose img')?.naturalWidth ?? 0) > 0,
    );
    expect(await image.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(
      await page
        .locator('.article-head .cover img')
        .evaluate((it: HTMLImageElement) => it.naturalWidth),
    ).toBeGreaterThan(0);
  });

  it('links to other issues of the archive, not to their files', async () => {
    const { page } = await session.open(type);
    await page.locator('.prose').getByRole('link', { name: '第 12 期：日志里的时间' }).click();
    await page.getByRole('heading', { level: 1, name: '日志里的时间' }).waitFor();
    expect(page.url()).toBe(`${session.site.url}issues/012-time-in-logs/`);
  });

  it('gathers its links to the outside', async () => {
    const { page } = await session.open('issues/058-price-of-compression/');
    await page.getByText('2 links in this issue').click();
    expect(await page.locator('.link-hosts > li').allTextContents()).toEqual([
      'rfc-editor.orgRFC 8878',
      'github.comBrotli 的仓库',
    ]);
  });

  it('leads to the issues before and after it', async () => {
    const { page } = await session.open(type);
    const others = page.getByRole('navigation', { name: 'Other issues' });
    expect(await others.getByRole('link').allTextContents()).toEqual([
      expect.stringContaining('The price of a dependency'),
      expect.stringContaining('Leaving a project well'),
    ]);
    await others.locator('[rel=next]').click();
    await page.getByRole('heading', { level: 1, name: 'Leaving a project well' }).waitFor();
    expect(await others.locator('[rel=next]').count()).toBe(0);
    await others.locator('[rel=prev]').click();
    await page.getByRole('heading', { level: 1, name: '字与行距' }).waitFor();
  });

  it('runs nothing that its author wrote', async () => {
    const reader = await session.openCold();
    await reader.page.route('**/posts/weekly/2026/x', (route) =>
      route.fulfill({ contentType: 'image/png', body: '' }),
    );
    await reader.page.route('**/posts/weekly/2026/*.md', (route) =>
      route.fulfill({
        contentType: 'text/markdown',
        body: [
          '<script>window.ran = 1</script>',
          '<img src=x onerror="window.ran = 1">',
          '[press](javascript:window.ran=1) <iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
        ].join('\n\n'),
      }),
    );
    const { page } = reader;
    await visitReady(page, session.site.url);
    await page.getByRole('link', { name: '字与行距' }).click();
    await page.locator('.prose', { hasText: 'press' }).waitFor();
    await page.waitForTimeout(300);
    expect(await page.locator('.prose :is(script, iframe, a[href^=javascript])').count()).toBe(0);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });
});

describe('the table of contents', () => {
  it('lists the headings, marks the section being read and leads to each', async () => {
    const { page } = await session.open(type);
    const contents = page.getByRole('navigation', { name: 'In this issue' });
    expect(await contents.getByRole('link').allTextContents()).toEqual([
      '行长',
      '行距',
      '标点',
      '强调',
      '延伸',
    ]);
    expect(await contents.locator('[aria-current]').count()).toBe(0);
    await contents.getByRole('link', { name: '标点' }).click();
    const heading = page.getByRole('heading', { name: '标点' });
    expect((await heading.boundingBox())?.y).toBeLessThan(200);
    await contents.locator('[aria-current]', { hasText: '标点' }).waitFor();
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe('#标点');
    expect(await heading.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.keyboard.press('End');
    await contents.locator('[aria-current]', { hasText: '延伸' }).waitFor();
  });

  it('is left behind by back, without leaving the issue', async () => {
    const { page } = await session.open(type);
    // To be clicked, the entry is scrolled into sight, as each driver does it.
    await page.evaluate(() => {
      const keep = () => Object.assign(window, { left: scrollY });
      addEventListener('click', keep, { capture: true, once: true });
    });
    await page.getByRole('navigation', { name: 'In this issue' }).getByText('强调').click();
    await page.waitForFunction(() => scrollY > 500);
    const left = await page.evaluate(() => (window as never as { left: number }).left);
    expect(left).toBeLessThan(hasDevTools ? 100 : 500);
    await goBackInPage(page);
    await page.waitForFunction((left) => Math.abs(scrollY - left) <= 1, left);
    expect(await page.locator('.prose').count()).toBe(1);
    expect(await page.evaluate(() => location.hash)).toBe('');
  });

  it('is reached by an address with a fragment', async () => {
    const { page } = await session.open(`${type}#${encodeURIComponent('行距')}`);
    await page.waitForFunction(() => scrollY > 500);
    const heading = page.getByRole('heading', { name: '行距', exact: true });
    expect((await heading.boundingBox())?.y).toBeLessThan(200);
  });
});
