import { createHash } from 'node:crypto';
import type { Diagnostic, Manifest, ManifestEntry } from 'broadsheet';
import { type Reading, type Stamp, type WholePost, readPost, stampOf } from './read_post.js';
import { type Found, type Skipped, byPath, findMarkdown } from './scan.js';

/** How an archive is shown. */
export interface ArchiveOptions {
  title: string;
  /** Whether drafts are listed and their files served. */
  drafts: boolean;
  /** Whether the manifest announces that changes are told. */
  live: boolean;
  /** Called for each post that is listed, with all of it, before it is forgotten but for its entry. */
  onPost?: (post: WholePost) => Promise<void>;
}

/** The manifest as it is sent. */
export interface ManifestFile {
  bytes: Buffer;
  etag: string;
  /** When its content last became another. */
  modified: Date;
}

/** So many files are read at once: enough to keep a disk busy, few enough for any system. */
const filesAtOnce = 32;

/** The posts of one folder: read once, and again file by file as they change. */
export class Archive {
  readonly root: string;
  readonly #options: ArchiveOptions;
  readonly #readings = new Map<string, Reading>();
  readonly #stamps = new Map<string, Stamp>();
  #found: Found = { files: [], media: [], skipped: [], failed: [] };
  #manifest: ManifestFile | undefined;

  /** @param root a real path, without links */
  constructor(root: string, options: ArchiveOptions) {
    this.root = root;
    this.#options = options;
  }

  /** Looks for all files anew and reads those that are new or changed; returns their paths. */
  async read(): Promise<string[]> {
    this.#found = await findMarkdown(this.root);
    return this.refresh(new Set([...this.#readings.keys(), ...this.#found.files]));
  }

  /** Reads the named files again if they changed; returns the paths of those that did, sorted. */
  async refresh(paths: Iterable<string>): Promise<string[]> {
    const changed: string[] = [];
    // One iterator shared by all workers: each takes the next path that nobody has taken.
    const waiting = paths[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
        if (await this.#refreshOne(next.value)) changed.push(next.value);
      }
    };
    await Promise.all(Array.from({ length: filesAtOnce }, work));
    if (changed.length > 0) this.#renewManifest();
    return changed.sort(byPath);
  }

  async #refreshOne(path: string): Promise<boolean> {
    // The stamp is taken before the file is read: a write in between is then seen as a change.
    const stamp = await stampOf(this.root, path);
    if (stamp !== undefined && stamp === this.#stamps.get(path)) return false;
    const reading = stamp === undefined ? undefined : await this.#read(path);
    if (stamp === undefined || reading === undefined || isGone(reading)) {
      this.#stamps.delete(path);
      return this.#readings.delete(path);
    }
    this.#stamps.set(path, stamp);
    this.#readings.set(path, reading);
    return true;
  }

  async #read(path: string): Promise<Reading> {
    const { reading, whole } = await readPost(this.root, path);
    if (whole !== undefined && reading.kind === 'post' && this.#isListed(reading.entry)) {
      await this.#options.onPost?.(whole);
    }
    return reading;
  }

  /** The listed posts, by path. */
  entries(): ManifestEntry[] {
    const entries: ManifestEntry[] = [];
    for (const reading of this.#readings.values()) {
      if (reading.kind === 'post' && this.#isListed(reading.entry)) entries.push(reading.entry);
    }
    return entries.sort((one, other) => byPath(one.path, other.path));
  }

  /** How many drafts are left out. */
  hiddenDrafts(): number {
    let count = 0;
    for (const reading of this.#readings.values()) {
      if (reading.kind === 'post' && !this.#isListed(reading.entry)) count += 1;
    }
    return count;
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
    return this.#options.drafts || entry.data.draft !== true;
  }

  #readingsOf(kind: 'skipped' | 'failed'): Skipped[] {
    const list: Skipped[] = [];
    for (const [path, reading] of this.#readings) {
      if (reading.kind === kind) list.push({ path, reason: reading.reason });
    }
    return list;
  }

  #renewManifest(): ManifestFile {
    const manifest: Manifest = {
      format: 'broadsheet-manifest',
      version: 1,
      title: this.#options.title,
      ...(this.#options.live ? { live: true } : {}),
      posts: this.entries(),
    };
    const bytes = Buffer.from(JSON.stringify(manifest));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    if (this.#manifest?.etag !== etag) {
      this.#manifest = { bytes, etag, modified: new Date() };
    }
    return this.#manifest;
  }
}

function sorted(list: Skipped[]): Skipped[] {
  return list.sort((one, other) => byPath(one.path, other.path));
}

function isGone(reading: Reading): boolean {
  return reading.kind === 'failed' && reading.gone;
}
