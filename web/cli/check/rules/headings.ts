import type { Rule } from '../finding.js';

/** What a heading's line says, without its marks and comments. */
function textOf(line: string): string {
  return line
    .replace(/<!--.*?(?:-->|$)/g, '')
    .replace(/^ {0,3}#{1,6}/, '')
    .replace(/(?:^|[ \t])#+[ \t]*$/, '')
    .trim();
}

/** What is wrong with headings. */
export const headingRules: readonly Rule[] = [
  {
    code: 'heading-skipped',
    severity: 'warning',
    *find({ source }) {
      // As written: the page closes such gaps. The level a post begins with is its own affair.
      let above: number | undefined;
      for (const found of source.matches(/^ {0,3}(#{1,6})[ \t].*$/gm)) {
        const level = found[1]?.length ?? 0;
        const written = textOf(found.whole);
        if (written === '') continue;
        if (above !== undefined && level > above + 1) {
          yield {
            at: found.span,
            message: `the heading jumps from level ${above} to ${level}; readers with a screen reader look for what is between`,
            hint: `${'#'.repeat(above + 1)} ${written}`,
          };
        }
        above = level;
      }
    },
  },
  {
    code: 'heading-empty',
    severity: 'warning',
    *find({ source }) {
      for (const { span, whole } of source.matches(/^ {0,3}#{1,6}(?:[ \t].*)?$/gm)) {
        // Code counts, which the prose leaves out.
        if (textOf(whole) !== '') continue;
        yield {
          at: span,
          message: 'a heading without text',
          hint: 'write the text, or take the line out',
        };
      }
    },
  },
  {
    code: 'heading-no-blank',
    severity: 'warning',
    *find({ source }) {
      for (const found of source.matches(/^ {0,3}(#{2,6})(?=[^\s#!\\])/gm)) {
        const marker = found[1] ?? '';
        const line = source.line(source.position(found.span.start).line).trim();
        yield {
          at: found.span,
          message: 'no heading: a blank is missing behind the #',
          hint: `${marker} ${line.slice(marker.length)}`,
          replacement: `${found[0]} `,
        };
      }
    },
  },
];
