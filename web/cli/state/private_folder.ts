import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolders } from '../archive/make_folders.js';

/**
 * A folder below one of this user's, made where it is not there; undefined where it cannot be had for
 * this user alone.
 */
export function privateFolderBelow(
  base: string | undefined,
  ...inner: string[]
): string | undefined {
  if (base === undefined || !belongsToUs(base)) return undefined;
  try {
    makeFolders(base, 0o700);
    let folder = realpathSync(base);
    for (const segment of inner) {
      folder = join(folder, segment);
      if (!isPrivate(folder)) return undefined;
    }
    return folder;
  } catch {
    return undefined;
  }
}

/** With `sudo`, the home may be another's: nothing of root's is left there. */
function belongsToUs(folder: string): boolean {
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  return isOurs(statSync(existing).uid);
}

/** Makes the folder if there is none; says whether it is a folder that only this user may change. */
export function isPrivate(folder: string): boolean {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
    const found = lstatSync(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // Windows has lists of rights instead of modes; they come from the user's profile.
    const isShared = process.platform !== 'win32' && (found.mode & 0o022) !== 0;
    return found.isDirectory() && isOurs(found.uid) && !isShared;
  } catch {
    return false;
  }
}

function isOurs(owner: number): boolean {
  return process.geteuid === undefined || owner === process.geteuid();
}
