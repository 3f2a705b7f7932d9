import { join } from 'node:path';
import { createIndex, type IndexedPost, type IndexOptions } from 'broadsheet';
import { type Stamp, readPost, stampOf } from '../archive/read_post.js';
import { findMarkdown } from '../archive/scan.js';
import { type EarlierFiles, earlierFiles, stampsName, stampsOf } from '../output/earlier_files.js';
import { listName } from '../output/file_list.js';
import { abandonOnSignal } from '../output/interruption.js';
import { type Committed, Replacement } from '../output/replacement.js';
import { Staging } from '../output/staging.js';
import { stateOfIncludes } from '../generators/rules.js';
import { isPublished } from '../site/publication.js';
import type { Site } from '../site/site.js';
import type { StateFolder } from '../state/state_folder.js';
import { mostChanges } from './additions.js';
import { TemporaryRuns, indexMemory } from './index_host.js';
import { manifestName } from './index_start.js';

const stateName = 'index.json';
const stateVersion = 2;

/** What an index was made of, kept with the state of this user. */
interface State {
  version: typeof stateVersion;
  /** The digest of the list of files that was published with it. */
  list: string;
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
  expired: boolean;
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
  /** In words, what an owner should know of the folder. */
  notes: string[];
}

/**
 * Indexes a folder of posts into `out`, which is replaced as an archive is: what is not of the index
 * stays. Where there is an index with its state and little has changed, only changed posts are read:
 * they become an addition to it.
 */
export async function indexFolder(
  site: Site,
  out: string,
  options: IndexFolderOptions,
): Promise<IndexReport> {
  const files = new Set((await findMarkdown(site.root, site.folders)).files);
  const stamps = new Map<string, Stamp>();
  const includes = stateOfIncludes(site);
  for (const path of files) {
    const stamp = await stampOf(site.root, path, true);
    if (stamp !== undefined) stamps.set(path, stamp + includes);
  }
  const interruption = abandonOnSignal();
  const place = await Replacement.begin(out, site.root, 'index');
  interruption.place = place;
  try {
    const known = place.state && join(place.state.path, stampsName);
    const earlier = earlierFiles({ folder: place.target, known });
    const making = { site, options, files, stamps, place, earlier };
    const before = options.full ? undefined : readState(place.state, earlier);
    const all = [...stamps.keys()];
    if (before === undefined || before.drafts !== options.drafts) {
      return await write(making, undefined, all);
    }
    const changed = all.filter((path) => before.posts[path]?.stamp !== stamps.get(path));
    const gone = Object.keys(before.posts).filter((path) => !stamps.has(path));
    const count = Object.keys(before.posts).length;
    if (changed.length + gone.length > mostChanges(count))
      return await write(making, undefined, all);
    if (changed.length + gone.length === 0 && before.added.length === 0) {
      return { kind: 'unchanged', posts: countOf(before), read: 0, failed: [], notes: place.notes };
    }
    return await write(making, { state: before, gone }, changed);
  } finally {
    place.abandon();
    interruption.ignore();
  }
}

/** An index in the making. */
interface Making {
  site: Site;
  options: IndexFolderOptions;
  files: ReadonlySet<string>;
  stamps: ReadonlyMap<string, Stamp>;
  place: Replacement;
  earlier: EarlierFiles;
}

/** What an addition is made to. */
interface Base {
  state: State;
  gone: string[];
}

async function write(
  { site, options, files, stamps, place, earlier }: Making,
  base: Base | undefined,
  paths: string[],
): Promise<IndexReport> {
  const staging = new Staging(place.staging);
  staging.adoptFrom({ folder: place.target, files: earlier, copies: {} });
  for (const name of base?.state.files ?? []) staging.adopt(name);
  const written: string[] = [];
  let manifest = '';
  const host = new TemporaryRuns(async (name, content) => {
    if (name === manifestName) manifest = Buffer.from(content).toString('utf8');
    else written.push(name);
    // Names are hashes of contents: the base may have the same file.
    if (!staging.files.has(name)) await staging.write(name, content);
  }, place.scratch);
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
  const replaced = base === undefined ? 0 : supersededBy(base, paths).length;
  const count = (base === undefined ? 0 : countOf(base.state) - replaced) + added;
  const report: IndexReport = {
    kind: base === undefined ? 'full' : 'added',
    posts: count,
    read: paths.length,
    failed,
    notes: place.notes,
  };
  // An index of nothing takes the place of none.
  if (count === 0) return report;
  await staging.writeList();
  const committed = await place.commit(staging, earlier);
  const { drafts } = options;
  const made =
    base === undefined
      ? { base: manifest, files: written, added: [], posts }
      : { ...base.state, added: written };
  leaveState(place, staging, committed, { ...made, drafts });
  return { ...report, notes: [...place.notes, ...committed.notes] };
}

function leaveState(
  { state, target }: Replacement,
  staging: Staging,
  { kept }: Committed,
  made: Omit<State, 'version' | 'list'>,
): void {
  const list = staging.files.get(listName) ?? '';
  try {
    const stamps = stampsOf(target, staging.files, kept);
    state?.write(stampsName, JSON.stringify({ list, stamps }));
    state?.write(stateName, JSON.stringify({ ...made, version: stateVersion, list }));
  } catch {
    // The next run reads everything anew.
  }
}

function indexOptions(
  { drafts }: IndexFolderOptions,
  base: Base | undefined,
  paths: string[],
): IndexOptions {
  const options = { drafts, memory: indexMemory };
  return base === undefined
    ? options
    : { ...options, base: base.state.base, superseded: supersededBy(base, paths) };
}

/** The base's posts that are gone or read anew. */
function supersededBy(base: Base, paths: string[]): IndexedPost[] {
  return [...base.gone, ...paths].flatMap((path) => {
    const indexed = base.state.posts[path]?.indexed;
    return indexed === undefined ? [] : [indexed];
  });
}

function isListed(
  site: Site,
  shown: IndexFolderOptions,
  reading: ReturnType<typeof readPost>['reading'],
  isPost: boolean,
): boolean {
  if (!isPost || reading.kind !== 'post') return false;
  const { entry, publication } = reading;
  return (
    entry.unlisted !== true && isPublished(entry, publication, shown, site.timeZone, Date.now())
  );
}

function countOf({ posts }: State): number {
  return Object.values(posts).filter(({ indexed }) => indexed !== undefined).length;
}

function readState(state: StateFolder | undefined, earlier: EarlierFiles): State | undefined {
  try {
    const known = JSON.parse(state?.read(stateName) ?? 'null') as State | null;
    const isOfThis = known?.version === stateVersion && known.list === earlier.list;
    const names = isOfThis ? [...known.files, ...known.added, manifestName] : [];
    return isOfThis && names.every((name) => earlier.own.has(name)) ? known : undefined;
  } catch {
    return undefined;
  }
}
