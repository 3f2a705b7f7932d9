import { createIndex } from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import { readFile } from '../archive/read_post.js';
import { foundPosts } from '../../page/site/listed.js';
import { Turns } from '../terminal/turns.js';
import { TemporaryRuns, type WriteFile, indexMemory } from './index_host.js';
import { manifestName, startName, startOf } from './index_start.js';

/** Where the index lies in an archive. */
export const indexFolder = 'search';

/** Indexes the listed posts of an archive. */
export async function indexArchive(archive: Archive, write: WriteFile): Promise<void> {
  let manifest = '';
  const paths: string[] = [];
  const host = new TemporaryRuns(async (name, content) => {
    if (name === manifestName) manifest = Buffer.from(content).toString('utf8');
    await write(name, content);
  });
  const index = createIndex(host, { drafts: true, memory: indexMemory });
  const turns = new Turns();
  try {
    for (const { path } of foundPosts({ posts: archive.entries() })) {
      const { whole } = readFile(archive.site, path);
      // A file that has gone since it was listed will be noticed by whoever watches.
      if (whole === undefined) continue;
      const indexed = await index.addPrepared(whole.prepared);
      if (indexed !== undefined) paths[indexed[0]] = path;
      await turns.giveWay();
    }
    await index.finish();
    await write(startName, startOf(manifest, host.start.files, paths, paths));
  } finally {
    index.dispose();
    await host.end();
  }
}
