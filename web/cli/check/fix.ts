/*
 * `check --fix`: mends what has one safe answer. The change is shown first; a file is written aside
 * and renamed, and only when it is still as it was read.
 */
import { type Stats, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { replaceFile } from '../archive/new_file.js';
import { mostPostBytes, readRegularFile } from '../archive/regular_file.js';
import { Failure, exitStatus, systemFailure } from '../terminal/failure.js';
import { printable, tell, type Colours } from '../terminal/terminal.js';
import type { Finding, Fix } from './finding.js';

/** A file that can be mended. */
export interface Mending {
  file: string;
  before: string;
  after: string;
  /** How many findings are mended. */
  count: number;
}

/** Makes all safe changes to the files in memory, and nothing else. */
export function mend(root: string, findings: readonly Finding[]): Mending[] {
  const byFile = new Map<string, Fix[]>();
  for (const { file, fix } of findings) {
    if (fix !== undefined) byFile.set(file, [...(byFile.get(file) ?? []), fix]);
  }
  const mendings: Mending[] = [];
  for (const [file, fixes] of byFile) {
    const path = join(root, file);
    if (lstatSync(path).isSymbolicLink()) {
      tell(`${printable(file)} is a link, and not mended: mend the file that it leads to`);
      continue;
    }
    const bytes = readRegularFile(path, mostPostBytes);
    const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    // Bytes that are no text would be lost on the way back.
    if (!Buffer.from(before).equals(bytes)) continue;
    const { text, count } = applied(before, fixes);
    if (text !== before) mendings.push({ file, before, after: text, count });
  }
  return mendings;
}

function applied(text: string, fixes: readonly Fix[]): { text: string; count: number } {
  const sorted = [...fixes].sort((one, other) => one.start - other.start || one.end - other.end);
  const parts: string[] = [];
  let at = 0;
  let count = 0;
  for (const { start, end, text: replacement } of sorted) {
    // Two findings about one place: the first is mended, the next run sees the other.
    if (start < at) continue;
    parts.push(text.slice(at, start), replacement);
    at = end;
    count += 1;
  }
  return { text: parts.join('') + text.slice(at), count };
}

/** The changes as a unified diff. */
export function diffOf({ file, before, after }: Mending, folder: string, colours: Colours): string {
  const name = join(folder, file);
  const patch = createTwoFilesPatch(name, name, before, after, undefined, undefined, {
    context: 1,
  });
  return patch
    .split('\n')
    .filter((line) => !line.startsWith('====='))
    .map((line) => {
      const shown = printable(line);
      if (/^(?:\+\+\+|---)/.test(line)) return colours.bold(shown);
      if (line.startsWith('+')) return colours.green(shown);
      if (line.startsWith('-')) return colours.red(shown);
      return line.startsWith('@@') ? colours.cyan(shown) : shown;
    })
    .join('\n');
}

/** Writes a mended file, unless somebody else has written it in the meantime. */
export function save(root: string, { file, before, after }: Mending): void {
  const path = join(root, file);
  try {
    const found = lstatSync(path);
    replaceFile(path, after, found.mode & 0o7777, () => {
      if (!isUnchanged(path, found, before)) throw changedMeanwhile(path);
    });
  } catch (error) {
    throw systemFailure(error, `cannot write ${printable(path)}`);
  }
}

function isUnchanged(path: string, found: Stats, before: string): boolean {
  const { ino, mode } = lstatSync(path);
  const isSame = ino === found.ino && mode === found.mode && found.isFile();
  return isSame && readRegularFile(path, mostPostBytes).equals(Buffer.from(before));
}

function changedMeanwhile(path: string): Failure {
  return new Failure(`${printable(path)} was changed while it was checked; it is left alone`, {
    status: exitStatus.unusable,
    hint: 'Run the check again.',
  });
}
