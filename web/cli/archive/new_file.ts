import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Tree, bytesOf } from './tree.js';

const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW = 0 } = constants;

/**
 * Writes a file that does not exist yet, with the folders above it; follows no links, and is there as a
 * whole or not at all.
 *
 * @param path relative to the folder, `/` between segments
 */
export function writeNewFile(folder: string, path: string, content: string): void {
  const file = new Tree(folder).make(bytesOf(path)).toString('utf8');
  try {
    write(file, content, 0o666);
  } catch (error) {
    // Only what was made here may be removed.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(file, { force: true });
    throw error;
  }
}

/**
 * Puts another content in the place of a file's: readers see the old one or the new one. The file is
 * a new one; other names that the old one has keep the old content.
 *
 * @param isStillSo asked last, when all is ready
 */
export function replaceFile(
  file: string,
  content: string,
  mode: number,
  isStillSo: () => void,
): void {
  // Short, for a name may have all the bytes that there may be, and one that nobody has foreseen.
  const aside = join(dirname(file), `.broadsheet-${randomBytes(9).toString('base64url')}`);
  try {
    write(aside, content, 0o600, mode);
    isStillSo();
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function write(file: string, content: string, mode: number, later = mode): void {
  const descriptor = openSync(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    writeFileSync(descriptor, content);
    if (later !== mode) fchmodSync(descriptor, later);
  } finally {
    closeSync(descriptor);
  }
}
