/* `broadsheet wechat`: a page whose article is copied into an editor, and what check says of it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../browser/browser.mjs';
import { violations } from '../mail/wechat_rules.ts';
import { emptyFolder, run } from './command.js';

const title = '这是一个有三十三个字的标题用来看看检查会不会说它太长了一二三四五六';
const post = `---
title: ${title}
author: 一二三四五六七八九十一二三四五六七
description: ${'春'.repeat(129)}
date: 2024-05-12
---

## 春天

正文，[链接](https://a.example/) 与 [另一期](winter.md)。**粗体**

![图](https://a.example/p.png) ![图](https://mmbiz.qpic.cn/q.png)

\`\`\`
if x {
  y
}
\`\`\`
`;

function letters(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'posts'));
  writeFileSync(join(folder, 'posts/spring.md'), post);
  writeFileSync(join(folder, 'posts/winter.md'), '---\ntitle: Winter\n---\n\nIt snows.\n');
  writeFileSync(
    join(folder, 'broadsheet.config.yaml'),
    'title: 园信\nposts: posts\nbaseURL: https://letters.example/\n',
  );
  return folder;
}

it('writes a page, and names the pictures of elsewhere', async () => {
  const folder = letters();
  const args = ['wechat', 'posts/spring.md', '-o', 'out', '--theme', 'banner'];
  const { status, stdout, stderr } = await run(args, { cwd: folder });
  expect(status).toBe(0);
  expect(stdout).toBe(`${join('out', 'spring.wechat.html')}\n`);
  expect(stderr).toContain('https://a.example/p.png');
  expect(stderr).not.toContain('mmbiz.qpic.cn');
  const page = readFileSync(join(folder, 'out/spring.wechat.html'), 'utf8');
  expect(page).toContain('[2] https://letters.example/issues/winter/</p>');
  const json = await run([...args, '--json'], { cwd: folder });
  expect(JSON.parse(json.stdout)).toMatchObject({ title, pictures: ['https://a.example/p.png'] });
});

it('copies the article as rich text, which an editor takes as it is', async () => {
  const folder = letters();
  await run(['wechat', 'posts/spring.md', '-o', folder, '-q'], { cwd: folder });
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext();
  await context.route(/^https?:/, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'spring.wechat.html')).href);
  await page.click('#copy');
  expect(await page.textContent('#said')).toBe('已复制');
  const editor = await context.newPage();
  await editor.setContent('<div id="editor" contenteditable="true"></div>');
  await editor.focus('#editor');
  await editor.keyboard.press('Control+V');
  const pasted = await editor.innerHTML('#editor');
  expect(pasted).toContain('春天');
  expect(pasted).toMatch(/<h2 style="[^"]*border-bottom/);
  expect(pasted).toMatch(/<strong style="[^"]*font-weight/);
  expect(pasted).toContain('src="https://a.example/p.png"');
  expect(await editor.innerText('#editor pre')).toMatch(/if\sx\s\{\n\s\sy\n\}/);
  expect(pasted).not.toMatch(/复制|<button|<dl|class=|id=/);
  expect(await editor.innerText('#editor')).toContain('[1] https://a.example/');
});

it('is checked where that is asked for', async () => {
  const folder = letters();
  const found = async (...more: string[]) => {
    const { stdout } = await run(['check', '--json', ...more], { cwd: folder });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { code: string; line: number; column: number; file: string }[];
    };
    return diagnostics
      .filter(({ code }) => code.startsWith('wechat-'))
      .map(({ code, file, line }) => `${file}:${line} ${code}`);
  };
  expect(await found()).toEqual([]);
  expect(await found('--wechat')).toEqual([
    'posts/spring.md:2 wechat-title',
    'posts/spring.md:3 wechat-author',
    'posts/spring.md:4 wechat-digest',
    'posts/spring.md:12 wechat-picture',
  ]);
  writeFileSync(
    join(folder, 'posts/winter.md'),
    `---\ntitle: Winter\n---\n\n${'长'.repeat(20_000)}\n`,
  );
  expect(await found('--wechat')).toContain('posts/winter.md:1 wechat-length');
  // Styles at every element weigh more than the words.
  writeFileSync(
    join(folder, 'posts/winter.md'),
    `---\ntitle: Winter\n---\n\n${'**a**\n\n'.repeat(12_000)}`,
  );
  expect(await found('--wechat')).toContain('posts/winter.md:1 wechat-size');
});

it('has a page that keeps the rules', async () => {
  const folder = letters();
  await run(['wechat', 'posts/spring.md', '-o', folder, '-q'], { cwd: folder });
  const page = readFileSync(join(folder, 'spring.wechat.html'), 'utf8');
  const article = page
    .slice(page.indexOf('<main'), page.indexOf('</main>'))
    .replace(/^<main[^>]*>/, '');
  expect(violations(article)).toEqual([]);
});
