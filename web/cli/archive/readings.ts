import type { ManifestEntry } from 'broadsheet';
import type { Inputs } from '../generators/resolved_source.js';
import { areAsBefore, lookAnew } from '../generators/rules.js';
import type { Site } from '../site/site.js';
import { Turns } from '../terminal/turns.js';
import type { ArchiveOptions, PendingPost } from './archive_options.js';
import {
  type PostReading,
  type Reading,
  type Stamp,
  passedOver,
  readFile,
  stampOf,
} from './read_post.js';
import { type Found, type Skipped, byPath, findMarkdown } from './scan.js';
import type { Visibility } from './visibility.js';

/** The text for the home page that a file holds. */
export type Introduction = Extract<Reading, { kind: 'introduction' }> & { path: string };

/** What the files of one folder were found to be: read once, and again file by file as they change. */
export class Readings {
  readonly #site: Site;
  readonly #options: ArchiveOptions;
  readonly #visibility: Visibility;
  readonly #readings = new Map<string, Reading>();
  readonly #stamps = new Map<string, Stamp>();
  #found: Found = { files: [], media: new Map(), skipped: [], failed: [] };
  #files: ReadonlySet<string> = new Set();
  /** {@link listed}, until files are read again. */
  #listed: readonly ManifestEntry[] | undefined;

  constructor(site: Site, options: ArchiveOptions, visibility: Visibility) {
    this.#site = site;
    this.#options = options;
    this.#visibility = visibility;
  }

  /** What was found when the folder was looked through last. */
  get found(): Found {
    return this.#found;
  }

  /** Looks the folder through; returns what is in it and what was. */
  async find(): Promise<Set<string>> {
    this.#found = await findMarkdown(this.#site.root, this.#site.folders);
    this.#files = new Set(this.#found.files);
    return new Set([...this.#readings.keys(), ...this.#found.files]);
  }

  /**
   * Reads the named files again if they changed, and posts that are made of others which have; returns
   * the paths of those that did, sorted.
   */
  async refresh(named: ReadonlySet<string>): Promise<string[]> {
    const changed: string[] = [];
    lookAnew(this.#site);
    const paths = new Set([...named, ...this.#madeOfOthers()]);
    this.#visibility.lookAtTheClock();
    this.#listed = undefined;
    const turns = new Turns();
    const ahead = this.#options.reader?.ahead ?? 0;
    this.#options.reader?.expect(paths.size);
    const begun: Begun[] = [];
    let read = 0;
    const endFirst = async (): Promise<void> => {
      const first = begun.shift();
      if (first === undefined) return;
      this.#options.onProgress?.(read, paths.size);
      read += 1;
      if (await this.#end(first)) changed.push(first.path);
      await turns.giveWay();
    };
    for (const path of paths) {
      begun.push(await this.#begin(path));
      if (begun.length > ahead) await endFirst();
    }
    while (begun.length > 0) await endFirst();
    this.#listed = undefined;
    return changed.sort(byPath);
  }

  async #begin(path: string): Promise<Begun> {
    // The stamp is taken before the file is read: a write in between is then seen as a change.
    const lasting = this.#options.recall !== undefined;
    const stamp = await stampOf(this.#site.root, path, lasting);
    const isSame =
      stamp !== undefined &&
      stamp === this.#stamps.get(path) &&
      areAsBefore(this.#site, this.inputsOf(path));
    return {
      path,
      stamp,
      isSame,
      post: stamp === undefined || isSame ? undefined : this.#read(path, stamp),
    };
  }

  /** Says whether the archive has become another. */
  async #end({ path, stamp, isSame, post }: Begun): Promise<boolean> {
    if (isSame) return false;
    const reading = await post?.reading();
    if (stamp === undefined || reading === undefined || isGone(reading)) {
      this.#stamps.delete(path);
      return this.#readings.delete(path);
    }
    if (reading.kind === 'post' && this.#visibility.isListed(reading)) await post?.pass();
    this.#stamps.set(path, stamp);
    this.#readings.set(path, reading);
    return true;
  }

  #read(path: string, stamp: Stamp): PendingPost {
    const { recall, onRecalled, onPost, reader } = this.#options;
    const reason = passedOver(this.#site, path, this.#files);
    if (reason !== undefined) return atHand({ kind: 'skipped', reason });
    const recalled = recall?.(path, stamp);
    if (recalled !== undefined && areAsBefore(this.#site, recalled.inputs))
      return atHand(recalled, () => onRecalled?.(path));
    if (reader !== undefined) return reader.begin(path);
    const { reading, whole } = readFile(this.#site, path);
    return atHand(reading, () => whole && onPost?.(whole));
  }

  /** Posts that are to be made anew, whether their own files have changed or not. */
  *#madeOfOthers(): Iterable<string> {
    for (const { entry, inputs } of this.posts()) {
      if (!areAsBefore(this.#site, inputs)) yield entry.path;
    }
  }

  /** What a post was made of besides its file. */
  inputsOf(path: string): Inputs | undefined {
    return this.postAt(path)?.inputs;
  }

  /** The stamp of a file that was read. */
  stampOf(path: string): Stamp | undefined {
    return this.#stamps.get(path);
  }

  /** Whether the file at `path` was read, whatever it turned out to be. */
  has(path: string): boolean {
    return this.#readings.has(path);
  }

  /** The post at `path`, whether readers see it or not. */
  postAt(path: string): PostReading | undefined {
    const reading = this.#readings.get(path);
    return reading?.kind === 'post' ? reading : undefined;
  }

  /** All posts, in the order in which they were found. */
  *posts(): Iterable<PostReading> {
    for (const reading of this.#readings.values()) if (reading.kind === 'post') yield reading;
  }

  /** All posts, by path. */
  postsByPath(): PostReading[] {
    return [...this.posts()].sort(({ entry }, other) => byPath(entry.path, other.entry.path));
  }

  /** The posts that readers see, by path. */
  listed(): ManifestEntry[] {
    this.#listed ??= this.postsByPath()
      .filter((post) => this.#visibility.isListed(post))
      .map(({ entry }) => entry);
    return [...this.#listed];
  }

  /** The texts for the home page, by path: the first of them is shown. */
  introductions(): Introduction[] {
    return [...this.#readings]
      .flatMap(([path, reading]) => (reading.kind === 'introduction' ? [{ path, ...reading }] : []))
      .sort((one, other) => byPath(one.path, other.path));
  }

  /** The addresses of pages without a text, which themes make lists of. */
  textlessLists(): string[] {
    return [...this.#readings.values()].flatMap((reading) =>
      reading.kind === 'skipped' && reading.list !== undefined ? [reading.list] : [],
    );
  }

  /** What is no post for a reason. */
  others(kind: 'skipped' | 'failed'): Skipped[] {
    return [...this.#readings].flatMap(([path, reading]) =>
      reading.kind === kind ? [{ path, reason: reading.reason }] : [],
    );
  }
}

/** A file on its way. */
interface Begun {
  path: string;
  stamp: Stamp | undefined;
  /** It has not changed since it was read last. */
  isSame: boolean;
  post: PendingPost | undefined;
}

function atHand(reading: Reading, pass?: () => Promise<void> | undefined): PendingPost {
  return {
    reading: () => Promise.resolve(reading),
    pass: async () => pass?.(),
  };
}

function isGone(reading: Reading): boolean {
  return reading.kind === 'failed' && reading.gone;
}
