import type { Rule } from '../finding.js';

/** What is wrong with other Markdown. */
export const markupRules: readonly Rule[] = [
  {
    code: 'fence-unclosed',
    severity: 'error',
    *find({ source }) {
      const { unclosedFence } = source;
      if (unclosedFence === undefined) return;
      yield {
        at: unclosedFence.at,
        message: 'nothing closes this block of code: the rest of the post is part of it',
        hint: `write ${unclosedFence.marker} on a line of its own where the code ends`,
      };
    },
  },
  {
    code: 'table-cells',
    severity: 'warning',
    *find({ source }) {
      const lines = source.prose.split('\n');
      let at = 0;
      let columns = 0;
      for (const [index, line] of lines.entries()) {
        const row = line.trim();
        if (row === '' || !row.includes('|')) columns = 0;
        else if (columns > 0 && cells(row) > columns) {
          const start = at + line.length - line.trimStart().length;
          yield {
            at: { start, end: at + line.trimEnd().length },
            message: `the row has ${cells(row)} cells, the table ${columns} columns: the last are not shown`,
            hint: 'add columns to the heading, or write \\| for a bar that is text',
          };
        }
        const head = lines[index - 1]?.trim() ?? '';
        if (
          columns === 0 &&
          /^[\s|:-]*-[\s|:-]*$/.test(row) &&
          row.includes('|') &&
          head.includes('|')
        ) {
          // A line of dashes makes a table only of a heading with as many cells.
          if (cells(row) === cells(head)) columns = cells(head);
        }
        at += line.length + 1;
      }
    },
  },
  {
    code: 'html-dimension',
    severity: 'info',
    *find({ source }) {
      const shares = /<(?:img|video|iframe)\b[^<>]*?\s((?:width|height)=["']?\d+%["']?)/gi;
      for (const { 1: written = '', span } of source.matches(shares)) {
        yield {
          at: { start: span.end - written.length, end: span.end },
          message: `${written} is no HTML: width and height are numbers of pixels`,
          hint: 'leave it out; pictures are never wider than the text',
        };
      }
    },
  },
  {
    code: 'placeholder-text',
    severity: 'warning',
    *find({ source }) {
      // The sentence itself: a post may speak of it by its first words, or quote it.
      const filler = /(^[\s>*+\-#]*|[.!?][ \t]+)(lorem ipsum dolor sit amet)\b/gim;
      for (const { 1: before = '', 2: text = '', span } of source.matches(filler)) {
        const start = span.start + before.length;
        yield {
          at: { start, end: start + text.length },
          message: 'filler text was left in the post',
          hint: 'write the text',
        };
      }
    },
  },
  {
    code: 'list-no-blank',
    severity: 'info',
    *find({ source }) {
      // Two in a row: one line alone may be a number or a sign.
      for (const found of source.matches(/^(?:(\d{1,2})\.(?=[^\s\d.])[^\n]*\r?\n){2,}/gm)) {
        if (!/^1\./.test(found[0])) continue;
        yield {
          at: { start: found.span.start, end: found.span.start + 2 },
          message: 'no list: blanks are missing behind the numbers',
          hint:
            found[0]
              .split('\n')[0]
              ?.trim()
              .replace(/^(\d+\.)/, '$1 ') ?? '',
        };
      }
    },
  },
];

/** Counts the cells of a row: bars that are not escaped, without those at the ends. */
function cells(row: string): number {
  const inner = row.replace(/\\\|/g, '  ').replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').length;
}
