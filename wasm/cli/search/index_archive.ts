import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IndexOptions, type IndexedPost, createIndex } from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import type { Progress } from '../terminal/progress.js';
import { Turns } from '../terminal/turns.js';
import { TemporaryRuns, type WriteFile, indexMemory } from './index_host.js';

/** Where the index lies in an archive. */
export const indexFolder = 'search';

/** Indexes the listed posts of an archive. */
export async function indexArchive(archive: Archive, write: WriteFile): Promise<void> {
  const paths = archive.entries().map(({ path }) => path);
  await indexPosts(archive, paths, write);
}

/**
 * Indexes some posts of an archive, by default into an index of their own.
 *
 * @returns where each post stands in the index
 */
export async function indexPosts(
  archive: Archive,
  paths: readonly string[],
  write: WriteFile,
  options: IndexOptions = {},
  progress?: Progress,
): Promise<Map<string, IndexedPost>> {
  const host = new TemporaryRuns(write);
  const index = createIndex(host, { ...options, drafts: true, memory: indexMemory });
  const posts = new Map<string, IndexedPost>();
  const turns = new Turns();
  try {
    for (const [done, path] of paths.entries()) {
      progress?.show('Indexing posts', done, paths.length);
      const source = readIfThere(join(archive.root, path));
      // A file that has gone since it was listed will be noticed by whoever watches.
      if (source === undefined) continue;
      const { indexed } = await index.add(path, source);
      if (indexed !== undefined) posts.set(path, indexed);
      await turns.giveWay();
    }
    await index.finish();
  } finally {
    index.dispose();
    await host.end();
  }
  return posts;
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
