/* What `check` must not say, and where what it says stands. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  [
    'marks that belong to an address',
    '[a](https://example.org/#:~:text=“One”) [b](https://example.org/《一》) [c](https://example.org/（二）)\n',
  ],
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
  [
    'marks of the sentence',
    '[a](https://example.org/《一》》) [b](https://example.org/a，。)\n',
    ['link-punctuation 5:5', 'link-punctuation 5:35'],
  ],
  ['an address that a heading has too', '### A b{#c}\n\n[d](#e) #e\n', ['link-fragment 7:5']],
  [
    'an address that several refer to, once',
    '#none [a][n], [b][n] and [c][n].\n\n[n]: #none\n',
    ['link-fragment 7:6'],
  ],
  [
    'an address with references in it',
    'A [b](/c.md) [d][] and ![e](data:x&y).\n\n[d]: magnet:?x&y=\\_z\n',
    ['link-dead 5:7', 'image-scheme 5:29', 'link-scheme 7:6'],
  ],
  ['a tag that is meant as a name', 'Take an <img> and wait.\n', ['image-empty 5:9']],
  ['full-width brackets', '看![图]（https://example.org/a.png）\n', ['link-full-width 5:2']],
  ['a heading behind code', '## `a`\n\n#### B\n', ['heading-skipped 7:1']],
])('says where: %s', async (_what, body, expected) => {
  expect(await findingsIn(body)).toEqual(expected);
});

/** Findings in a folder of these files, with the words behind the first in the message. */
async function findingsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout } = await run(['check', '--json', folder]);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; line: number; column: number; file: string; message: string }[];
  };
  return diagnostics.map(
    ({ code, line, column, file, message }) =>
      `${file.slice(folder.length + 1)} ${code} ${line}:${column}${/ \(in [^)]*\)$/.exec(message)?.[0] ?? ''}`,
  );
}

const jekyll = { '_config.yml': 'title: Letters\n', 'index.md': '---\n---\nHome.\n' };

it('says where what Liquid writes was written', async () => {
  const post = (body: string): string => `---\ntitle: Of ${body.length}\n---\n${body}`;
  const found = await findingsOf({
    ...jekyll,
    '_includes/refs.md': '[gone]: /gone/\n',
    '_includes/list.md': '- {{ include.a }}\n',
    '_posts/2024-01-01-a.md': post(
      '{{ page.title }}: [far][gone] and [near](/near/).\n\n{% include refs.md %}\n',
    ),
    '_posts/2024-01-02-b.md': post('Again [far][gone].\n\n{% include refs.md %}\n\nMore.\n'),
    '_posts/2024-01-03-c.md': post('{% include list.md\n  a="[x](/y/)" %}\n'),
    '_posts/2024-01-04-d.md': post(
      '{% comment %}\n##\n[text] (https://example.org)\n{% endcomment %}\n\n[e]({{ site.none }}) [f]()\n',
    ),
  });
  expect(found).toEqual([
    '_posts/2024-01-01-a.md link-dead 4:42',
    '_posts/2024-01-01-a.md link-dead 6:1 (in _includes/refs.md)',
    '_posts/2024-01-03-c.md link-dead 5:10',
    '_posts/2024-01-04-d.md link-empty 9:1',
    '_posts/2024-01-04-d.md shortcode 9:5',
    '_posts/2024-01-04-d.md link-empty 9:22',
  ]);
});

it('asks for no date where no post of a folder has one', async () => {
  const dated = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `letters/${index + 1}.md`,
      `---\ntitle: Letter ${index + 1}\ndate: 2024-01-${index + 1}\n---\nText.\n`,
    ]),
  );
  const found = await findingsOf({
    ...dated,
    'letters/undated.md': '---\ntitle: Undated\n---\nText.\n',
    'glossary/a.md': '---\ntitle: A\n---\nText.\n',
    'glossary/b.md': '---\ntitle: B\n---\nText.\n',
  });
  expect(found).toEqual(['letters/undated.md date-missing 2:1']);
});

it('says that a post is empty, not a page that its layout makes', async () => {
  const found = await findingsOf({
    'a.md': `${head}\n`,
    'search.md': '---\ntitle: Search\ndate: 2024-01-02\nlayout: search\n---\n',
    'b.md': '---\ntitle: B\ndate: 2024-01-02\nlayout: post\n---\n',
  });
  expect(found).toEqual(['a.md body-empty 4:4', 'b.md body-empty 5:4']);
});

it('tells a reference in raw HTML from one that nothing defines', async () => {
  const folder = emptyFolder();
  const body = '<div>\n[a][one] and [b][two]\n</div>\n\n[one]: https://example.org\n';
  writeFileSync(join(folder, 'a.md'), head + body);
  const { stdout } = await run(['check', '--json', folder]);
  expect(stdout).toContain('[a][one] are shown: in raw HTML');
  expect(stdout).toContain('nothing defines the reference [two]');
});
