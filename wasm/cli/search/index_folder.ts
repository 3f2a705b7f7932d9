import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createIndex, type IndexedPost, type IndexOptions } from 'broadsheet';
import { type Stamp, readPost, stampOf } from '../archive/read_post.js';
import { findMarkdown } from '../archive/scan.js';
import { isFuture } from '../site/publication.js';
import type { Site } from '../site/site.js';
import { mostChanges } from './additions.js';
import { TemporaryRuns, indexMemory, manifestName } from './index_host.js';

const stateName = '.index-state.json';
const stateVersion = 1;

/** What an index was made of, kept beside it. */
interface State {
  version: typeof stateVersion;
  /** The manifest without additions. */
  base: string;
  /** The base's files. */
  files: string[];
  /** Files of the addition. */
  added: string[];
  drafts: boolean;
  /** Every file of the base; without `indexed` if it is no post that readers see. */
  posts: Record<string, { stamp: Stamp; indexed?: IndexedPost }>;
}

export interface IndexFolderOptions {
  drafts: boolean;
  future: boolean;
  /** From the start, even if little has changed. */
  full: boolean;
}

/** What was done. */
export interface IndexReport {
  kind: 'full' | 'added' | 'unchanged';
  /** Posts that readers find. */
  posts: number;
  /** Posts that were read now. */
  read: number;
  failed: { path: string; reason: string }[];
}

/**
 * Indexes a folder of posts into `out`. Where there is an index with its state and little has
 * changed, only changed posts are read: they become an addition to it.
 */
export async function indexFolder(
  site: Site,
  out: string,
  options: IndexFolderOptions,
): Promise<IndexReport> {
  const files = new Set((await findMarkdown(site.root)).files);
  const stamps = new Map<string, Stamp>();
  for (const path of files) {
    const stamp = await stampOf(site.root, path, true);
    if (stamp !== undefined) stamps.set(path, stamp);
  }
  await mkdir(out, { recursive: true });
  const before = options.full ? undefined : await readState(out);
  if (before === undefined || before.drafts !== options.drafts) {
    return write(site, out, options, files, stamps, undefined, [...stamps.keys()]);
  }
  const changed = [...stamps]
    .filter(([path, stamp]) => before.posts[path]?.stamp !== stamp)
    .map(([path]) => path);
  const gone = Object.keys(before.posts).filter((path) => !stamps.has(path));
  const count = Object.keys(before.posts).length;
  if (changed.length + gone.length > mostChanges(count)) {
    return write(site, out, options, files, stamps, undefined, [...stamps.keys()]);
  }
  if (changed.length + gone.length === 0 && before.added.length === 0) {
    return { kind: 'unchanged', posts: countOf(before), read: 0, failed: [] };
  }
  return write(site, out, options, files, stamps, { state: before, gone }, changed);
}

async function write(
  site: Site,
  out: string,
  options: IndexFolderOptions,
  files: ReadonlySet<string>,
  stamps: ReadonlyMap<string, Stamp>,
  base: { state: State; gone: string[] } | undefined,
  paths: string[],
): Promise<IndexReport> {
  const written: string[] = [];
  let manifest = '';
  const host = new TemporaryRuns(async (name, content) => {
    if (name === manifestName) manifest = Buffer.from(content).toString('utf8');
    else {
      written.push(name);
      await writeFile(join(out, name), content);
    }
  });
  const index = createIndex(host, indexOptions(options, base, paths));
  const posts: State['posts'] = {};
  const failed: IndexReport['failed'] = [];
  let added = 0;
  try {
    for (const path of paths) {
      const { reading, whole } = readPost(site, path, files);
      if (reading.kind === 'failed') {
        failed.push({ path, reason: reading.reason });
        continue;
      }
      const listed = isListed(site, options, reading, whole !== undefined);
      const indexed =
        listed && whole !== undefined ? await index.addPrepared(whole.prepared) : undefined;
      added += indexed === undefined ? 0 : 1;
      const stamp = stamps.get(path) as Stamp;
      posts[path] = indexed === undefined ? { stamp } : { stamp, indexed };
    }
    await index.finish();
  } finally {
    index.dispose();
    await host.end();
  }
  const before = await readState(out);
  const state: State =
    base === undefined
      ? {
          version: stateVersion,
          base: manifest,
          files: written,
          added: [],
          drafts: options.drafts,
          posts,
        }
      : { ...base.state, added: written };
  await replace(join(out, manifestName), manifest);
  await replace(join(out, stateName), JSON.stringify(state));
  // Files that no manifest names any more.
  const kept = new Set([...state.files, ...state.added]);
  for (const name of [...(before?.files ?? []), ...(before?.added ?? [])]) {
    if (!kept.has(name)) await rm(join(out, name), { force: true });
  }
  const replaced = base === undefined ? 0 : supersededBy(base, paths).length;
  return {
    kind: base === undefined ? 'full' : 'added',
    posts: (base === undefined ? 0 : countOf(base.state) - replaced) + added,
    read: paths.length,
    failed,
  };
}

function indexOptions(
  { drafts }: IndexFolderOptions,
  base: { state: State; gone: string[] } | undefined,
  paths: string[],
): IndexOptions {
  const options = { drafts, memory: indexMemory };
  return base === undefined
    ? options
    : { ...options, base: base.state.base, superseded: supersededBy(base, paths) };
}

/** The base's posts that are gone or read anew. */
function supersededBy(base: { state: State; gone: string[] }, paths: string[]): IndexedPost[] {
  return [...base.gone, ...paths].flatMap((path) => {
    const indexed = base.state.posts[path]?.indexed;
    return indexed === undefined ? [] : [indexed];
  });
}

function isListed(
  site: Site,
  { drafts, future }: IndexFolderOptions,
  reading: ReturnType<typeof readPost>['reading'],
  isPost: boolean,
): boolean {
  if (!isPost || reading.kind !== 'post') return false;
  const { data } = reading.entry;
  return (
    (drafts || data.draft !== true) && (future || !isFuture(data.date, site.timeZone, Date.now()))
  );
}

function countOf({ posts }: State): number {
  return Object.values(posts).filter(({ indexed }) => indexed !== undefined).length;
}

async function readState(out: string): Promise<State | undefined> {
  try {
    const state = JSON.parse(await readFile(join(out, stateName), 'utf8')) as State;
    const manifest = await readFile(join(out, manifestName), 'utf8');
    return state.version === stateVersion && manifest.length > 0 ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Readers see the old file or the new one. */
async function replace(file: string, content: string): Promise<void> {
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}
