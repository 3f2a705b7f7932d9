import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** How every manifest that Broadsheet writes begins. */
const manifestOpening = '{"format":"broadsheet-manifest"';

/**
 * Whether a folder is an archive as `broadsheet build` writes it: its posts are copies, and the
 * folder may be replaced.
 */
export async function isBuiltArchive(folder: string): Promise<boolean> {
  try {
    const file = await open(join(folder, 'manifest.json'));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(manifestOpening.length));
      return buffer.toString('latin1', 0, bytesRead) === manifestOpening;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
