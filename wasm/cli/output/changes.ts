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
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode } from '../terminal/failure.js';

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
 * What is to be done to an old archive; undefined when it is too much, or the old one is not as a
 * build leaves it, and a new one must be put in its place.
 *
 * @param archive the old one
 * @param files all files of the new one
 * @param adopted those of them that stay as they are
 */
export function changesTo(
  archive: string,
  files: ReadonlySet<string>,
  adopted: ReadonlySet<string>,
): Changes | undefined {
  const changed = [...files].filter((path) => !adopted.has(path));
  if (changed.length > mostExchanged) return undefined;
  const gone: string[] = [];
  const emptied: string[] = [];
  const folders = new Set<string>();
  let staying = 0;
  /** Says whether the folder has a file of the new archive. */
  const look = (folder: string): boolean => {
    let isNeeded = folder === '';
    for (const item of readdirSync(`${archive}/${folder}`, { withFileTypes: true })) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.isDirectory()) {
        isNeeded = look(path) || isNeeded;
        folders.add(path);
      } else if (files.has(path)) {
        isNeeded = true;
        if (adopted.has(path)) staying += 1;
      } else {
        gone.push(path);
      }
    }
    if (!isNeeded) emptied.push(folder);
    return isNeeded;
  };
  look('');
  // A folder that is a link, or one where a file comes.
  const isOtherwise = staying !== adopted.size || changed.some((path) => folders.has(path));
  if (isOtherwise || changed.length + gone.length > mostExchanged) return undefined;
  return { changed, gone, emptied };
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
