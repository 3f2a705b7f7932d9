import { closeSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openRegularFile } from './regular_file.js';

/** How every manifest that Broadsheet writes begins. */
const manifestOpening = '{"format":"broadsheet-manifest"';

/**
 * Whether a folder looks like an archive as `broadsheet build` writes it: its posts are copies. Anyone
 * can make one that looks so; what may be done to its files does not depend on it.
 */
export async function isBuiltArchive(folder: string): Promise<boolean> {
  try {
    const { descriptor } = openRegularFile(join(folder, 'manifest.json'));
    try {
      const bytes = Buffer.alloc(manifestOpening.length);
      readSync(descriptor, bytes);
      return bytes.toString('latin1') === manifestOpening;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
