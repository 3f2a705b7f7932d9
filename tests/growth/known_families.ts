import { type Family, parts, repeat, series } from './inputs.ts';

/**
 * The families that md4c's and cmark's own tests of hostile input know (test/pathological-tests.py,
 * test/pathological_tests.py), written as generators of any size.
 */
export const knownFamilies: Family[] = [
  // Both.
  parts('nested strong emphasis', ['*a **a ', 0.5], ['b', 0], [' a** a*', 0.5]),
  parts('closers of emphasis alone', ['a_ ', 1]),
  parts('openers of emphasis alone', ['_a ', 1]),
  parts('openers of three', ['a***', 1]),
  parts('closing brackets alone', ['a]', 1]),
  parts('opening brackets alone', ['[a', 1]),
  parts('openers and closers that do not match', ['*a_ ', 1]),
  parts('cmark issue 389', ['*a ', 0.4], ['_a*_ ', 0.6]),
  parts('runs whose sum is a multiple of three', ['a**b', 0], ['c* ', 1]),
  parts('opening brackets and closers of emphasis', ['[ a_', 1]),
  parts('a link across emphasis', ['**x [a*b**c*](d) ', 1]),
  parts('nested brackets', ['[', 0.5], ['a', 0], [']', 0.5]),
  parts('nested quotes', ['> ', 1], ['a', 0]),
  series('nested lists, a level a line', (index) => `${'  '.repeat(index)}* a\n`),
  parts('zero bytes', ['abc\0de\0', 1]),
  series('code spans of growing fences', (index) => `e${'`'.repeat(index + 1)}`),
  parts('unclosed links in angle brackets', ['[a](<b', 1]),
  parts('unclosed links', ['[a](b', 1]),
  parts('unclosed comments', ['</', 0], ['<!--', 1]),
  parts('unclosed instructions', ['x', 0], ['<?', 1]),
  parts('unclosed CDATA', ['x', 0], ['<![CDATA[', 1]),
  parts('unclosed declarations', ['x', 0], ['<!A ', 1]),
  parts('angle brackets', ['<>', 1]),
  parts('empty lines behind nested lists', ['- ', 0.5], ['x', 0], ['\n', 0.5]),
  parts('empty lines behind lists in a quote', ['> ', 0], ['- ', 0.5], ['x\n', 0], ['>\n', 0.5]),
  parts('emphasis in deep quotes', ['>', 0.3], ['a*', 0.7]),
  series('many definitions of references', (index) => `[${index}]: u\n`),
  {
    name: 'many references to one of many definitions',
    make: (bytes) =>
      series('', (index) => `[${index}]: u\n`).make(bytes * 0.7) + repeat('[0] ', bytes * 0.3),
  },
  // md4c's.
  parts('line ends of every kind', ['# h1\r\n\r\na\rb\r\n\r- x\r\n- y\r', 1]),
  parts('byte order marks', ['\ufefffoo', 1]),
  parts('brackets, a parenthesis, a link', ['[ (](', 1]),
  parts('images of empty brackets', ['![[]()', 1]),
  parts('code spans and escapes', ['\\``', 1]),
  parts('links', ['[t](/u) ', 1]),
  parts('images with brackets in their addresses', ['[![img](url[)]() ', 1]),
  parts(
    'brackets disabled by an image',
    ['[', 0.33],
    ['![img](/url', 0],
    ['[', 0.33],
    [')](/outer)', 0],
    [']', 0.33],
  ),
  parts('a thematic break, broken at its end', ['* ', 1], ['a', 0]),
  parts('nested brackets and an unused definition', ['[', 0.5], [']', 0.5], ['\n\n[a]: /b', 0]),
  parts('broken autolinks of www', ['www._', 1], ['x', 0]),
  parts('a huge table', ['th|', 0.3], ['\n', 0], ['-|', 0.2], ['\n', 0], ['td\n', 0.5]),
  parts('broken links over lines', ['](\n[', 1]),
  parts('broken links over lines, the other way', ['](  [\n', 1]),
  {
    name: 'one long address for many references',
    make: (bytes) => `[x]: ${repeat('x', bytes / 2)}${repeat('\n[x]', bytes / 2)}`,
  },
  parts('nested references to footnotes', ['[^na]:\n\n', 0], ['[^', 0.6], ['x', 0], [']', 0.4]),
];
