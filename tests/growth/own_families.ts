import { type Family, parts, repeat, series } from './inputs.ts';

/** Front matter of `bytes` bytes but never above its limit, then a body that makes up the rest. */
function frontMatter(name: string, block: (bytes: number) => string): Family {
  const limit = 64_000;
  return {
    name: `front matter: ${name}`,
    make: (bytes) => {
      const head = `---\n${block(Math.min(bytes, limit))}\n---\n`;
      return head + repeat('Text of the body.\n', Math.max(0, bytes - head.length));
    },
  };
}

/** What newsletters are made of, at its worst: front matter, raw HTML, Chinese text, headings. */
export const ownFamilies: Family[] = [
  frontMatter('flat keys', (bytes) => series('', (index) => `k${index}: v\n`).make(bytes)),
  frontMatter('one key again and again', (bytes) => repeat('title: x\n', bytes)),
  frontMatter('nested lists', (bytes) => `x: ${repeat('[', bytes / 2)}${repeat(']', bytes / 2)}`),
  frontMatter('nested maps', (bytes) => `x: ${repeat('{a: ', bytes)}`),
  frontMatter('lines that are no YAML', (bytes) => repeat('a: b: "c\n', bytes)),
  frontMatter('aliases of aliases', (bytes) =>
    series('', (index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`).make(bytes),
  ),
  frontMatter('an unclosed quote', (bytes) => `x: "${repeat('\\n\n', bytes)}`),
  frontMatter('tags in a flow list', (bytes) => `tags: [${repeat('a, ', bytes)}]`),
  frontMatter('folded text', (bytes) => `x: >\n${repeat('  a\n\n', bytes)}`),
  {
    name: 'front matter: fences alone',
    make: (bytes) => repeat('---\n', bytes),
  },
  parts('raw HTML: unclosed tags', ['<div>', 1]),
  parts('raw HTML: blocks that are never closed', ['<div><b><i>\n\n', 1]),
  parts('raw HTML: closers alone', ['</div></b></p>\n', 1]),
  parts('raw HTML: nested tables', ['<table><tr><td>', 1]),
  {
    name: 'raw HTML: attributes of one tag',
    make: (bytes) => `<p ${series('', (index) => `a${index}="" `).make(bytes)}>`,
  },
  parts('raw HTML: duplicate attributes', ['<p ', 0], ['a=b ', 1], ['>', 0]),
  parts('raw HTML: one long attribute', ['<a href="', 0], ['&amp;', 1], ['">', 0]),
  parts('raw HTML: an attribute without end', ['x <a href="', 0], ['b', 1]),
  parts('raw HTML: quotes that open again', ['<a b="c\'>', 1]),
  parts('raw HTML: scripts', ['<script>x</script>', 1]),
  parts('raw HTML: unclosed scripts', ['<script>', 1]),
  parts('raw HTML: comments in comments', ['<!-- <!-- -->', 1]),
  parts('raw HTML: comments in lines', ['a <!-- b --> ', 1]),
  parts('raw HTML: dividers', ['<!--more-->\n\n', 1]),
  parts('raw HTML: entities without end', ['<b title="&#x', 0], ['1', 1], ['">', 0]),
  parts('raw HTML: emphasis across tags', ['**<b>**', 1]),
  parts('raw HTML: styles', ['<b style="color:red;width:1px">x</b>', 1]),
  parts('raw HTML: ids', ['<b id="a">x</b> [x](#a) ', 1]),
  parts('raw HTML: videos that are dropped', ['<iframe src="https://e.org/v"></iframe>\n\n', 1]),
  parts('raw HTML: formatting around blocks', ['<b><p></b>', 1]),
  parts('bold beside Chinese punctuation', ['**中：**文', 1]),
  parts('openers beside Chinese text', ['文**“', 1]),
  parts('closers beside Chinese text', ['”**文', 1]),
  parts('runs of every length beside Chinese text', ['文*”**“***。', 1]),
  parts('blanks within bold text', ['** 中 ** ', 1]),
  parts('Chinese text without a break', ['中', 1]),
  parts('bare addresses beside Chinese text', ['地址：https://e.org/路径。', 1]),
  parts('a bare address without end', ['https://e.org/', 0], ['a.,)', 1]),
  parts('bare addresses without blanks', ['http://a.b', 1]),
  parts('beginnings of bare addresses', ['://', 1]),
  parts('equal headings', ['# a\n', 1]),
  series('headings that are numbered like duplicates', (index) => `# a-${index}\n# a\n`),
  parts('bold headings', ['**a**\n\n', 1]),
  parts('one long heading', ['# ', 0], ['a *b* ', 1]),
  parts('references to one footnote', ['[^a]: x\n\n', 0], ['[^a] ', 1]),
  series('footnotes, each with its reference', (index) => `[^${index}]\n\n[^${index}]: x\n\n`),
  series('footnotes that refer to the next', (index) => `[^${index}]: [^${index + 1}]\n\n`),
  series('footnotes that are defined again', () => '[^a]: b\n\n'),
  parts('footnotes in labels', ['[^a]: ', 0], ['[^[^', 1]),
  parts('alerts', ['> [!NOTE]\n> a\n\n', 1]),
  parts('alerts in alerts', ['> ', 0.5], ['[!NOTE]\n', 0], ['> a\n', 0.5]),
  parts('shortcodes', ['{{< figure src="a.png" >}}\n\n', 1]),
  parts('unclosed shortcodes', ['{{< ', 1]),
  parts('shortcodes in lines', ['a {{< b "c" >}} ', 1]),
  parts('shortcodes that open and never close', ['{{% notice %}}\n', 1]),
  parts('links in headings', ['# [a](b) ![c](d)\n', 1]),
  parts('images with long labels', ['![', 0], ['a *b* ', 1], ['](c)', 0]),
  parts('images in images', ['![', 0.5], ['a', 0], ['](b)', 0.5]),
  parts('dangerous links', ['[a](javascript:b) ', 1]),
  parts('paths of dots', ['[a](', 0], ['../', 1], [')', 0]),
  parts('tables of one row', ['|a|b|\n|-|-|\n|c|d|\n\n', 1]),
  parts('tables below paragraphs', ['a\n|b|c|\n|-|-|\n|d|e|\n\n', 1]),
  parts('heads that no underline fits', ['a `|` `b | c\n|-|\n', 1]),
  parts('pieces of one head', ['a\n', 0], ['`|``|', 1], ['\n|-|-|\n', 0]),
  parts('footnotes that begin with code', ['[^a]:\n        b\n', 1]),
  parts('labels with raw HTML', ['[^a<b>]: c\n\n', 0], ['[^a<b>] ', 1]),
  parts('hard breaks', ['a  \n', 1]),
  parts('task lists in lists', ['- [ ] - [x] a\n', 1]),
];
