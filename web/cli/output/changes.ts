/*
 * An archive in which little has changed is mended instead of replaced: thousands of links to files
 * that stay, and as many removals, take longer than all else that a build does then. While the files
 * are exchanged the archive has a hidden name, so that nobody sees a mixture of old and new; the
 * journal tells the next build what is left to do where the process dies meanwhile. What is not the
 * archive's stays where it is, and is not touched.
 */
import { linkSync, lstatSync, mkdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { Tree, bytesOf, exists } from '../archive/tree.js';
import { Failure, exitStatus, systemCode } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { type EarlierFiles, addFolders, foldersOf, isAsSeen } from './earlier_files.js';
import type { Survey } from './survey.js';

/** What makes a new archive of an old one. All paths relative to it, `/` between segments. */
export interface Changes {
  /** Files that lie in the staging folder and are new in the archive or replace one there. */
  changed: string[];
  /** Files that go. */
  gone: string[];
  /** Folders that are not there yet, outer ones first. */
  fresh: string[];
  /** Folders without any file of the archive afterwards, inner ones first. */
  emptied: string[];
}

/** So many files are exchanged in about ten milliseconds, in which there is no archive. */
const mostExchanged = 500;

/**
 * What is to be done to an old archive; undefined when it is too much and a new one must be put in its
 * place.
 *
 * @param archive where it lies
 * @param files all files of the new one and their hashes
 */
export function changesTo(
  archive: string,
  { own, foreign }: Survey,
  { folders }: EarlierFiles,
  files: ReadonlyMap<string, string>,
): Changes | undefined {
  const changed = [...files].filter(([path, hash]) => own.get(path) !== hash).map(([path]) => path);
  const gone = [...own.keys()].filter((path) => !files.has(path));
  // A file that comes where a folder is, or the other way round.
  const isOtherwise =
    folders.some((path) => files.has(path)) ||
    changed.some((path) => [...foldersOf(path)].some((folder) => own.has(folder)));
  const isMore = changed.length + gone.length > mostExchanged;
  const isAnother = changed.length === files.size && foreign.length === 0;
  if (isOtherwise || isMore || isAnother) return undefined;
  const needed = new Set<string>();
  for (const path of files.keys()) addFolders(path, needed);
  const forChanged = new Set(changed.flatMap((path) => [...foldersOf(path)]));
  const fresh = [...forChanged].filter((path) => !exists(join(archive, path)));
  // What is above is shorter.
  fresh.sort((one, other) => one.length - other.length);
  return { changed, gone, fresh, emptied: folders.filter((path) => !needed.has(path)) };
}

/** The three places that an exchange is about. */
export interface Exchange {
  /** The files that come. */
  staging: string;
  /** The archive. */
  archive: string;
  /** The files that go. */
  undo: string;
}

/**
 * Makes ready to change an archive that is still in its place.
 *
 * @returns false where the file system has no links, which are needed to undo it
 * @throws {Failure} when a file of the archive is not as it was when the archive was looked at
 */
export function prepareChanges(
  { archive, undo }: Exchange,
  changes: Changes,
  { stamps }: Survey,
): boolean {
  mkdirSync(undo);
  const { changed, gone } = changes;
  const requireAsSeen = (path: string): void => {
    if (!isAsSeen(lstatSync(join(archive, path)), stamps.get(path))) throw changedMeanwhile(path);
  };
  try {
    for (const path of gone) requireAsSeen(path);
    for (const [number, path] of changed.entries()) {
      if (!stamps.has(path)) continue;
      requireAsSeen(path);
      linkSync(join(archive, path), join(undo, String(number)));
    }
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    rmSync(undo, { recursive: true, force: true });
    return false;
  }
}

/**
 * Exchanges the files.
 *
 * @param isResumed whether some may be exchanged already
 */
export function exchangeFiles(places: Exchange, changes: Changes, isResumed: boolean): void {
  const { archive, staging, undo } = places;
  const tree = new Tree(archive);
  const coming = new Tree(staging);
  for (const [number, path] of changes.gone.entries()) {
    const file = tree.reach(bytesOf(path));
    if (isResumed && (file === undefined || !exists(file))) continue;
    renameSync(file ?? join(archive, path), undoFile(undo, changes, number));
  }
  for (const [number, path] of changes.changed.entries()) {
    const file = coming.reach(bytesOf(path));
    if (isResumed && (file === undefined || !exists(file))) continue;
    const place = tree.make(bytesOf(path));
    // Nothing but what was linked before is replaced.
    const isOurs = exists(join(undo, String(number))) || !exists(place);
    if (!isOurs && isResumed) continue;
    if (!isOurs) throw changedMeanwhile(path);
    renameSync(file ?? join(staging, path), place);
  }
}

/** Puts back what was exchanged before something failed. */
export function undoExchange({ staging, archive, undo }: Exchange, changes: Changes): void {
  const { changed, gone, fresh } = changes;
  for (const [number, path] of changed.entries()) {
    // What has not come yet is still in the staging folder.
    if (exists(join(staging, path))) continue;
    const place = join(archive, path);
    const old = join(undo, String(number));
    if (exists(place)) renameSync(place, join(staging, path));
    // Linked, not moved: whoever must go on with this tells by it that the file was there.
    if (exists(old)) linkSync(old, place);
  }
  for (const [number, path] of gone.entries()) {
    const old = undoFile(undo, changes, number);
    if (exists(old)) renameSync(old, join(archive, path));
  }
  removeFolders(archive, [...fresh].reverse());
}

/** Takes away the folders that have become empty, as far as nobody else has put something there. */
export function removeEmptied(archive: string, { emptied }: Changes): void {
  removeFolders(archive, emptied);
}

function removeFolders(archive: string, folders: readonly string[]): void {
  const tree = new Tree(archive);
  for (const path of folders) {
    try {
      const folder = tree.reach(bytesOf(path));
      if (folder !== undefined) rmdirSync(folder);
    } catch {
      // Something of somebody else's is in it.
    }
  }
}

/** Where a file goes that leaves the archive; those that are replaced come first. */
function undoFile(undo: string, { changed }: Changes, number: number): string {
  return join(undo, String(changed.length + number));
}

function changedMeanwhile(path: string): Failure {
  return new Failure(`${printable(path)} was changed in the archive while it was built`, {
    status: exitStatus.unusable,
    hint: 'Nothing was changed by this build. Run it again.',
  });
}
