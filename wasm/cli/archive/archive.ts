import type { Diagnostic, Manifest, ManifestEntry } from 'broadsheet';
import { isFuture } from '../site/publication.js';
import type { Site } from '../site/site.js';
import { Turns } from '../terminal/turns.js';
import { digest } from './digest.js';
import {
  type PostReading,
  type Reading,
  type Stamp,
  type WholePost,
  passedOver,
  readFile,
  stampOf,
} from './read_post.js';
import { permalinksOf } from './permalinks.js';
import { type Found, type Skipped, byPath, findMarkdown } from './scan.js';

/** How an archive is shown. */
export interface ArchiveOptions {
  /** Default: the site's. */
  title?: string | undefined;
  /** Whether drafts are listed and their files served. */
  drafts: boolean;
  /** Whether posts with a date to come are. */
  future: boolean;
  /** Whether the manifest announces that changes are told. */
  live: boolean;
  /** Whether the manifest announces a service worker. */
  offline?: boolean;
  /** Called for each post that is listed, with all of it, before it is forgotten but for its entry. */
  onPost?: (post: WholePost) => Promise<void>;
  /** Reads posts, instead of this class and `onPost`; several at a time. */
  reader?: PostReader;
  /** What was read of a post when it had this stamp: the file is not read again. */
  recall?: (path: string, stamp: Stamp) => PostReading | undefined;
  /** Called instead of `onPost` for a listed post that was recalled. */
  onRecalled?: (path: string) => Promise<void>;
  /** Called while files are read: of so many, so many are. */
  onProgress?: (read: number, of: number) => void;
}

/** Who reads posts. */
export interface PostReader {
  /** So many files may be begun before the first of them is asked for. */
  readonly ahead: number;
  /** Begins to read a file; what comes of it is asked for in the same order. */
  begin(path: string): PendingPost;
}

/** A file that is being read. */
export interface PendingPost {
  reading(): Promise<Reading>;
  /** Called when it is a post that is listed. */
  pass(): Promise<void>;
}

/** Paths of posts that an owner should hear of. */
export interface Remarkable {
  /** Drafts that are left out. */
  drafts: string[];
  /** Posts with a date to come that are left out. */
  hiddenFuture: string[];
  /** Posts with a date to come that are listed. */
  shownFuture: string[];
}

/** The manifest as it is sent. */
export interface ManifestFile {
  content: Manifest;
  bytes: Buffer;
  etag: string;
  /** When its content last became another. */
  modified: Date;
}

/** The posts of one folder: read once, and again file by file as they change. */
export class Archive {
  readonly site: Site;
  readonly title: string;
  readonly #options: ArchiveOptions;
  readonly #readings = new Map<string, Reading>();
  readonly #stamps = new Map<string, Stamp>();
  #found: Found = { files: [], media: [], skipped: [], failed: [] };
  #files: ReadonlySet<string> = new Set();
  #manifest: ManifestFile | undefined;
  /** Posts become due while a server runs; within one reading all are judged by one clock. */
  #now = Date.now();

  constructor(site: Site, options: ArchiveOptions) {
    this.site = site;
    this.title = options.title ?? site.title;
    this.#options = options;
  }

  /** The folder whose posts are read, as a real path without links. */
  get root(): string {
    return this.site.root;
  }

  /** Looks for all files anew and reads those that are new or changed; returns their paths. */
  async read(): Promise<string[]> {
    this.#found = await findMarkdown(this.root);
    this.#files = new Set(this.#found.files);
    return this.refresh(new Set([...this.#readings.keys(), ...this.#found.files]));
  }

  /** Reads the named files again if they changed; returns the paths of those that did, sorted. */
  async refresh(paths: ReadonlySet<string>): Promise<string[]> {
    const changed: string[] = [];
    this.#now = Date.now();
    const turns = new Turns();
    const ahead = this.#options.reader?.ahead ?? 0;
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
    if (changed.length > 0) this.#renewManifest();
    return changed.sort(byPath);
  }

  async #begin(path: string): Promise<Begun> {
    // The stamp is taken before the file is read: a write in between is then seen as a change.
    const lasting = this.#options.recall !== undefined;
    const stamp = await stampOf(this.root, path, lasting);
    const isSame = stamp !== undefined && stamp === this.#stamps.get(path);
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
    if (reading.kind === 'post' && this.#isListed(reading.entry)) await post?.pass();
    this.#stamps.set(path, stamp);
    this.#readings.set(path, reading);
    return true;
  }

  #read(path: string, stamp: Stamp): PendingPost {
    const { recall, onRecalled, onPost, reader } = this.#options;
    const reason = passedOver(this.site, path, this.#files);
    if (reason !== undefined) return atHand({ kind: 'skipped', reason });
    const recalled = recall?.(path, stamp);
    if (recalled !== undefined) return atHand(recalled, () => onRecalled?.(path));
    if (reader !== undefined) return reader.begin(path);
    const { reading, whole } = readFile(this.site, path);
    return atHand(reading, () => whole && onPost?.(whole));
  }

  /** The stamp of a file that was read. */
  stampOf(path: string): Stamp | undefined {
    return this.#stamps.get(path);
  }

  /** The listed posts, by path. */
  entries(): ManifestEntry[] {
    const entries: ManifestEntry[] = [];
    for (const reading of this.#readings.values()) {
      if (reading.kind === 'post' && this.#isListed(reading.entry)) entries.push(reading.entry);
    }
    return entries.sort((one, other) => byPath(one.path, other.path));
  }

  /** Posts that readers do not see, or do not expect, by path. */
  remarkable(): Remarkable {
    const remarkable: Remarkable = { drafts: [], hiddenFuture: [], shownFuture: [] };
    for (const [path, reading] of this.#readings) {
      if (reading.kind !== 'post') continue;
      if (this.#isHiddenDraft(reading.entry)) remarkable.drafts.push(path);
      else if (!this.isFuture(reading.entry)) continue;
      else if (this.#options.future) remarkable.shownFuture.push(path);
      else remarkable.hiddenFuture.push(path);
    }
    for (const paths of Object.values(remarkable)) paths.sort(byPath);
    return remarkable;
  }

  /** Whether a post is dated later than now. */
  isFuture({ data }: ManifestEntry): boolean {
    return isFuture(data.date, this.site.timeZone, this.#now);
  }

  /** Whether the file at `path` was read, whatever it turned out to be. */
  knows(path: string): boolean {
    return this.#readings.has(path);
  }

  /** Whether the file at `path` is a post that readers may see. */
  lists(path: string): boolean {
    const reading = this.#readings.get(path);
    return reading?.kind === 'post' && this.#isListed(reading.entry);
  }

  /** What is remarkable about one post; empty when there is no such post. */
  diagnosticsOf(path: string): Diagnostic[] {
    const reading = this.#readings.get(path);
    return reading?.kind === 'post' ? reading.diagnostics : [];
  }

  /** All posts with what is remarkable about them, drafts too, by path. */
  diagnostics(): { path: string; diagnostics: Diagnostic[] }[] {
    return [...this.#readings.entries()]
      .flatMap(([path, { kind }]) => (kind === 'post' ? [path] : []))
      .sort(byPath)
      .map((path) => ({ path, diagnostics: this.diagnosticsOf(path) }));
  }

  /** Pictures and other media in the folder, by path. */
  media(): readonly string[] {
    return this.#found.media;
  }

  /** What was passed over on purpose, by path. */
  skipped(): Skipped[] {
    return sorted([...this.#found.skipped, ...this.#readingsOf('skipped')]);
  }

  /** Files and folders that could not be read or rendered, by path. */
  failed(): Skipped[] {
    return sorted([...this.#found.failed, ...this.#readingsOf('failed')]);
  }

  /** The manifest of the present state. */
  manifest(): ManifestFile {
    return this.#manifest ?? this.#renewManifest();
  }

  #isListed(entry: ManifestEntry): boolean {
    return !this.#isHiddenDraft(entry) && (this.#options.future || !this.isFuture(entry));
  }

  #isHiddenDraft(entry: ManifestEntry): boolean {
    return !this.#options.drafts && entry.data.draft === true;
  }

  #readingsOf(kind: 'skipped' | 'failed'): Skipped[] {
    const list: Skipped[] = [];
    for (const [path, reading] of this.#readings) {
      if (reading.kind === kind) list.push({ path, reason: reading.reason });
    }
    return list;
  }

  #renewManifest(): ManifestFile {
    const permalinks = permalinksOf(this.site);
    const manifest: Manifest = {
      format: 'broadsheet-manifest',
      version: 1,
      title: this.title,
      ...(this.site.baseURL === undefined ? {} : { baseUrl: this.site.baseURL }),
      ...(Object.keys(permalinks).length === 0 ? {} : { permalinks }),
      ...(this.#options.live ? { live: true } : {}),
      ...(this.#options.offline ? { offline: true } : {}),
      posts: this.entries(),
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const etag = etagOf(bytes);
    if (this.#manifest?.etag !== etag) {
      this.#manifest = { content: manifest, bytes, etag, modified: new Date() };
    }
    return this.#manifest;
  }
}

/** A file of an archive on its way. */
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

/** Identifies the content of a manifest. */
export function etagOf(manifest: Uint8Array): string {
  return `"${digest(manifest)}"`;
}

function sorted(list: Skipped[]): Skipped[] {
  return list.sort((one, other) => byPath(one.path, other.path));
}

function isGone(reading: Reading): boolean {
  return reading.kind === 'failed' && reading.gone;
}
