import type { IndexedPost } from 'broadsheet';
import { indexFolder, indexPosts } from '../search/index_archive.js';
import type { RecordedIndex } from './build_record.js';
import type { BuildStep } from './step.js';

const manifestName = 'search.json';

/** More changes than this share of the posts are indexed from the start. */
const mostAdded = 0.05;
const fewPosts = 20;

/**
 * `search/`: what the page searches. Where little has changed since the earlier build, its index
 * stays, and what has changed becomes an addition to it.
 */
export function writeIndex(): BuildStep {
  return {
    async finish({ archive, record, progress }, output) {
      const write = (name: string, content: Uint8Array): Promise<void> =>
        output.write(`${indexFolder}/${name}`, content);
      const stamps = new Map(
        archive.entries().map(({ path }) => [path, archive.stampOf(path) ?? '']),
      );
      const base = record.earlier?.index;
      const change = base && changeSince(base, stamps);
      const names = (base?.files ?? []).map((name) => `${indexFolder}/${name}`);
      if (
        base !== undefined &&
        change !== undefined &&
        names.every((name) => output.canAdopt(name))
      ) {
        for (const name of names) output.adopt(name);
        record.index = base;
        const { changed, superseded } = change;
        if (changed.length + superseded.length === 0) {
          await write(manifestName, Buffer.from(base.manifest));
        } else {
          // Names are hashes: an addition may have a file that the base has, too.
          const writeNew = (name: string, content: Uint8Array): Promise<void> =>
            output.has(`${indexFolder}/${name}`) ? Promise.resolve() : write(name, content);
          await indexPosts(archive, changed, writeNew, { base: base.manifest, superseded });
        }
        return;
      }
      const index: RecordedIndex = { manifest: '', files: [], posts: {} };
      const keep = async (name: string, content: Uint8Array): Promise<void> => {
        if (name === manifestName) index.manifest = Buffer.from(content).toString('utf8');
        else index.files.push(name);
        await write(name, content);
      };
      const posts = await indexPosts(archive, [...stamps.keys()], keep, {}, progress);
      index.posts = Object.fromEntries(
        [...posts].map(([path, indexed]) => [path, { stamp: stamps.get(path) ?? '', indexed }]),
      );
      record.index = index;
    },
  };
}

/** What is not as in an index; undefined when it is too much for an addition. */
function changeSince(
  { posts }: RecordedIndex,
  stamps: ReadonlyMap<string, string>,
): { changed: string[]; superseded: IndexedPost[] } | undefined {
  const changed = [...stamps.keys()].filter((path) => posts[path]?.stamp !== stamps.get(path));
  const old = Object.entries(posts).filter(([path, { stamp }]) => stamps.get(path) !== stamp);
  const most = Math.max(fewPosts, stamps.size * mostAdded);
  if (Math.max(changed.length, old.length) > most) return undefined;
  return { changed, superseded: old.map(([, { indexed }]) => indexed) };
}
