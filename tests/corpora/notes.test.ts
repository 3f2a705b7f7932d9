/*
 * Footnotes beside an independent parser of GitHub's: where notes begin and end, what they hold, and
 * which texts refer to them. Each case that differs is listed with its reason.
 */
import { init, renderHtml } from 'broadsheet';
import { micromark } from 'micromark';
import { gfmFootnote, gfmFootnoteHtml } from 'micromark-extension-gfm-footnote';
import { beforeAll, describe, expect, test } from 'vitest';

beforeAll(() => init());

/** Places where a guess made before the parser ran took a note for text, or text for a note. */
const onceLost: Record<string, string> = {
  'a comment in a code span': 'Text `<!--` here[^1].\n\n[^1]: note\n',
  'a fence that its list item ends': '- item\n  ```\n  code\n\nText[^1].\n\n[^1]: note\n',
  'a fence that its quote ends': '> ```\n> code\n\nText[^1].\n\n[^1]: note\n',
  'indented code with a fence': '    ```\n\nText[^1].\n\n[^1]: note\n',
  'a fence in raw HTML': '<div>\n```\n</div>\n\nText[^1].\n\n[^1]: note\n',
  'a last fence that is not closed': 'Text[^1].\n\n[^1]: note\n\n```\ncode\n',
  'a definition in a quote': '> Text[^1].\n>\n> [^1]: note\n',
};

const cases: Record<string, string> = {
  ...onceLost,
  'several paragraphs': 'A[^a]\n\n[^a]: one\n\n    two\n\nB\n',
  'a list and code': 'A[^a]\n\n[^a]:\n    - x\n    - y\n\n    ```js\n    z\n    ```\n',
  'indented code': 'A[^a]\n\n[^a]: text\n\n        code\n',
  'a quote within': 'A[^a]\n\n[^a]: > quoted\n    > more\n',
  'a lazy line': 'A[^a]\n\n[^a]: one\ntwo\n',
  'a heading ends it': 'A[^a]\n\n[^a]: one\n# H\n',
  'a list ends it': 'A[^a]\n\n[^a]: one\n- x\n',
  'a rule ends it': 'A[^a]\n\n[^a]: one\n***\n',
  'no lazy line behind a blank one': 'A[^a]\n\n[^a]: one\n\ntwo\n',
  'an empty first line': 'A[^a]\n\n[^a]:\n\n    one\n',
  'nothing at all': 'A[^a]\n\n[^a]:\n',
  'one right behind the other': 'A[^a] B[^b]\n\n[^a]: one\n[^b]: two\n',
  'in the middle of a paragraph': 'A[^a]\n[^a]: one\n',
  'in a list item': '- A[^a]\n\n  [^a]: one\n\n      two\n',
  'indented by three': 'A[^a]\n\n   [^a]: one\n',
  'indented by four': 'A[^a]\n\n    [^a]: one\n',
  'labels without regard to case': 'A[^Ab]\n\n[^aB]: one\n',
  'labels with blanks': 'A[^a b]\n\n[^a b]: one\n',
  'labels with brackets': 'A[^a[b]\n\n[^a[b]: one\n',
  'labels with markup': 'A[^*a*] *b*\n\n[^*a*]: one\n',
  'no label': 'A[^]\n\n[^]: one\n',
  'a backslash': 'A\\[^a] [^a]\n\n[^a]: one\n',
  'behind an exclamation mark': 'A![^a]\n\n[^a]: one\n',
  'with parentheses behind': 'A[^a](b)\n\n[^a]: one\n',
  'in emphasis': '**A[^a]**\n\n[^a]: one\n',
  'in code': '`[^a]` [^a]\n\n[^a]: one\n',
  'in a heading': '# A[^a]\n\n[^a]: one\n',
  'in fenced code': '```\n[^a]: no\n```\n\nA[^a]\n',
  'in a comment': '<!--\n[^a]: no\n-->\n\nA[^a]\n',
  'defined twice': 'A[^a]\n\n[^a]: one\n\n[^a]: two\n',
  'before its reference': '[^a]: one\n\nA[^a]\n',
  'references in the order of use': 'A[^b] B[^a] C[^b]\n\n[^a]: one\n\n[^b]: two\n',
  'a note in a note': 'A[^a]\n\n[^a]: one\n\n    [^b]: two\n\nB[^b]\n',
  'a note that refers to another': 'A[^a]\n\n[^a]: one[^b]\n\n[^b]: two\n',
  'links defined in a note': 'A[^a] [x]\n\n[^a]: one\n\n    [x]: https://e.org\n',
  tabs: 'A[^a]\n\n[^a]:\tone\n\n\ttwo\n',
  'raw HTML within': 'A[^a]\n\n[^a]: <b>one</b>\n',
};

/** Differences, each with its reason. */
const explained: Record<string, string> = {};

interface Notes {
  article: string;
  notes: string[];
}

/** Ours and theirs in common terms: references as numbers, notes without links back. */
function notesOf(html: string): Notes {
  const section = html.indexOf('<section');
  const article = section === -1 ? html : html.slice(0, section);
  const list = section === -1 ? '' : html.slice(section);
  const plain = (part: string) =>
    part
      .replaceAll(' />', '>')
      .replace(/<sup[^>]*><a[^>]*data-footnote-ref[^>]*>(\d+)<\/a><\/sup>/g, '{$1}')
      .replace(/ ?<a[^>]*data-footnote-backref[^>]*>.*?<\/a>/gs, '')
      .replace(/<(h[1-6]|p) id="[^"]*">/g, '<$1>')
      .replace(/\n+/g, '\n')
      .trim();
  const notes = [
    ...list.matchAll(
      /<li id="[^"]*fn-[^"]*">(.*?)\n<\/li>(?=\n(?:<li id="|<\/ol>\n<\/section>))/gs,
    ),
  ];
  return { article: plain(article), notes: notes.map(([, note = '']) => plain(note)) };
}

const ours = (source: string) =>
  notesOf(renderHtml(source, { headings: 'keep', html: 'pass', emphasis: 'commonmark' }));
const theirs = (source: string) =>
  notesOf(
    micromark(source, {
      allowDangerousHtml: true,
      extensions: [gfmFootnote()],
      htmlExtensions: [gfmFootnoteHtml()],
    }),
  );

describe('notes are those of an independent parser', () => {
  for (const [name, source] of Object.entries(cases)) {
    const reason = explained[name];
    test(reason === undefined ? name : `${name} (${reason})`, () => {
      // They leave out notes that nothing refers to; we show them, last.
      const { article, notes } = theirs(source);
      const found = ours(source);
      const same = { article: found.article, notes: found.notes.slice(0, notes.length) };
      if (reason === undefined) expect(same).toEqual({ article, notes });
      else expect(same).not.toEqual({ article, notes });
    });
  }
});

test('notes that were once lost are found', () => {
  for (const [name, source] of Object.entries(onceLost)) {
    expect(ours(source).notes, name).toEqual(['<p>note</p>']);
  }
});
