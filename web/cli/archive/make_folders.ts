import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../terminal/failure.js';
import { exists } from './tree.js';

/**
 * Makes a folder and those above it that are not there. Node's own function tries for ever where a
 * folder is there and takes no others, and says that there is none: `/proc` does so.
 */
export function makeFolders(folder: string, mode = 0o777): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder || exists(above)) throw error;
    makeFolders(above, mode);
    makeFolders(folder, mode);
  }
}
