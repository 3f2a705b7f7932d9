/*
 * What lies in the folder that a build writes to: files of an earlier archive, told by its list and
 * their content, and others, which are none of our business. For a large archive a thread looks at
 * it, while this one reads the record and finds the posts.
 */
import { type Stats, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { itemsOf } from '../archive/folder_items.js';
import { tickOf } from '../archive/read_post.js';
import { hashOf, readRegularFile } from '../archive/regular_file.js';
import { type BytePath, bytesOf } from '../archive/tree.js';
import { systemCode } from '../terminal/failure.js';
import { Thread } from '../threads/thread.js';
import { listName, readList } from './file_list.js';

/** Something in the folder that is no file of the archive. */
export interface Foreign {
  path: BytePath;
  /** A folder none of whose files are the archive's; it was not entered. */
  isFolder: boolean;
  /** The list names a file here, of another content. */
  isChanged: boolean;
}

/** What there is in a folder; paths relative to it, `/` between segments. */
export interface EarlierFiles {
  /** Hashes of the archive's own files, the list among them, by path. */
  own: ReadonlyMap<string, string>;
  /** The stamps of these files. */
  stamps: ReadonlyMap<string, string>;
  /** Folders on the way to them, inner ones first. */
  folders: readonly string[];
  foreign: readonly Foreign[];
  /** Of these, what leads from addresses of builds before, with the paths of the posts. */
  moved: Readonly<Record<string, string>>;
  /** The digest of the list. */
  list: string | undefined;
}

/** Stamps as the last build has left the files of an archive: such a file need not be read. */
export interface KnownStamps {
  /** The digest of the archive's list. */
  list: string;
  stamps: Readonly<Record<string, string>>;
}

/** The file of a state folder that holds {@link KnownStamps}. */
export const stampsName = 'stamps.json';

export interface EarlierTask {
  folder: string;
  /** The file with the known stamps, in a folder of this user. */
  known: string | undefined;
}

export interface EarlierReply {
  kind: 'listed';
  files: EarlierFiles;
}

/** A list that is on its way. */
export interface Listing {
  files(): Promise<EarlierFiles>;
  end(): void;
}

/**
 * An archive whose list is smaller than this, of some four thousand posts, is looked at here: a thread
 * costs as much as that to start.
 */
const smallList = 1 << 19;

/** Known stamps are a file of this user's. */
const mostBytes = 1 << 29;

export function listEarlier(task: EarlierTask): Listing {
  const size = statSync(join(task.folder, listName), { throwIfNoEntry: false })?.size ?? 0;
  if (size < smallList) {
    return { files: async () => earlierFiles(task), end: () => undefined };
  }
  let listed: EarlierReply | undefined;
  const thread = new Thread<'list', EarlierReply>(
    'earlier_files_worker.js',
    'lists the files of the last build',
    task,
    (reply) => {
      listed = reply;
    },
  );
  thread.send('list');
  return {
    async files() {
      await thread.until(() => listed !== undefined);
      return (listed as EarlierReply).files;
    },
    end: () => thread.end(),
  };
}

/** Looks at a folder; there need not be one. */
export function earlierFiles({ folder, known }: EarlierTask): EarlierFiles {
  const list = readList(folder);
  const looked = new Look(folder, list?.files ?? new Map(), knownStamps(known, list?.digest));
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) looked.enter('');
  return { ...looked, moved: list?.moved ?? {}, list: list?.digest };
}

/**
 * Identifies one state of a file of an archive. A file that was written this moment could be written
 * again within one tick of its file system's clock: it has the empty stamp, which is like no other.
 */
export function stampOfFile(found: Stats): string {
  const { ino, size, mtimeMs, ctimeMs } = found;
  const isFresh = Date.now() - ctimeMs <= tickOf(ctimeMs);
  return isFresh ? '' : `${ino}:${size}:${mtimeMs}:${ctimeMs}`;
}

/**
 * Whether a file has not been written since it had this stamp. Links to it may have come and gone,
 * which is all that its last time tells.
 */
export function isAsSeen({ ino, size, mtimeMs }: Stats, stamp: string | undefined): boolean {
  return stamp === undefined || stamp === '' || stamp.startsWith(`${ino}:${size}:${mtimeMs}:`);
}

/**
 * The stamps of an archive's files, for the next build.
 *
 * @param kept those that are known
 */
export function stampsOf(
  folder: string,
  files: ReadonlyMap<string, string>,
  kept: ReadonlyMap<string, string>,
): Record<string, string> {
  const stamps: [string, string][] = [];
  for (const path of files.keys()) {
    const stamp = kept.get(path) || stampOfFile(lstatSync(`${folder}/${path}`));
    stamps.push([path, stamp]);
  }
  return Object.fromEntries(stamps);
}

function knownStamps(file: string | undefined, list: string | undefined): KnownStamps['stamps'] {
  if (file === undefined || list === undefined) return {};
  try {
    const known = JSON.parse(readRegularFile(file, mostBytes).toString('utf8')) as KnownStamps;
    return known.list === list ? known.stamps : {};
  } catch {
    return {};
  }
}

/** One look at a folder and all below it that may be of an archive. */
class Look {
  readonly own = new Map<string, string>();
  readonly stamps = new Map<string, string>();
  readonly folders: string[] = [];
  readonly foreign: Foreign[] = [];
  readonly #root: string;
  readonly #list: ReadonlyMap<string, string>;
  readonly #known: KnownStamps['stamps'];
  /** Folders on the way to the listed files. */
  readonly #ways: ReadonlySet<string>;

  constructor(root: string, list: ReadonlyMap<string, string>, known: KnownStamps['stamps']) {
    this.#root = root;
    this.#list = list;
    this.#known = known;
    const ways = new Set<string>();
    for (const path of list.keys()) addFolders(path, ways);
    this.#ways = ways;
  }

  enter(folder: string): void {
    for (const item of itemsOf(`${this.#root}/${folder}`)) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.bytes !== undefined) {
        this.#foreign(`${bytesOf(folder)}${folder && '/'}${item.bytes}`, item.isFolder, false);
      } else if (item.isFolder && this.#ways.has(path)) {
        this.enter(path);
        this.folders.push(path);
      } else if (!item.isFile || !this.#isOwn(path)) {
        this.#foreign(bytesOf(path), item.isFolder, this.#list.has(path));
      }
    }
  }

  #foreign(path: BytePath, isFolder: boolean, isChanged: boolean): void {
    this.foreign.push({ path, isFolder, isChanged });
  }

  #isOwn(path: string): boolean {
    const hash = this.#list.get(path);
    const isList = path === listName && this.#list.size > 0;
    if (hash === undefined && !isList) return false;
    const file = `${this.#root}/${path}`;
    try {
      const stamp = stampOfFile(lstatSync(file));
      const isKnown =
        stamp !== '' && Object.hasOwn(this.#known, path) && this.#known[path] === stamp;
      const found = isKnown && hash !== undefined ? hash : hashOf(file);
      if (!isList && found !== hash) return false;
      this.own.set(path, found);
      this.stamps.set(path, stamp);
      return true;
    } catch (error) {
      // What cannot be read is not known to be ours.
      if (systemCode(error) === undefined && !(error instanceof Error)) throw error;
      return false;
    }
  }
}

/** Adds the folders that a file lies in to a set that has been made so. */
export function addFolders(path: string, folders: Set<string>): void {
  for (const folder of foldersOf(path)) {
    // Where one is, those above it are.
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

/** All folders that a file lies in, the archive's own left out. */
export function* foldersOf(path: string): Generator<string> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    yield path.slice(0, end);
  }
}
