import { isAbsolute, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from 'broadsheet';
import type { Finding } from './finding.js';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Findings as SARIF 2.1.0, the form that code scanning and editors read.
 *
 * @param folder the folder of the posts, as the user named it
 */
export function sarifOf(findings: readonly Finding[], folder: string): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const results = findings.map(({ code, severity, message, hint, file, line, column, length }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: hint ? `${message}\n${hint}` : message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(join(folder, file)) },
          region: { startLine: line, startColumn: column, endColumn: column + length },
        },
      },
    ],
  }));
  const driver = { name: 'broadsheet', version: version(), rules: codes.map((id) => ({ id })) };
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      // Columns are counted in characters, of which one may be two units of UTF-16.
      runs: [{ tool: { driver }, columnKind: 'unicodeCodePoints', results }],
    },
    undefined,
    2,
  );
}

/** Relative paths stay relative: who reads the file knows the repository's root. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}
