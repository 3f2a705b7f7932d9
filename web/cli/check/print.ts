import { join } from 'node:path';
import { printable, type Colours } from '../terminal/terminal.js';
import type { Finding } from './finding.js';

/** So much of a long line is shown around the place that is meant. */
const shownColumns = 100;

/** Of these, so many before the place. */
const leadColumns = 40;

/** A character that takes two columns of a terminal. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/**
 * A finding as compilers print it: the place, what is wrong, the line with a caret below what is
 * meant, and how to mend it.
 *
 * @param folder the folder of the posts, as the user named it
 */
export function compilerLines(finding: Finding, folder: string, colours: Colours): string[] {
  const { file, line, column, severity, message, code, hint, length, source, fix } = finding;
  const paint = { error: colours.red, warning: colours.yellow, info: colours.cyan }[severity];
  const place = colours.bold(`${printable(join(folder, file))}:${line}:${column}:`);
  const lines = [
    `${place} ${paint(`${severity}:`)} ${printable(message)} ${colours.dim(`[${code}]`)}`,
  ];
  const gutter = String(line).length;
  if (source.trim() !== '') {
    const { shown, before, marked } = excerpt(source, column, length);
    lines.push(`  ${colours.dim(`${line} |`)} ${printable(shown.replaceAll('\t', ' '))}`);
    lines.push(`  ${' '.repeat(gutter)} ${colours.dim('|')} ${before}${paint('^'.repeat(marked))}`);
  }
  if (hint !== undefined && hint !== '') {
    const mends = fix === undefined ? '' : colours.dim(' (--fix)');
    lines.push(`  ${' '.repeat(gutter)} ${colours.dim('=')} ${printable(hint)}${mends}`);
  }
  return lines;
}

/** The part of a line around a column, and what leads to the column in a terminal. */
function excerpt(
  source: string,
  column: number,
  length: number,
): { shown: string; before: string; marked: number } {
  const characters = [...source];
  const isShort = widthOf(characters) <= shownColumns;
  let start = column - 1;
  for (let room = isShort ? Infinity : leadColumns; start > 0 && room > 0; start -= 1) {
    room -= widthOf(characters.slice(start - 1, start));
  }
  let end = start;
  for (let room = shownColumns; end < characters.length && room > 0; end += 1) {
    room -= widthOf(characters.slice(end, end + 1));
  }
  const head = start > 0 ? '…' : '';
  const tail = end < characters.length ? '…' : '';
  const leading = characters.slice(start, column - 1);
  const meant = characters.slice(column - 1, Math.min(column - 1 + length, end));
  return {
    shown: head + characters.slice(start, end).join('') + tail,
    before: head.replace('…', ' ') + leading.map(blankLike).join(''),
    marked: Math.max(
      1,
      meant.reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0),
    ),
  };
}

function widthOf(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0);
}

/** A blank as wide as the character. */
function blankLike(character: string): string {
  return wide.test(character) ? '  ' : ' ';
}

/** A finding as an annotation of GitHub Actions. */
export function annotation(
  { file, line, column, severity, message, code, hint }: Finding,
  folder: string,
): string {
  const kind = { error: 'error', warning: 'warning', info: 'notice' }[severity];
  const property = (text: string): string =>
    data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const data = (text: string): string =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const place = `file=${property(join(folder, file))},line=${line},col=${column},title=${property(code)}`;
  return `::${kind} ${place}::${data(hint ? `${message}\n${hint}` : message)}`;
}
