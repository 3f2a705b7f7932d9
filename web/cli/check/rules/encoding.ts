import type { Rule } from '../finding.js';

/** What is wrong with the characters of a file. */
export const encodingRules: readonly Rule[] = [
  {
    code: 'byte-order-mark',
    severity: 'warning',
    *find({ source: { text } }) {
      if (!text.startsWith('\uFEFF')) return;
      yield {
        at: { start: 0, end: 1 },
        message:
          'the file begins with a byte order mark, behind which other readers miss the front matter',
        hint: 'save it as UTF-8 without a mark',
        replacement: '',
      };
    },
  },
  {
    code: 'character-lost',
    severity: 'warning',
    *find({ source: { text }, post }) {
      // Bytes that are no UTF-8 are the core's finding.
      if (post.diagnostics.some(({ code }) => code === 'invalid-utf8')) return;
      for (const found of text.matchAll(/\uFFFD+/g)) {
        yield {
          at: { start: found.index, end: found.index + found[0].length },
          message: 'characters were lost when the file was converted once (U+FFFD)',
          hint: 'write them again',
        };
      }
    },
  },
  {
    code: 'control-character',
    severity: 'warning',
    *find({ source: { text } }) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      for (const found of text.matchAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]+/g)) {
        const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
        yield {
          at: { start: found.index, end: found.index + found[0].length },
          message: `a control character (U+${code}) that readers cannot see`,
          hint: 'take it out',
          replacement: '',
        };
      }
    },
  },
  {
    code: 'invisible-character',
    severity: 'info',
    *find({ source }) {
      // Joiners are left alone: scripts and emoji need them. So are zero width spaces beside marks of
      // Markdown, which make them count for other readers.
      for (const { span, whole } of source.matches(
        /(?<![*_`~[\](){}<>"|\u200B])\u200B+(?![*_`~[\](){}<>"|\u200B])|[\u2060\uFEFF]+/g,
      )) {
        const code = whole.charCodeAt(0).toString(16).toUpperCase();
        yield {
          at: span,
          message: `an invisible character (U+${code}), which breaks searching and copying`,
          hint: 'take it out',
          replacement: '',
        };
      }
    },
  },
  {
    code: 'line-endings-mixed',
    severity: 'info',
    *find({ source }) {
      const feeds = source.text.split('\n').length - 1;
      const returns = source.text.split('\r\n').length - 1;
      if (returns === 0 || returns === feeds) return;
      const first = source.text.indexOf('\r\n');
      yield {
        at: { start: first, end: first + 1 },
        message: `${returns} of ${feeds} lines end in CR LF, the others in LF`,
        hint: 'let the editor write one kind',
      };
    },
  },
  {
    code: 'conflict-marker',
    severity: 'error',
    *find({ source: { text } }) {
      for (const found of text.matchAll(/^<{7} \S.*$/gm)) {
        yield {
          at: { start: found.index, end: found.index + 7 },
          message: 'a conflict marker of Git was left in the post',
          hint: 'keep one of the two versions and take the three marker lines out',
        };
      }
    },
  },
];
