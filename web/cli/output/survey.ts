/*
 * What becomes of everything that lies where a new archive is to be: files of the old one go or stay,
 * all else stays, and where a file of the new one has no place for that nothing is done at all.
 */
import { lstatSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { itemsOf } from '../archive/folder_items.js';
import { hashOf } from '../archive/regular_file.js';
import { type BytePath, bytesOf, textOf } from '../archive/tree.js';
import { type EarlierFiles, type Foreign, foldersOf, stampOfFile } from './earlier_files.js';

/** See {@link survey}. */
export interface Survey {
  /** What is no file of the archive, each folder without such files as one; it stays. */
  foreign: BytePath[];
  /** Of these, what a file of the new archive would take the place of. */
  obstacles: Foreign[];
  /** The old archive's files, and foreign ones that are as the new one has them. */
  own: ReadonlyMap<string, string>;
  stamps: ReadonlyMap<string, string>;
}

/**
 * Looks at a folder for a new archive.
 *
 * @param folder where it is to be
 * @param files all its files and their hashes
 */
export function survey(
  folder: string,
  files: ReadonlyMap<string, string>,
  earlier: EarlierFiles,
): Survey {
  const { own, stamps } = earlier;
  if (earlier.foreign.length === 0) return { foreign: [], obstacles: [], own, stamps };
  const fold = foldOf(folder);
  const newFiles = new Map([...files.keys()].map((path) => [fold(path), path]));
  const newFolders = new Map<string, string>();
  for (const path of files.keys()) {
    for (const above of foldersOf(path)) newFolders.set(fold(above), above);
  }
  const found = {
    foreign: [] as BytePath[],
    obstacles: [] as Foreign[],
    own: new Map(own),
    stamps: new Map(stamps),
  };

  const look = (foreign: Foreign): void => {
    const path = textOf(foreign.path);
    const folded = fold(path);
    const [asFile, asFolder] = [newFiles.get(folded), newFolders.get(folded)];
    if (asFile === path && !foreign.isFolder) {
      const stamp = sameFile(join(folder, path), files.get(path));
      if (stamp !== undefined) {
        found.own.set(path, files.get(path) ?? '');
        found.stamps.set(path, stamp);
        return;
      }
    }
    const isUnderFile = [...foldersOf(path)].some((above) => newFiles.has(fold(above)));
    const isMerged = asFolder === path && foreign.isFolder;
    if (isUnderFile || asFile !== undefined || (asFolder !== undefined && !isMerged)) {
      found.obstacles.push(foreign);
    } else if (isMerged) {
      for (const item of itemsOf(join(folder, path))) {
        const inner = `${foreign.path}/${item.bytes ?? bytesOf(item.name)}`;
        look({ path: inner, isFolder: item.isFolder, isChanged: false });
      }
    } else {
      found.foreign.push(foreign.path);
    }
  };
  for (const foreign of earlier.foreign) look(foreign);
  return found;
}

/** The stamp of a regular file that has this hash; else undefined. */
function sameFile(file: string, hash: string | undefined): string | undefined {
  try {
    const found = lstatSync(file);
    return found.isFile() && hashOf(file) === hash ? stampOfFile(found) : undefined;
  } catch {
    return undefined;
  }
}

/** Where names that differ in case only are one name, they are compared without it. */
function foldOf(folder: string): (path: string) => string {
  const other = join(dirname(folder), swappedCase(basename(folder)));
  const [found, same] = [folder, other].map((path) =>
    lstatSync(path, { bigint: true, throwIfNoEntry: false }),
  );
  const isFolded = other !== folder && found !== undefined && found.ino === same?.ino;
  return isFolded ? (path) => path.normalize('NFC').toLowerCase() : (path) => path;
}

function swappedCase(name: string): string {
  const upper = name.toUpperCase();
  return upper === name ? name.toLowerCase() : upper;
}
