import { lstatSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isInside } from '../archive/links.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable, shellWord } from '../terminal/terminal.js';
import type { Site } from './site.js';

/**
 * Where the configuration has the archive written; undefined where it does not say. It lies in the
 * folder and may be a stranger's: it can name places in that folder only, and none of Git's, where a
 * file may be a program. Whoever means another names it on the command line.
 *
 * @throws {Failure} with the status of a configuration that cannot be used
 */
export async function configuredOut({
  folder,
  defaults,
  readFrom,
}: Site): Promise<string | undefined> {
  const { out } = defaults;
  if (out === undefined) return undefined;
  const inner = relative(folder, out).split(sep);
  const link = linkOn(folder, inner);
  const what = !isInside(folder, out)
    ? 'leads out of the folder'
    : inner.some(isGits)
      ? "leads to Git's own files"
      : link === undefined
        ? undefined
        : `leads through the link ${printable(link)}`;
  if (what === undefined) return out;
  const file = join(folder, readFrom.at(-1) ?? '');
  throw new Failure(`${printable(file)}: out ${what}, to ${printable(out)}`, {
    status: exitStatus.configuration,
    hint: `If that is meant, say so on the command line: --out ${printable(shellWord(out))}`,
  });
}

/**
 * The first link on the way to a place. One that leads to another place in the folder is no better:
 * it may lead among Git's files. (The place itself is no link, the build sees to that.)
 */
function linkOn(folder: string, inner: readonly string[]): string | undefined {
  for (let length = 1; length < inner.length; length += 1) {
    const path = join(folder, ...inner.slice(0, length));
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() === true) return path;
  }
  return undefined;
}

/** Also by the name that Windows has for `.git`, and with characters that macOS passes over. */
function isGits(segment: string): boolean {
  return /^(?:\.git|git~\d)/i.test(segment.replace(/\p{Cf}/gu, ''));
}
