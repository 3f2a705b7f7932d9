/* Archives in Hebrew and Arabic: axe, and where things stand on a page from right to left. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { shared } from '../package/paths.ts';
import { serveArchive } from './archive_site.ts';
import { startSession, visit } from './session.ts';

const patience = 180_000;
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-rtl-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const letter = (title: string, date: string, body: string): string =>
  `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\ntags: [גינה, C++]\nauthors: [רותי כהן]\n---\n${body}\n`;

const spring = `השעועית באדמה ואנחנו מחכים לגשם. התחלנו עם \`npm install seeds@2.0\`.

## מה שתלנו (חלק 1)

1. עגבניות — 12 שתילים
2. זן *English*

> "מי שזורע בדמעה ברינה יקצור."

\`\`\`js
const beans = plant({ row: 3 }); // שורה
\`\`\`

| ירק | כמות |
| --- | ---: |
| עגבנייה | 12 |

## קישורים

קראו ב-[האתר](https://example.org/) או ב[מכתב הקיץ](summer.md).[^1]

- [x] השקיה

[^1]: הערה עם *English words* בתוכה.
`;

function hebrew(): string {
  const posts = join(folder, 'hebrew');
  mkdirSync(posts, { recursive: true });
  const files = {
    'spring.md': letter('מכתב האביב: שעועית, גשם ו-Docker 27.1', '2024-04-02', spring),
    'summer.md': letter('מכתב הקיץ', '2024-07-01', 'חם מאוד השנה, והעגבניות כבר אדומות.'),
    'winter.md': letter('מכתב החורף', '2024-01-01', 'קר מאוד השנה, ואנחנו מחכים לאביב.'),
    'guest.md': letter(
      'A guest letter (part 2)',
      '2024-06-01',
      'The beans are up, and we are waiting for rain.',
    ),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(posts, name), text);
  return posts;
}

function arabic(): string {
  const posts = join(folder, 'arabic');
  cpSync(join(shared, 'sites/fahdlabs/content'), posts, { recursive: true });
  return posts;
}

async function violations(page: Page): Promise<string[]> {
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations: found } = await builder.options({ resultTypes: ['violations'] }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`);
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };
const looks = [
  ['a phone in light', { viewport: phone, colorScheme: 'light' }],
  ['a phone in dark', { viewport: phone, colorScheme: 'dark' }],
  ['a desktop in light', { viewport: desktop, colorScheme: 'light' }],
  ['a desktop in dark', { viewport: desktop, colorScheme: 'dark' }],
] as const;
/** Each width and each colour once; all with BROADSHEET_ALL=1. */
const shown = process.env.BROADSHEET_ALL === '1' ? looks : looks.slice(1, 3);

describe('an archive in Hebrew', () => {
  const session = startSession(() => serveArchive(hebrew()));

  it.each(shown)(
    'is clean on %s, and nothing is wider than the screen',
    async (_, options) => {
      const { page } = await session.open('', options);
      for (const address of ['', 'issues/spring/', 'issues/guest/', '?q=גשם', '?tag=C%2B%2B']) {
        await visit(page, session.site.url + address);
        expect(await violations(page), address).toEqual([]);
        expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, address).toBeLessThanOrEqual(0);
      }
    },
    patience,
  );

  it('begins at the right, and so do its lists; programs begin at the left', async () => {
    const { page } = await session.open('issues/spring/', { viewport: desktop });
    const side = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const { direction } = getComputedStyle(element);
          const range = document.createRange();
          range.selectNodeContents(element);
          const text = range.getClientRects()[0];
          const box = element.getBoundingClientRect();
          if (text === undefined) return 'nothing';
          const isRight = box.right - text.right < text.left - box.left;
          return `${direction} ${isRight ? 'right' : 'left'}`;
        });
    expect(await side('.prose > p')).toMatch(/^rtl/);
    expect(await side('.prose h2')).toBe('rtl right');
    expect(await side('.prose li')).toBe('rtl right');
    expect(await side('.prose pre code')).toMatch(/^ltr/);
    expect(await side('.article h1')).toMatch(/^rtl/);
  });

  it('stays so when a reader moves in the page, and an English letter runs from left to right', async () => {
    const { page } = await session.open('', { viewport: desktop });
    await page.locator('.issue-link', { hasText: 'A guest letter' }).click();
    await page.locator('.article h1', { hasText: 'A guest letter' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('.article').getAttribute('dir')).toBe('ltr');
    await page.goBack();
    await page.locator('.count').waitFor();
    const titles = await page
      .locator('.issue h3')
      .evaluateAll((headings) =>
        headings.map((heading) => heading.querySelector('bdi')?.dir ?? 'as the page'),
      );
    expect(titles).toEqual(['as the page', 'ltr', 'as the page', 'as the page']);
  });

  it('counts in the order of its words', async () => {
    const { page } = await session.open('', { viewport: desktop });
    const order = await page.locator('.count').evaluate((element) => {
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      if (text === null) return [];
      const range = document.createRange();
      return [0, text.textContent?.indexOf('issues') ?? 0].map((at) => {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      });
    });
    expect(order.length).toBe(2);
    expect(order[0]).toBeLessThan(order[1] ?? 0);
  });
});

describe.runIf(existsSync(join(shared, 'sites/fahdlabs')))('an archive in Arabic', () => {
  const session = startSession(() => serveArchive(arabic()), { complaints: 'expected' });

  it.each(shown)(
    'is clean on %s',
    async (_, options) => {
      const { page } = await session.open('', options);
      expect(await violations(page)).toEqual([]);
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      await page.locator('.issue-link').first().click();
      await page.locator('.article h1').waitFor();
      expect(await violations(page)).toEqual([]);
    },
    patience,
  );
});
