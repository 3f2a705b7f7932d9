import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { systemCode } from '../terminal/failure.js';
import { isHiddenFile } from './publishable.js';

/** Where a path inside the folder leads when all links are followed. */
export type Target =
  | {
      kind: 'file' | 'folder';
      /** The real path relative to the root, `/` between segments. */
      inner: string;
    }
  | { kind: 'refused'; reason: string; isFolder?: boolean; isMissing?: boolean };

/**
 * Follows every link in `path`, which is relative to `root` (itself a real path), and refuses what
 * ends outside the root or among its hidden files: an archive shows the folder its owner named and
 * nothing else of the machine. Blocks: Node's promises take several times the processor time, and posts
 * name thousands of files.
 */
export async function followLinks(root: string, path: string): Promise<Target> {
  try {
    const named = join(root, path);
    // Most often there is nothing, which need not become an error.
    if (statSync(named, { throwIfNoEntry: false }) === undefined) return toNothing;
    const real = realpathSync.native(named);
    const slashed = relative(root, real).split(sep).join('/');
    const found = statSync(real);
    const isFolder = found.isDirectory();
    if (!isInside(root, real)) {
      return { kind: 'refused', reason: 'a link that leaves the folder', isFolder };
    }
    if (isHiddenFile(slashed)) {
      return { kind: 'refused', reason: 'a link to a hidden file or folder', isFolder };
    }
    if (isFolder) return { kind: 'folder', inner: slashed };
    if (found.isFile()) return { kind: 'file', inner: slashed };
    return { kind: 'refused', reason: 'not a regular file' };
  } catch (error) {
    if (systemCode(error) === 'ELOOP') {
      return { kind: 'refused', reason: 'a link that leads in a circle' };
    }
    if (systemCode(error) === 'EACCES') {
      return { kind: 'refused', reason: 'a link to something without permission to read it' };
    }
    return toNothing;
  }
}

const toNothing = { kind: 'refused', reason: 'a link to nothing', isMissing: true } as const;

/** Whether a real path is a folder's own or leads to something below it. */
export function isInside(folder: string, real: string): boolean {
  const inner = relative(folder, real);
  return inner !== '..' && !inner.startsWith(`..${sep}`) && !isAbsolute(inner);
}
