/*
 * An archive in which little has changed is mended instead of replaced: thousands of links to files
 * that stay, and as many removals, take longer than all else that a build does then. While the files
 * are exchanged the archive has a hidden name, so that nobody sees a mixture of old and new; a
 * journal tells the next build what is left to do where the process dies meanwhile.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode } from '../terminal/failure.js';
import type { EarlierFiles } from './earlier_files.js';

/** What makes a new archive of an old one. All paths relative to it, `/` between segments. */
export interface Changes {
  /** Files that lie in the staging folder and are new in the archive or replace one there. */
  changed: string[];
  /** Files that go. */
  gone: string[];
  /** Folders without any file afterwards, inner ones first. */
  emptied: string[];
}

/** So many files are exchanged in about ten milliseconds, in which there is no archive. */
const mostExchanged = 500;

const journalName = '.changes.json';
const undoName = '.undo';

/**
 * What is to be done to an old archive; undefined when it is too much and a new one must be put in its
 * place.
 *
 * @param earlier what the old one has
 * @param files all files of the new one
 * @param adopted those of them that stay as they are
 */
export function changesTo(
  earlier: EarlierFiles,
  files: ReadonlySet<string>,
  adopted: ReadonlySet<string>,
): Changes | undefined {
  const changed = [...files].filter((path) => !adopted.has(path));
  if (changed.length > mostExchanged) return undefined;
  const gone: string[] = [];
  const needed = new Set<string>();
  for (const path of [...earlier.untouched, ...earlier.others]) {
    if (!files.has(path)) gone.push(path);
    else for (const folder of foldersOf(path)) needed.add(folder);
  }
  // A file that comes where a folder is.
  const isOtherwise = earlier.folders.some((path) => files.has(path));
  if (isOtherwise || changed.length + gone.length > mostExchanged) return undefined;
  return { changed, gone, emptied: earlier.folders.filter((path) => !needed.has(path)) };
}

/** All folders that a file lies in, the archive's own left out. */
function* foldersOf(path: string): Generator<string> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    yield path.slice(0, end);
  }
}

/**
 * Makes ready to change an archive that is still in its place.
 *
 * @returns false where the file system has no links, which are needed to undo it
 */
export function prepareChanges(staging: string, archive: string, changes: Changes): boolean {
  mkdirSync(join(staging, undoName));
  for (const [number, path] of changes.changed.entries()) {
    try {
      linkSync(join(archive, path), undoFile(staging, number));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') continue;
      rmSync(join(staging, undoName), { recursive: true });
      return false;
    }
  }
  writeFileSync(join(staging, journalName), JSON.stringify(changes));
  return true;
}

/** What a process has prepared that was killed; undefined where that cannot be read. */
export function preparedChanges(staging: string): Changes | undefined {
  try {
    return JSON.parse(readFileSync(join(staging, journalName), 'utf8')) as Changes;
  } catch {
    return undefined;
  }
}

/** Takes away the folders that have become empty, as far as nobody else has put something there. */
export function removeEmptied(archive: string, { emptied }: Changes): void {
  for (const path of emptied) {
    try {
      rmdirSync(join(archive, path));
    } catch {
      // The next build looks at it again.
    }
  }
}

/**
 * Exchanges the files.
 *
 * @param isResumed whether some may be exchanged already
 */
export function exchangeFiles(
  staging: string,
  archive: string,
  { changed, gone }: Changes,
  isResumed: boolean,
): void {
  for (const [number, path] of gone.entries()) {
    const file = join(archive, path);
    if (isResumed && !existsSync(file)) continue;
    renameSync(file, undoFile(staging, changed.length + number));
  }
  for (const path of changed) {
    const file = join(staging, path);
    const place = join(archive, path);
    if (isResumed && !existsSync(file)) continue;
    if (!existsSync(dirname(place))) mkdirSync(dirname(place), { recursive: true });
    renameSync(file, place);
  }
}

/** Puts back what {@link exchangeFiles} has exchanged before it failed. */
export function undoExchange(staging: string, archive: string, { changed, gone }: Changes): void {
  for (const [number, path] of changed.entries()) {
    // What has not come yet is still in the staging folder.
    if (existsSync(join(staging, path))) continue;
    const place = join(archive, path);
    const old = undoFile(staging, number);
    if (existsSync(old)) renameSync(old, place);
    else unlinkSync(place);
  }
  for (const [number, path] of gone.entries()) {
    const old = undoFile(staging, changed.length + number);
    if (existsSync(old)) renameSync(old, join(archive, path));
  }
}

function undoFile(staging: string, number: number): string {
  return join(staging, undoName, String(number));
}
