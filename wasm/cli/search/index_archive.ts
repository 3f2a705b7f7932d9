import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIndex } from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import { Turns } from '../terminal/turns.js';
import { TemporaryRuns, type WriteFile, indexMemory } from './index_host.js';

/** Where the index lies in an archive. */
export const indexFolder = 'search';

/** Indexes the listed posts of an archive. */
export async function indexArchive(archive: Archive, write: WriteFile): Promise<void> {
  const host = new TemporaryRuns(write);
  const index = createIndex(host, { drafts: true, memory: indexMemory });
  const turns = new Turns();
  try {
    for (const { path } of archive.entries()) {
      const source = readIfThere(join(archive.root, path));
      // A file that has gone since it was listed will be noticed by whoever watches.
      if (source === undefined) continue;
      await index.add(path, source);
      await turns.giveWay();
    }
    await index.finish();
  } finally {
    index.dispose();
    await host.end();
  }
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
