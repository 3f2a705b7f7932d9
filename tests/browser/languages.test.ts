/* The interface in each of its languages: chosen by the archive, loaded alone, and clean to axe. */
import { AxeBuilder } from '@axe-core/playwright';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveArchiveOf } from '../bench/page/archive.mjs';
import { type InterfaceLanguage, interfaceLanguages } from '../../web/page/site/language.ts';
import '../../web/page/site/strings/all.ts';
import { stringsOf } from '../../web/page/site/strings/tables.ts';
import { launchBrowser } from './browser.mjs';
import { visit } from './session.ts';

const codes = Object.keys(interfaceLanguages) as InterfaceLanguage[];

let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Seven issues in a language, with all that an issue's page says something of. */
function writePosts(folder: string, lang: string): void {
  for (let number = 1; number <= 7; number += 1) {
    writeFileSync(
      join(folder, `${number}.md`),
      `---
title: ${interfaceLanguages[lang as InterfaceLanguage]} ${number}
date: 202${number % 3}-0${number}-1${number}
lastmod: 2026-01-02
lang: ${lang}
tags: [one, two]
categories: [a${number % 2}]
authors: [Ada]
---

## One

A [link](https://example.org/). ${'Words. '.repeat(300)}

## Two

- [x] done

| a | b |
| - | - |
| c | d |
`,
    );
  }
  writeFileSync(
    join(folder, 'broadsheet.config.json'),
    JSON.stringify({ title: 'X', subscribe: { action: 'https://lists.example.org/join' } }),
  );
}

/** Two scripts and two directions, of those that no other test uses; all with BROADSHEET_ALL=1. */
const shown = process.env.BROADSHEET_ALL === '1' ? codes : (['ja', 'he', 'de', 'zh-Hant'] as const);

describe.each(shown)('the interface in %s', (code) => {
  const strings = stringsOf(code);
  let host: Awaited<ReturnType<typeof serveArchiveOf>>;
  beforeAll(async () => {
    host = await serveArchiveOf((folder: string) => writePosts(folder, strings.tag));
  }, 60_000);
  afterAll(() => host.stop());

  it('is that of the archive, with its direction, numbers and dates, also after a move', async () => {
    const context = await browser.newContext({ locale: strings.tag });
    const page = await context.newPage();
    const chunks: string[] = [];
    page.context().on('request', (request) => chunks.push(new URL(request.url()).pathname));
    await visit(page, host.url);
    const html = page.locator('html');
    expect(await html.getAttribute('lang')).toBe(strings.tag);
    expect((await html.getAttribute('dir')) ?? 'ltr').toBe(
      /^(?:ar|he)$/.test(code) ? 'rtl' : 'ltr',
    );
    expect(await page.locator('.languages').count()).toBe(0);
    const count = (await page.locator('.count').textContent()) ?? '';
    expect(count).toContain(strings.issues(7));
    expect(await page.locator('.subscribe button').textContent()).toBe(strings.subscribe);
    await page.locator('.facet-link', { hasText: 'a1' }).click();
    await page.locator('.count', { hasText: strings.issuesOf(4, 7) }).waitFor();
    await page.locator('.issue-link').first().click();
    await page.locator('.article h1').waitFor();
    expect(await page.locator('.neighbours').getAttribute('aria-label')).toBe(strings.otherIssues);
    const date = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'long', timeZone: 'UTC' });
    const time = page.locator('.byline time').first();
    const written = await time.getAttribute('datetime');
    expect(await time.textContent()).toBe(date.format(new Date(written ?? '')));
    await page.keyboard.press('?');
    await page.locator('dialog', { hasText: strings.keys.neighbours }).waitFor();
    // Nobody loads a language that is not shown.
    const others = codes
      .filter((other) => other !== code && other !== 'zh')
      .map((other) => other.toLowerCase());
    const foreign = chunks.filter((path) => others.some((other) => path.includes(`/${other}-`)));
    expect(foreign).toEqual([]);
    await context.close();
  }, 60_000);

  it('has nothing that axe objects to, and room on a phone', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    for (const address of ['', 'issues/1/', 'nowhere/']) {
      await visit(page, host.url + address);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        address,
      ).toEqual([]);
      const overflow = () => document.documentElement.scrollWidth - innerWidth;
      expect(await page.evaluate(overflow), address).toBeLessThanOrEqual(0);
    }
    await context.close();
  }, 120_000);
});

describe('texts', () => {
  it.each(codes)('of %s keep their numbers and names', (code) => {
    const strings = stringsOf(code);
    expect(strings.languageName).toBe(interfaceLanguages[code]);
    for (const [name, value] of Object.entries(strings)) {
      if (typeof value !== 'function') continue;
      const make = value as (...parts: (string | number)[]) => string;
      const isName = /^(?:allOf|moreOf|from|to|removeFilter|authorPage|updated|span)$/.test(name);
      const text = isName ? make('Zed', 'Yan') : make(17, 38);
      expect(text, name).toContain(isName ? 'Zed' : '17');
      if (name === 'issuesOf') expect(text).toContain('38');
      expect(text, name).not.toMatch(/undefined|[#{}]/);
    }
  });

  it('have the plurals of their languages', () => {
    const counts = (code: InterfaceLanguage, ...numbers: number[]) =>
      numbers.map((number) => stringsOf(code).issues(number));
    expect(counts('ru', 1, 3, 5, 21)).toEqual(['1 выпуск', '3 выпуска', '5 выпусков', '21 выпуск']);
    expect(counts('ar', 1, 2, 3, 11, 100)).toEqual([
      'عدد واحد',
      'عددان',
      '3 أعداد',
      '11 عددًا',
      '100 عدد',
    ]);
    expect(counts('he', 1, 2, 3)).toEqual(['גיליון אחד', 'שני גיליונות', '3 גיליונות']);
    expect(counts('fr', 0, 1, 2)).toEqual(['0 numéro', '1 numéro', '2 numéros']);
    expect(counts('de', 1, 1200)).toEqual(['1 Ausgabe', '1.200 Ausgaben']);
  });
});
