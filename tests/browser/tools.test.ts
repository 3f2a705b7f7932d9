/* What stands at hand on an issue: the search, and what a reader does with the issue as a whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { samples } from './archive_site.ts';
import { titles } from './reader.ts';
import { startSession, visitReady } from './session.ts';

const session = startSession();
const issue = 'issues/eleven-small-tools/';

/** The reader's clipboard: what was written to it last. */
async function watchClipboard(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    const shared = globalThis as unknown as { copied: string; shared: object };
    shared.copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      value: {
        writeText: async (text: string) => {
          shared.copied = text;
        },
        write: async ([item]: ClipboardItem[]) => {
          const blob = await item?.getType('text/plain');
          shared.copied = (await blob?.text()) ?? '';
        },
      },
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { copied: string }).copied);
}

describe('on an issue', () => {
  it('the search is at hand, and shows the list with what it finds', async () => {
    const { page } = await session.open(issue);
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words');
    await page.keyboard.type('changelog');
    await page.waitForURL(/\?q=changelog$/);
    expect((await titles(page))[0]).toBe('What a changelog is for');
    // Who goes on writing does so in the list's own box.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words');
    expect(await page.inputValue('#words')).toBe('changelog');
    await page.goBack();
    await page.locator('.article h1').waitFor();
    expect(await page.locator('#words').count()).toBe(1);
    expect(await page.inputValue('#words')).toBe('');
  });

  it('the search is sent by Enter, too, before anything else was loaded', async () => {
    const { page } = await session.openCold(issue);
    await page.fill('#words', 'changelog');
    await page.press('#words', 'Enter');
    await page.waitForURL(/\?q=changelog$/);
    await page.locator('.issue-link', { hasText: 'What a changelog is for' }).waitFor();
  });

  it('it is copied as Markdown, from a file or after a move', async () => {
    const { page } = await session.open();
    const copied = await watchClipboard(page);
    await page.reload();
    for (const name of ['Leaving a project well', 'What a changelog is for']) {
      await page.getByRole('link', { name, exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      const button = page.getByRole('button', { name: 'Copy as Markdown' });
      await button.click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const path = await page.locator('.source a').first().getAttribute('href');
      const file = decodeURIComponent(path?.replace(/^(?:\.\.\/)*posts\//, '') ?? '');
      expect(await copied()).toBe(readFileSync(join(samples, file), 'utf8'));
      await button.waitFor();
      await page.goBack();
      await page.locator('.count').waitFor();
    }
  });

  it("it is shared by the system's sheet, or by its address", async () => {
    const { page } = await session.open(issue);
    const copied = await watchClipboard(page);
    await page.addInitScript(() => {
      const kept = globalThis as unknown as { sheet?: object };
      const has = sessionStorage.getItem('sheet');
      Object.defineProperty(navigator, 'share', {
        value: has
          ? async (what: object) => {
              kept.sheet = what;
            }
          : undefined,
      });
    });
    await visitReady(page, `${session.site.url}${issue}?q=tools#the-list`);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await copied()).toBe(session.site.url + issue);
    await page.evaluate(() => sessionStorage.setItem('sheet', '1'));
    await visitReady(page, session.site.url + issue);
    await page.getByRole('button', { name: 'Share' }).click();
    const sheet = () => page.evaluate(() => (globalThis as unknown as { sheet?: object }).sheet);
    await expect.poll(sheet).toEqual({
      title: 'Eleven small tools: a year-end letter',
      url: session.site.url + issue,
    });
  });

  it('nothing of this is there without scripts', async () => {
    const { page } = await session.open(issue, { javaScriptEnabled: false });
    expect(await page.locator('.tools:visible, .find:visible').count()).toBe(0);
  });
});

describe('on the list', () => {
  it('the newest issue is set off, and no other', async () => {
    const { page } = await session.open();
    expect(await page.locator('.issue-lead').count()).toBe(1);
    expect(await page.locator('.issue .lead-label').textContent()).toBe('Newest issue');
    await session.open('?year=2024').then(async ({ page: filtered }) => {
      expect(await filtered.locator('.issue-lead').count()).toBe(0);
    });
  });

  it('the help says what keys do, in words', async () => {
    const { page } = await session.open();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Go to the search box').waitFor();
    await help.getByRole('checkbox', { name: 'Use these keys here' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('words');
  });
});
