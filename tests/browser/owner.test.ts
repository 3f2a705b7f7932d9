/* What an owner adds to the pages: it works in the page as the rest does, and axe objects to nothing. */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BuiltArchive } from './built_archive.ts';
import { startSession } from './session.ts';

const archive = new BuiltArchive();
const session = startSession(async () => {
  writeFileSync(
    join(archive.posts, 'logo.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
  );
  mkdirSync(join(archive.posts, 'pages'));
  writeFileSync(
    join(archive.posts, 'pages/about.md'),
    '---\ntitle: About the press\nlang: en\n---\n\nOnly here stands a zeppelin.\n',
  );
  archive.build(configuration);
  await archive.start();
  return {
    url: archive.url,
    manifest: JSON.parse(readFileSync(join(archive.folder, 'manifest.json'), 'utf8')),
    pages: new Map<string, string>(),
    announce() {},
    stop: () => archive.remove(),
  };
});

const configuration = {
  title: 'The Press',
  description: 'What we learned this week.',
  logo: 'logo.svg',
  copyright: '© The Press',
  nav: [
    { text: 'Everything', href: '/' },
    { text: 'Letters of 2024', href: '/years/2024/' },
  ],
  social: [
    { name: 'GitHub', href: 'https://github.com/example' },
    { name: 'Ko-fi', href: 'https://example.org/' },
  ],
  footer: 'Made with care. [Again from the start](/).',
};

it('stands on every page, also after a move in it', async () => {
  const { page } = await session.open();
  const nav = page.locator('.site-nav');
  expect(await page.locator('.tagline').textContent()).toBe(configuration.description);
  expect(await nav.locator('[aria-current=page]').textContent()).toBe('Everything');
  await nav.getByText('Letters of 2024').click();
  await page.locator('h1.list-title').waitFor();
  expect(new URL(page.url()).pathname).toMatch(/\/years\/2024\/$/);
  expect(await nav.locator('[aria-current=page]').textContent()).toBe('Letters of 2024');
  expect(await page.locator('.tagline').count()).toBe(0);
  await page.locator('.issue-link').first().click();
  await page.locator('.article h1').waitFor();
  const logo = page.locator('.logo');
  expect(await logo.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(
    0,
  );
  await page.locator('.owner-foot a').click();
  await page.locator('.tagline').waitFor();
  expect(await nav.locator('[aria-current=page]').textContent()).toBe('Everything');
});

it('has pages, which the search finds as such', async () => {
  const { page } = await session.open();
  await page.locator('#words').fill('zeppelin');
  const row = page.locator('.issue', { hasText: 'About the press' });
  await row.locator('mark').waitFor();
  expect(await row.locator('.issue-meta').textContent()).toContain('Page');
  expect(await page.locator('.count').textContent()).toMatch(/^0 of \d+ issues$/);
  expect(await page.locator('.facets').textContent()).not.toContain('broadsheet:page');
  await row.locator('.issue-link').click();
  await page.locator('.article h1').waitFor();
  expect(new URL(page.url()).pathname).toMatch(/\/about\/$/);
  expect(await page.locator('.byline, .neighbours, .related, .source').count()).toBe(0);
  expect(await page.title()).toContain('About the press');
});

it.each([
  ['light', 1280],
  ['dark', 390],
] as const)(
  'has nothing that axe objects to: %s, %d pixels wide',
  async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 900 } } as const;
    const { page } = await session.open('', options);
    for (const address of ['', 'years/2024/', 'issues/eleven-small-tools/', 'about/']) {
      await page.goto(archive.url + address);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      const overflow = () => document.documentElement.scrollWidth - innerWidth;
      expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    }
  },
  120_000,
);
