/*
 * A new archive takes the place of the old one by two renames. In between, what is not the archive's
 * is moved over: each file or folder by one rename, none is opened or copied.
 */
import { lstatSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { itemsOf } from '../archive/folder_items.js';
import { type BytePath, Tree, bytesOf, exists } from '../archive/tree.js';
import { systemCode } from '../terminal/failure.js';
import { isAsSeen } from './earlier_files.js';
import { listName } from './file_list.js';
import type { Survey } from './survey.js';

/** Moves what is foreign from one folder to another, as far as it has not been moved yet. */
export function moveForeign(from: string, to: string, foreign: readonly BytePath[]): void {
  const [source, target] = [new Tree(from), new Tree(to)];
  for (const path of foreign) {
    const file = source.reach(path);
    if (file === undefined || !exists(file)) continue;
    const place = target.make(path);
    // What has come there is somebody's, too.
    if (!exists(place)) renameSync(file, place);
  }
}

/**
 * Removes an old archive's files. What has come into the folder since it was looked at stays.
 *
 * @param taken files that the new archive has taken over: another name of theirs remains
 * @returns what has stayed
 */
export function removeOwn(
  folder: string,
  { own, stamps }: Pick<Survey, 'own' | 'stamps'>,
  taken: ReadonlySet<string>,
): BytePath[] {
  const left: BytePath[] = [];
  const isRemovable = (path: string, file: string): boolean =>
    own.has(path) && (taken.has(path) || isAsSeen(lstatSync(file), stamps.get(path)));
  const clear = (inner: string, before: string): void => {
    for (const { name, bytes, isFolder } of itemsOf(inner)) {
      const path = `${before}${name}`;
      const file = join(inner, name);
      if (bytes !== undefined) left.push(`${bytesOf(before)}${bytes}`);
      else if (isFolder) clear(file, `${path}/`);
      else if (!isRemovable(path, file)) left.push(bytesOf(path));
      // The last to go: whoever must go on with this tells by it what the archive's files are.
      else if (path !== listName) unlinkSync(file);
    }
    if (before !== '') removeIfEmpty(inner);
  };
  clear(folder, '');
  const list = join(folder, listName);
  if (exists(list) && isRemovable(listName, list)) unlinkSync(list);
  removeIfEmpty(folder);
  return left;
}

/** Removes a folder if it is there, and empty. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? ''))
      throw error;
  }
}
