/* axe-core finds nothing to object to, in either theme, at any width. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startSession, visit } from './session.ts';

// The missing issue is a page that the host answers with 404, which consoles complain of.
const session = startSession(undefined, { complaints: 'expected' });
/** axe reads every element of six views; a busy machine takes its time. */
const patience = 180_000;

const views = {
  list: '',
  'filtered list': '?category=桌边周报&q=日志',
  'nothing found': '?q=zeppelin',
  issue: 'issues/012-time-in-logs/',
  'English issue': 'issues/eleven-small-tools/',
  'missing issue': 'issues/nowhere/',
};

const desktop = { width: 1280, height: 900 };

// Colours differ by theme and layout by width; each theme, language and width is looked at, more with
// BROADSHEET_ALL=1.
const looks = [
  ['a desktop in light', { colorScheme: 'light', viewport: desktop }, 'compact'],
  ['a desktop in dark', { colorScheme: 'dark', viewport: desktop }, 'compact'],
  ['a phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }, 'compact'],
  [
    'a desktop in dark, in Chinese, with cards',
    { colorScheme: 'dark', viewport: desktop, locale: 'zh-CN' },
    'cards',
  ],
  [
    'a phone in light, in Chinese, with cards',
    { colorScheme: 'light', viewport: { width: 390, height: 844 }, locale: 'zh-CN' },
    'cards',
  ],
] as const;
const shown = process.env.BROADSHEET_ALL === '1' ? looks : looks.slice(2);
it.each(shown)(
  'axe objects to nothing on %s',
  async (_, options, view) => {
    const { page, context } = await session.open('', options);
    if (view === 'cards') {
      await context.addInitScript(() => localStorage.setItem('broadsheet-view', 'cards'));
    }
    const language = 'locale' in options ? 'zh' : 'en';
    for (const [name, address] of Object.entries(views)) {
      await visit(page, session.site.url + address);
      expect(await page.locator('html').getAttribute('data-language'), name).toBe(language);
      expect(await page.locator('html').getAttribute('data-view'), name).toBe(
        view === 'cards' ? 'cards' : null,
      );
      const { violations } = await analyze(page);
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`,
      );
      expect(found, name).toEqual([]);
    }
  },
  patience,
);

/** Of the violations alone: naming the elements that are well takes most of the time. */
function analyze(page: Page) {
  // Its way for pages without frames, which opens no further page for each report.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  return builder.options({ resultTypes: ['violations'] }).analyze();
}
