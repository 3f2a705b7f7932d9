import { gunzipSync } from 'node:zlib';
import type { IndexOptions, IndexedPost } from 'broadsheet';
import { foundPosts } from '../../page/site/listed.js';
import { searchStart, splitFiles } from '../../page/site/search-start.js';
import type { Archive } from '../archive/archive.js';
import { readFile } from '../archive/read_post.js';
import { mostChanges } from '../search/additions.js';
import { indexFolder } from '../search/index_archive.js';
import { type StartFile, manifestName, startOf } from '../search/index_start.js';
import type { WrittenIndex } from '../search/index_messages.js';
import { IndexThread } from '../search/index_thread.js';
import type { Site } from '../site/site.js';
import { Failure, exitStatus } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { Turns } from '../terminal/turns.js';
import type { BuildRecord, RecordedIndex } from './build_record.js';
import type { Output } from './staging.js';
import type { BuildStep } from './step.js';
import type { TakenPost } from './taken_post.js';

/**
 * `search/`: what the page searches, written by a thread of its own. Where little has changed since
 * the earlier build, its index stays, and what has changed becomes an addition to it.
 *
 * Two steps: after the first, the thread has all posts; the second takes in what it has written.
 * What stands between them is done meanwhile.
 */
export function writeIndex(site: Site, record: BuildRecord): [BuildStep, BuildStep] {
  const index = new IndexInTheMaking(site, record);
  return [
    {
      addPost: (post, output) => index.add(post, output),
      finish: ({ archive }, output) => index.complete(archive, output),
      end: () => index.end(),
    },
    { finish: (_built, output) => index.takeIn(output) },
  ];
}

class IndexInTheMaking {
  readonly #site: Site;
  readonly #record: BuildRecord;
  /** Of posts that were read while it is not known yet what becomes of the earlier index. */
  readonly #prepared = new Map<string, Uint8Array>();
  #thread: IndexThread | undefined;
  #written: Promise<WrittenIndex> | undefined;
  #stamps = new Map<string, string>();

  constructor(site: Site, record: BuildRecord) {
    this.#site = site;
    this.#record = record;
  }

  async add({ path, prepared, isUnlisted }: TakenPost, output: Output): Promise<void> {
    if (isUnlisted) return;
    const earlier = this.#record.earlier?.index;
    if (earlier === undefined) await this.#start(output).add(path, prepared);
    else if (this.#prepared.size < mostChanges(Object.keys(earlier.posts).length)) {
      this.#prepared.set(path, prepared);
    }
  }

  async complete(archive: Archive, output: Output): Promise<void> {
    this.#stamps = new Map(
      foundPosts({ posts: archive.entries() }).map(({ path }) => [
        path,
        archive.stampOf(path) ?? '',
      ]),
    );
    const base = this.#record.earlier?.index;
    const change = base && this.#adoptable(base, output);
    if (base === undefined) {
      this.#finish(this.#start(output));
    } else if (change === undefined) {
      await this.#addAll(this.#start(output), [...this.#stamps.keys()]);
    } else {
      for (const name of base.files) output.adopt(`${indexFolder}/${name}`);
      this.#record.index = base;
      const { changed, superseded } = change;
      if (changed.length + superseded.length === 0) return;
      await this.#addAll(this.#start(output, { base: base.manifest, superseded }), changed);
    }
  }

  async takeIn(output: Output): Promise<void> {
    const written = await this.#written;
    for (const [name, hash] of written?.files ?? []) output.wrote(`${indexFolder}/${name}`, hash);
    const manifest = written?.manifest ?? this.#record.index?.manifest ?? '';
    await output.write(`${indexFolder}/${manifestName}`, manifest);
    const start = [...this.#startOfBase(output), ...(written?.start ?? [])];
    await output.write(
      searchStart,
      startOf(manifest, start, this.#paths(written), [...this.#stamps.keys()]),
    );
    if (written !== undefined) this.#record.index ??= this.#recorded(written);
  }

  end(): void {
    this.#thread?.end();
  }

  #start(output: Output, options: IndexOptions = {}): IndexThread {
    this.#thread ??= new IndexThread({ ...output.folderFor(indexFolder), options });
    return this.#thread;
  }

  async #addAll(thread: IndexThread, paths: readonly string[]): Promise<void> {
    const turns = new Turns();
    for (const path of paths) {
      await thread.add(path, this.#prepared.get(path) ?? this.#read(path));
      await turns.giveWay();
    }
    this.#finish(thread);
  }

  #finish(thread: IndexThread): void {
    this.#written = thread.finish();
    // Whoever takes it in hears of a failure; until then it is nobody's.
    this.#written.catch(() => undefined);
  }

  /** A post that was not read by this build, or is one of too many to keep. */
  #read(path: string): Uint8Array {
    const { reading, whole } = readFile(this.#site, path);
    if (whole !== undefined) return whole.prepared;
    const reason = 'reason' in reading ? reading.reason : 'has changed';
    throw new Failure(`${printable(path)} ${reason} while the archive was built`, {
      status: exitStatus.unusable,
      hint: 'Build it again.',
    });
  }

  #adoptable({ posts, files }: RecordedIndex, output: Output): Change | undefined {
    const change = changeSince(posts, this.#stamps);
    return files.every((name) => output.canAdopt(`${indexFolder}/${name}`)) ? change : undefined;
  }

  /** The posts' paths by their numbers: those of a base come first. */
  #paths(written: WrittenIndex | undefined): string[] {
    const paths: string[] = [];
    const base = Object.entries(this.#record.index?.posts ?? {});
    for (const [path, { indexed }] of base) paths[indexed[0]] = path;
    const first = paths.length;
    for (const [path, [document]] of written?.posts ?? []) paths[first + document] = path;
    return paths;
  }

  /** What the start of the index that was added to has of its base. */
  #startOfBase(output: Output): StartFile[] {
    const base = this.#record.index;
    const earlier = base && output.earlier(searchStart);
    if (base === undefined || earlier === undefined) return [];
    const files = new Set(base.files);
    try {
      return [...splitFiles(gunzipSync(earlier))].filter(([name]) => files.has(name));
    } catch {
      // Whatever it is: the start can do without.
      return [];
    }
  }

  #recorded({ manifest, files, posts }: WrittenIndex): RecordedIndex {
    return {
      manifest,
      files: files.map(([name]) => name),
      posts: Object.fromEntries(
        posts.map(([path, indexed]) => [path, { stamp: this.#stamps.get(path) ?? '', indexed }]),
      ),
    };
  }
}

/** What is not as in an index. */
interface Change {
  changed: string[];
  superseded: IndexedPost[];
}

/** Undefined when it is too much for an addition. */
function changeSince(
  posts: RecordedIndex['posts'],
  stamps: ReadonlyMap<string, string>,
): Change | undefined {
  const changed = [...stamps.keys()].filter((path) => posts[path]?.stamp !== stamps.get(path));
  const old = Object.entries(posts).filter(([path, { stamp }]) => stamps.get(path) !== stamp);
  if (Math.max(changed.length, old.length) > mostChanges(stamps.size)) return undefined;
  return { changed, superseded: old.map(([, { indexed }]) => indexed) };
}
