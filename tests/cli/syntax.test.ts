/* `syntax`: what posts of an archive may write besides their dialect. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../browser/browser.mjs';
import { emptyFolder, run, serve } from './command.js';

const post = `---
title: Spring
date: 2024-05-12
---

[TOC]

## Beds

:::tip **Not** <b>bold</b>
Read ==this== in [[winter|the last issue]].
:::

## Rows

A [link](https://a.example/){title="A title"}.
`;

function letters(settings = 'syntax: [containers, mark, attributes, wiki, toc]\n'): string {
  const folder = join(emptyFolder(), 'letters');
  mkdirSync(folder);
  writeFileSync(join(folder, 'spring.md'), post);
  writeFileSync(
    join(folder, 'winter.md'),
    '---\ntitle: Winter\ndate: 2024-01-02\n---\n\n==It snows.==\n',
  );
  writeFileSync(
    join(folder, 'broadsheet.config.yaml'),
    `baseURL: https://letters.example/\n${settings}`,
  );
  return folder;
}

async function built(folder: string): Promise<(path: string) => string> {
  const out = join(folder, '../archive');
  const { status, stderr } = await run(['build', folder, '-o', out]);
  expect(status, stderr).toBe(0);
  return (path) => readFileSync(join(out, path), 'utf8');
}

it('is off where the configuration says nothing', async () => {
  const file = await built(letters(''));
  const page = file('issues/spring/index.html');
  for (const written of [':::tip', '==this==', '[[winter|', '[TOC]', '{title=']) {
    expect(page, written).toContain(written);
  }
});

it('is on every page, in feeds, mails and the search where the configuration names it', async () => {
  const folder = letters();
  const file = await built(folder);
  const page = file('issues/spring/index.html');
  expect(page).toMatch(/<mark>this<\/mark> in <a href="[^"]*issues\/winter\/">the last issue<\/a>/);
  expect(page).toContain('<a href="https://a.example/" title="A title">');
  // A title is plain text, whatever it looks like.
  expect(page).toContain('**Not** &lt;b&gt;bold&lt;/b&gt;');
  expect(page).not.toMatch(/:::tip|\[\[winter|\[TOC\]/);
  expect(file('index.xml')).toMatch(/&lt;mark&gt;this|<mark>this/);
  expect((JSON.parse(file('manifest.json')) as Manifest).rendering?.syntax).toEqual({
    ...{ containers: true, mark: true, attributes: true, wiki: true, toc: true },
  });
  const { status, stdout } = await run(['mail', join(folder, 'spring.md'), '-o', `${folder}/mail`]);
  expect(status, stdout).toBe(0);
  const mail = readFileSync(join(folder, 'mail/spring.html'), 'utf8');
  expect(mail).toContain('href="https://letters.example/issues/winter/"');
  expect(mail).not.toContain(':::');
  const { stdout: found } = await run(['search', 'snows', folder, '--json']);
  expect(found).not.toContain('==');
});

it('is the same after a move in the page', async () => {
  const folder = letters();
  await built(folder);
  const { url } = await serve([join(folder, '../archive'), '--port', '0']);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const prose = () => page.locator('.prose').innerHTML();
  await page.goto(`${url}issues/spring/`);
  const written = await prose();
  // The second move is the page's own.
  await page.goto(url);
  await page.getByRole('link', { name: 'Winter' }).click();
  await page.waitForURL(`${url}issues/winter/`);
  await page.evaluate(() => {
    (globalThis as { stays?: boolean }).stays = true;
  });
  await page.locator('html[data-ready]').waitFor();
  await page.locator('a.neighbour').click();
  await page.waitForURL(`${url}issues/spring/`);
  await page.getByRole('heading', { name: 'Rows' }).waitFor();
  expect(await page.evaluate(() => (globalThis as { stays?: boolean }).stays)).toBe(true);
  expect(await prose()).toBe(written);
});

it('is named in full, in the configuration and on the command line', async () => {
  for (const [said, wrong] of [
    ['[boxes]', 'there is no boxes; expected some of containers, mark'],
    ['containers', 'expected a list such as [containers, mark]'],
    ['{ containers: true }', 'expected a list'],
  ]) {
    const { status, stderr } = await run(['build', letters(`syntax: ${said}\n`)]);
    expect([status, stderr]).toEqual([3, expect.stringContaining(wrong as string)]);
  }
  const file = join(letters(), 'winter.md');
  expect((await run(['render', file])).stdout).toContain('==It snows.==');
  expect((await run(['render', file, '--syntax', 'mark, toc'])).stdout).toBe(
    '<p><mark>It snows.</mark></p>\n',
  );
  const { status, stderr } = await run(['render', file, '--syntax', 'marks']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('there is no marks')]);
});
