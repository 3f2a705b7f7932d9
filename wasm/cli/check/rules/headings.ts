import type { Rule } from '../finding.js';

/** What is wrong with headings. */
export const headingRules: readonly Rule[] = [
  {
    code: 'heading-skipped',
    severity: 'warning',
    *find({ source, post }) {
      // The level a post begins with is its own affair.
      let above: number | undefined;
      const places = [...source.matches(/^ {0,3}(#{1,6})(?=[ \t])[ \t]+\S.*$/gm)];
      let next = 0;
      for (const { level, text, pseudo } of post.toc) {
        if (pseudo) continue;
        const from = places.findIndex(
          (place, index) => index >= next && place[1]?.length === level,
        );
        const place = places[from];
        if (from !== -1) next = from + 1;
        if (above !== undefined && level > above + 1) {
          const marker = '#'.repeat(above + 1);
          yield {
            at: place?.span ?? source.locate(text),
            message: `the heading jumps from level ${above} to ${level}; readers with a screen reader look for what is between`,
            hint: `${marker} ${text}`,
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
      for (const { span } of source.matches(/^ {0,3}#{1,6}[ \t]*#*[ \t]*$/gm)) {
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
