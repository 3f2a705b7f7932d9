/* What `check` must not say, and where what it says stands. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

const head = '---\ntitle: Letter\ndate: 2024-01-01\n---\n';

async function findingsIn(body: string): Promise<string[]> {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'a.md'), head + body);
  const { stdout } = await run(['check', '--json', folder]);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; line: number; column: number }[];
  };
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

it.each([
  [
    'an exclamation before a link',
    '快来看！[这里](https://example.org/a)，！[那里](https://example.org/b.png)\n',
  ],
  ['a heading that is code', '## `code`\n\n### <code>x</code>\n'],
  ['levels of which one is code', '## A\n\n### `b`\n\n#### C\n'],
  ['escaped asterisks', '\\*, \\** and \\***. \\*** x\n'],
  ['talk of filler text', 'Lorem ipsum generators write "Lorem ipsum dolor sit amet".\n'],
  [
    'zero width spaces beside marks',
    '\u200B**要点**\u200B：[a](https://example.org)\u200B[^1]\n\n[^1]: b\n',
  ],
  ['an id behind a heading', '## A {#b}\n\n[a](#b)\n'],
])('says nothing of %s', async (_what, body) => {
  expect(await findingsIn(body)).toEqual([]);
});

it.each([
  [
    'links that lead nowhere, each',
    '[Steps]() and [Steps]().\n\n[**Steps**]() ![a](https://example.org/a.png) [Steps](<>)\n',
    ['link-empty 5:1', 'link-empty 5:15', 'link-empty 7:1', 'link-empty 7:47'],
  ],
  ['placeholders, each', '[a](#) [a](#)\n', ['link-placeholder 5:1', 'link-placeholder 5:8']],
  [
    'an address that is its own text',
    '[us@example.org](us@example.org)\n',
    ['link-incomplete 5:18'],
  ],
  ['an address with escapes', '[a](*https://example.org/a\\_b*)\n', ['link-incomplete 5:5']],
  [
    'an empty heading',
    '## `a`\n\n## <!-- b -->\n\n##\n',
    ['heading-empty 7:1', 'heading-empty 9:1'],
  ],
  ['filler text', '> Lorem ipsum dolor sit amet, consectetur.\n', ['placeholder-text 5:3']],
  ['full-width brackets', '看![图]（https://example.org/a.png）\n', ['link-full-width 5:2']],
  ['a heading behind code', '## `a`\n\n#### B\n', ['heading-skipped 7:1']],
])('says where: %s', async (_what, body, expected) => {
  expect(await findingsIn(body)).toEqual(expected);
});
