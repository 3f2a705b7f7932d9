/* Defects planted one by one: each must be found, where it is, and nothing besides. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from './command.js';

interface Found {
  code: string;
  severity: string;
  file: string;
  line: number;
  column: number;
  message: string;
  hint?: string;
  source: string;
  fixable: boolean;
}

/** A post with a title and date of its own, whose body begins in line 5. */
let number = 0;
function post(body: string, more = ''): string {
  number += 1;
  const day = `2024-${String((number % 12) + 1).padStart(2, '0')}-01`;
  return `---\ntitle: Letter ${number}\ndate: ${day}\n${more}---\n${body}`;
}

/** What is planted: the code that must be found, its line, and the file's content. */
const planted: readonly [code: string, line: number, content: string | Buffer, name?: string][] = [
  // The front matter, as the core reads it.
  ['yaml-syntax', 4, '---\ntitle: Open\ntags: [a, b\ndate: 2024-01-01\n---\nText.\n'],
  ['front-matter-unclosed', 1, '---\ntitle: Never closed\ndate: 2024-01-01\n\nText.\n'],
  ['date-unreadable', 3, '---\ntitle: Sometime\ndate: next spring\n---\nText.\n'],
  ['key-duplicate', 4, '---\ntitle: Twice\ndate: 2024-01-01\ntitle: Twice again\n---\nText.\n'],
  ['value-type', 4, post('Text.\n', 'draft: [no]\n')],
  ['cover-markdown', 4, post('Text.\n', 'cover: "[c](https://example.org/c.png)"\n')],
  ['toml-syntax', 2, '+++\ntitle = Unquoted text\ndate = 2024-01-01\n+++\nText.\n'],
  ['json-syntax', 2, '{\n"title": Unquoted,\n"date": "2024-01-01"\n}\n\nText.\n'],
  // The front matter, as other readers take it.
  [
    'front-matter-lenient',
    4,
    '---\ntitle: Quoted\ndescription: "Two lines\n"\ndate: 2024-01-01\n---\nText.\n',
  ],
  ['front-matter-not-first', 1, `\n\n${post('Text.\n')}`],
  ['byte-order-mark', 1, `\uFEFF${post('Text.\n')}`],
  ['title-missing', 2, '---\ntitle: ""\ndate: 2024-01-01\n---\nText without a heading.\n'],
  ['date-unlikely', 3, '---\ntitle: Old\ndate: 1924-05-12\n---\nText.\n'],
  ['date-missing', 2, '---\ntitle: Undated\n---\nText.\n'],
  ['language-unknown', 4, post('Text.\n', 'lang: klingonese\n')],
  ['term-is-list', 4, post('Text.\n', 'tags: ["one; two"]\n')],
  ['term-repeated', 4, post('Text.\n', 'tags: [garden, Garden]\n')],
  ['term-similar', 4, post('Text.\n', 'tags: [open-source]\n')],
  ['title-duplicate', 2, '---\ntitle: The same\ndate: 2024-02-02\n---\nText.\n', 'title-b.md'],
  ['slug-duplicate', 4, post('Text.\n', 'slug: one-address\n'), 'slug-b.md'],
  ['url-elsewhere', 4, post('Text.\n', 'url: https://example.org/a/\n')],
  ['address-changed', 4, post('Text.\n', `tags: [${'标'.repeat(88)}]\n`), 'tag-long.md'],
  ['address-changed', 4, post('Text.\n', 'slug: con\n'), 'slug-device.md'],
  ['address-changed', 4, post('Text.\n', 'url: /a:/b?c/\n'), 'url-characters.md'],
  ['address-changed', 4, post('Text.\n', `url: ${'a/'.repeat(2500)}\n`), 'url-deep.md'],
  ['address-changed', 4, post('Text.\n', 'url: /\n'), 'url-nothing.md'],
  ['address-changed', 4, post('Text.\n', `author: ${'x'.repeat(300)}\n`), 'author-long.md'],
  ['address-changed', 4, post('Text.\n', `category: ${'x'.repeat(300)}\n`), 'category-long.md'],
  ['address-taken', 4, post('Text.\n', 'url: /manifest.json\n'), 'url-own.md'],
  ['address-taken', 4, post('Text.\n', 'url: /posts/sound.md/\n'), 'url-copy.md'],
  ['address-taken', 4, post('Text.\n', 'url: /first.html/inner/\n'), 'url-within.md'],
  ['address-taken', 4, post('Text.\n', 'permalink: /FIRST.html\n'), 'url-case.md'],
  ['address-taken', 4, post('Text.\n', 'url: /e\u0301/\n'), 'url-normal.md'],
  ['alias-left-out', 4, post('Text.\n', 'aliases: [/old/, /first.html]\n'), 'alias-taken.md'],
  ['alias-left-out', 4, post('Text.\n', 'aliases: [//host.example/old/]\n'), 'alias-host.md'],
  ['alias-left-out', 4, post('Text.\n', 'alias: /feed.json\n'), 'alias-own.md'],
  ['body-empty', 4, '---\ntitle: Nothing\ndate: 2024-01-01\n---\n'],
  ['file-name', 1, post('Text.\n'), 'what is this?.md'],
  // Characters.
  ['invalid-utf8', 6, Buffer.concat([Buffer.from(post('\n')), Buffer.from([0xc4, 0xe3, 0x0a])])],
  ['character-lost', 5, post('Lost \uFFFD.\n')],
  ['control-character', 5, post('Back\u0008space.\n')],
  ['invisible-character', 5, post('Zero\u200Bwidth.\n')],
  ['line-endings-mixed', 5, post('One.\r\nTwo.\n')],
  ['conflict-marker', 5, post('<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> branch\n')],
  // Headings.
  ['heading-skipped', 7, post('## Two\n\n#### Four\n')],
  ['heading-empty', 5, post('## \n\nText.\n')],
  ['heading-no-blank', 5, post('##Heading\n\nText.\n')],
  ['html-dimension', 5, post('<img src="https://example.org/a.png" alt="A tree" width="100%">\n')],
  // Links.
  ['link-misspelled', 5, post('See [this](hhttps://example.org/).\n')],
  ['link-incomplete', 5, post('Write to [us](letters@example.org).\n')],
  ['link-punctuation', 5, post('See [this](https://example.org/。)\n')],
  ['link-scheme', 5, post('See [this](javascript:alert(1)).\n')],
  ['link-empty', 5, post('See [this]().\n')],
  ['link-without-text', 5, post('See [](https://example.org/).\n')],
  ['link-placeholder', 5, post('See [this](TODO).\n')],
  ['link-text-differs', 5, post('[https://example.org](https://example.com)\n')],
  ['link-fragment', 7, post('## Here\n\n[There](#there)\n')],
  ['link-dead', 5, post('[The next](no-such-letter.md)\n')],
  ['file-withheld', 5, post('See [all of them](subscribers.csv).\n')],
  ['link-blank-before-address', 5, post('See [this] (https://example.org/).\n')],
  ['link-full-width', 5, post('请看[这里]（https://example.org/）。\n')],
  ['link-reference', 5, post('See [this][that].\n')],
  // Pictures.
  ['image-alt-missing', 5, post('![](https://example.org/a.png)\n')],
  ['image-alt-generic', 5, post('![图片](https://example.org/a.png)\n')],
  ['image-insecure', 5, post('![A bed](http://example.org/a.png)\n')],
  ['image-missing', 5, post('![A bed](pictures/none.png)\n')],
  ['image-empty', 5, post('![A bed]()\n')],
  ['image-scheme', 5, post('![A bed](file:///bed.png)\n')],
  ['cover-missing', 4, post('Text.\n', 'cover: none.png\n')],
  // Other Markdown.
  ['literal-emphasis', 5, post('Bold** at its end only.\n')],
  ['html-left-out', 5, post('<script>alert(1)</script>\n')],
  ['html-comment', 5, post('<!-- never closed\n\nText.\n')],
  ['fence-unclosed', 5, post('```js\nlet a;\n')],
  ['table-cells', 7, post('| a | b |\n| - | - |\n| 1 | 2 | 3 |\n')],
  ['footnote-undefined', 5, post('Said so.[^1]\n')],
  ['footnote-unused', 7, post('Text.\n\n[^1]: Nobody asks.\n')],
  ['shortcode', 5, post('{{< nobody-knows >}}\n')],
  ['placeholder-text', 5, post('Lorem ipsum dolor sit amet.\n')],
  ['list-no-blank', 5, post('1.One.\n2.Two.\n')],
];

/** Posts that a planted one collides with, and what has no defect at all. */
const sound: Record<string, string> = {
  'title-a.md': '---\ntitle: The same\ndate: 2024-01-02\n---\nText.\n',
  'slug-a.md': post('Text.\n', 'slug: one-address\n'),
  'address-a.md': post('Text.\n', 'url: /first.html\naliases: [/double//slash/]\n'),
  'address-b.md': post('Text.\n', 'url: /é/\n'),
  'tags-a.md': post('Text.\n', 'tags: [open source]\n'),
  'tags-b.md': post('Text.\n', 'tags: [open source]\n'),
  'pictures/bed.png': 'png',
  'subscribers.csv': 'name,mail',
  'sound.md': post(
    `### A letter may begin with level 3

#hashtag, \`##code\` and \`hhttps://x\`, 50 % and a * b * c.

[Here](#a-letter-may-begin-with-level-3) [file](title-a.md) [page](title-a/) [mail](mailto:a@example.org)
![A bed of tulips](pictures/bed.png) <https://example.org/> Unsafe[Mutable][Raw][Buffer]Pointer a[0][1]

\`\`\`
##Heading [a]() ![](x.png) <<<<<<<
hhttps://example.org | a | b
\`\`\`

    indented ##code [a]()

| a | b |
| - | - |
| \`x\\|y\` | 2 |

1.5 kg of earth, 2.5 kg of sand.

Said so.[^note]

[^note]: By everybody.
`,
  ),
  'sound.zh.md': post('**要点：**（见[下文](https://example.org/a（b）)）。“引用”——完。\n'),
};

let folder = '';
const found = new Map<string, Found[]>();

beforeAll(async () => {
  folder = temporaryFolder();
  const files: [string, string | Buffer][] = [
    ...planted.map(
      ([code, , content, name]) => [name ?? `${code}.md`, content] as [string, string],
    ),
    ...Object.entries(sound),
  ];
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const { stdout } = await run(['check', '.', '--json'], { cwd: folder });
  for (const finding of (JSON.parse(stdout) as { diagnostics: Found[] }).diagnostics) {
    found.set(finding.file, [...(found.get(finding.file) ?? []), finding]);
  }
});

describe('at least forty kinds of defects', () => {
  it('are planted', () => {
    expect(new Set(planted.map(([code]) => code)).size).toBeGreaterThanOrEqual(40);
  });

  it.each(planted)('%s is found in line %d, and nothing besides', (code, line, _content, name) => {
    const findings = found.get(name ?? `${code}.md`) ?? [];
    expect(findings.map((finding) => [finding.code, finding.line])).toEqual([[code, line]]);
    const [finding] = findings;
    expect(finding?.message.length).toBeGreaterThan(10);
    // Of what the sanitizer leaves out, the message says it all.
    if (code !== 'html-left-out') expect(finding?.hint ?? '').not.toBe('');
    // The hint is about this very place: the column lies in the line.
    expect(finding?.column).toBeLessThanOrEqual([...(finding?.source ?? '')].length + 1);
  });

  it('are not seen where there are none', () => {
    for (const name of Object.keys(sound)) expect(found.get(name), name).toBeUndefined();
  });
});
