import { join } from 'node:path';
import type { Diagnostic } from 'broadsheet';
import { byPath } from '../archive/scan.js';
import { type coloursFor, printable } from './terminal.js';

type Colours = ReturnType<typeof coloursFor>;

/** A diagnostic that knows the file it is about. */
export interface Finding extends Diagnostic {
  file: string;
}

/**
 * Gives each diagnostic its file as seen from where the command runs (editors and terminals make
 * `file:line:column` clickable), sorted by file and place.
 */
export function findingsOf(
  named: string,
  posts: readonly { path: string; diagnostics: readonly Diagnostic[] }[],
): Finding[] {
  return posts
    .flatMap(({ path, diagnostics }) =>
      diagnostics.map((diagnostic) => ({ ...diagnostic, file: join(named, path) })),
    )
    .sort(
      (one, other) =>
        byPath(one.file, other.file) ||
        one.line - other.line ||
        one.column - other.column ||
        byPath(one.code, other.code),
    );
}

/** `file:line:column: severity: message [code]`, and the hint on a line of its own. */
export function linesOf(finding: Finding, colours: Colours): string[] {
  const { file, line, column, severity, message, code, hint } = finding;
  const place = colours.bold(`${printable(file)}:${line}:${column}:`);
  const paint = { error: colours.red, warning: colours.yellow, info: colours.cyan }[severity];
  const tag = colours.dim(`[${code}]`);
  const lines = [`${place} ${paint(`${severity}:`)} ${printable(message)} ${tag}`];
  if (hint !== undefined && hint !== '') lines.push(`  ${printable(hint)}`);
  return lines;
}
