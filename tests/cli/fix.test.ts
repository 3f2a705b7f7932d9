/* `check --fix`: shown first, and nothing else is touched. What a terminal shows of a finding. */
import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

const broken = `\uFEFF---
title: Letter
date: 2024-01-01
---
##Heading

请看[这里](hhttps://example.org/a) and [again](hhttps://example.org/a).\r
Zero\u200Bwidth, [全角]（https://example.org/b）。
`;

const mended = `---
title: Letter
date: 2024-01-01
---
## Heading

请看[这里](https://example.org/a) and [again](https://example.org/a).\r
Zerowidth, [全角](https://example.org/b)。
`;

function folderWith(content: string | Buffer): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'a.md'), content);
  return folder;
}

it('shows the changes and makes them with --yes', async () => {
  const folder = folderWith(broken);
  chmodSync(join(folder, 'a.md'), 0o640);
  const { stdout, stderr } = await run(['check', '--fix', '--yes'], { cwd: folder });
  expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe(mended);
  expect(statSync(join(folder, 'a.md')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['a.md']);
  expect(stdout).toContain('--- a.md\n+++ a.md\n@@ ');
  expect(stdout).toContain('-##Heading\n+## Heading\n');
  expect(stderr).toContain('Mended 6 findings in 1 file.');
  const again = await run(['check', '--fix', '--yes'], { cwd: folder });
  expect(again.stderr).toContain('Nothing can be mended without a doubt.');
  expect(again.stdout).not.toContain('(--fix)');
});

it('changes nothing without a terminal to ask at', async () => {
  const folder = folderWith(broken);
  const { stdout, stderr, status } = await run(['check', '--fix'], { cwd: folder });
  expect(readFileSync(join(folder, 'a.md'), 'utf8')).toBe(broken);
  expect(stdout).toContain('+## Heading');
  expect(stderr).toContain('Nothing was changed. To mend 6 findings in 1 file: add --yes');
  expect(status).toBe(1);
});

it('leaves alone what is right: text that is its own address, an exclamation before a link', async () => {
  const head = '---\ntitle: A\ndate: 2024-01-01\n---\n';
  const folder = folderWith(
    `${head}[us@example.org](us@example.org) 快来看！[这里](https://example.org/a)\n`,
  );
  await run(['check', '--fix', '--yes'], { cwd: folder });
  expect(readFileSync(join(folder, 'a.md'), 'utf8').slice(head.length)).toBe(
    '[us@example.org](mailto:us@example.org) 快来看！[这里](https://example.org/a)\n',
  );
});

it('leaves a file alone that is not UTF-8', async () => {
  const bytes = Buffer.concat([
    Buffer.from('---\ntitle: A\n---\n##B\n'),
    Buffer.from([0xc4, 0x0a]),
  ]);
  const folder = folderWith(bytes);
  await run(['check', '--fix', '--yes'], { cwd: folder });
  expect(readFileSync(join(folder, 'a.md')).equals(bytes)).toBe(true);
});

it('completes addresses that were taken for files, and only advises on hosts', async () => {
  const lines = [
    '[us](letters@example.org)',
    '[code](Source：https://example.org/a)',
    '[talk](*https://example.org/b*)',
    '[host](example.org/c)',
    '[file](notes.example)',
  ];
  const head = '---\ntitle: A\ndate: 2024-01-01\n---\n';
  const folder = folderWith(`${head}${lines.join('\n')}\n`);
  await run(['check', '--fix', '--yes'], { cwd: folder });
  expect(readFileSync(join(folder, 'a.md'), 'utf8').slice(head.length).trim().split('\n')).toEqual([
    '[us](mailto:letters@example.org)',
    '[code](https://example.org/a)',
    '[talk](https://example.org/b)',
    ...lines.slice(3),
  ]);
  const { stdout } = await run(['check'], { cwd: folder });
  expect(stdout).toMatch(
    /a\.md:8:8: error: .*\[link-incomplete\][\s\S]*= https:\/\/example\.org\/c$/m,
  );
  expect(stdout).not.toContain('notes.example is');
});

it('sets the caret below what is meant, also behind characters of double width', async () => {
  const folder = folderWith(broken.replace('\uFEFF', ''));
  const { stdout } = await run(['check'], { cwd: folder });
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.includes('[link-misspelled]'));
  expect(lines[at]).toMatch(/^a\.md:7:8: error: /);
  expect(lines[at + 1]).toContain('7 | 请看[这里](hhttps://example.org/a) and');
  // 2 for the margin, 4 for the number and bar, 8 for four wide characters, 3 brackets.
  expect(lines[at + 2]).toBe(`    | ${' '.repeat(11)}${'^'.repeat(22)}`);
  expect(lines[at + 3]).toBe('    = https://example.org/a (--fix)');
});

it('shows a part of a long line', async () => {
  const long = `${'长'.repeat(300)}[a](hhttps://example.org)${'文'.repeat(300)}\n`;
  const folder = folderWith(`---\ntitle: A\ndate: 2024-01-01\n---\n${long}`);
  const { stdout } = await run(['check'], { cwd: folder });
  const shown = stdout.split('\n').find((line) => line.includes('hhttps') && line.includes('|'));
  expect([...(shown ?? '')].length).toBeLessThan(110);
  expect(shown).toMatch(/\| ….*hhttps:\/\/example\.org.*…$/);
});

it('annotates on GitHub Actions', async () => {
  const folder = folderWith(broken.replace('\uFEFF', ''));
  const { stdout } = await run(['check'], { cwd: folder, env: { GITHUB_ACTIONS: 'true' } });
  expect(stdout).toContain(
    '::error file=a.md,line=7,col=8,title=link-misspelled::the address does not begin as one does: hhttps://example.org/a%0Ahttps://example.org/a',
  );
  expect(stdout).toMatch(/^::warning file=a\.md,line=5,col=1,title=heading-no-blank::/m);
  expect(stdout).toMatch(/^::notice file=a\.md,line=8,/m);
});

it('prints JSON and nothing else with --json, also while it mends', async () => {
  const folder = folderWith(broken);
  const { stdout } = await run(['check', '--json', '--fix', '--yes'], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({ posts: 1, errors: 0 });
});
