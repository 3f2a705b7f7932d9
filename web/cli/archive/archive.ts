import { posix } from 'node:path';
import {
  type ArchiveOwner,
  type Diagnostic,
  type Manifest,
  type ManifestEntry,
  type SocialCards,
  createCatalog,
} from 'broadsheet';
import '../../page/site/guesses.js';
import { isArchives } from '../../page/site/addresses.js';
import { feedNames } from '../../page/site/own-files.js';
import { listedIssues } from '../../page/site/listed.js';
import { listingOf } from '../../page/site/listing.js';
import { needsHead } from '../../page/site/manifest-head.js';
import type { FormerSite } from '../../prerender/former-site.js';
import { Site as ArchiveSite } from '../../page/site/site.js';
import { hugoLists } from '../generators/hugo/lists.js';
import type { Publication } from '../generators/resolution.js';
import type { Inputs } from '../generators/resolved_source.js';
import { areAsBefore, lookAnew } from '../generators/rules.js';
import { isPast, isPublished, isToCome } from '../site/publication.js';
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
import { followLinks } from './links.js';
import { navOfPages } from './pages.js';
import { PublishedFiles, type ReferringPost } from './published_files.js';
import { AddressResolver, type MissingAddress } from './resolved_addresses.js';
import { type Found, type Skipped, byPath, findMarkdown } from './scan.js';
import { StaticFiles } from './static_files.js';

/** How an archive is shown. */
export interface ArchiveOptions {
  /** Default: the site's. */
  title?: string | undefined;
  /** Whether drafts are listed and their files served. */
  drafts: boolean;
  /** Whether posts with a date to come are. */
  future: boolean;
  /** Whether posts that have expired are. */
  expired: boolean;
  /** Whether the manifest announces that changes are told. */
  live: boolean;
  /** Whether the manifest announces a service worker. */
  offline?: boolean;
  /** Whether the manifest announces a search index with its start. */
  search?: boolean;
  /** Whether it announces a head of its own, if it is large. */
  head?: boolean;
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

/** Posts that an owner should hear of, by path. */
export interface Remarkable {
  /** Drafts that are left out. */
  drafts: string[];
  /** Posts with a date to come that are left out; the reason is that date. */
  hiddenFuture: Skipped[];
  /** Posts with a date to come that are listed. */
  shownFuture: Skipped[];
  /** Posts that have expired and are left out; the reason is that date. */
  expired: Skipped[];
  /** Posts that the site's own rules never publish. */
  unpublished: Skipped[];
  /** Posts that have a page and stand in no list. */
  unlisted: string[];
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
  #found: Found = { files: [], media: new Map(), skipped: [], failed: [] };
  #files: ReadonlySet<string> = new Set();
  #manifest: ManifestFile | undefined;
  #cards: SocialCards | undefined;
  #publishedFiles: PublishedFiles | undefined;
  #statics: StaticFiles | undefined;
  #former: FormerSite = {};
  #missing = new Map<string, readonly MissingAddress[]>();
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
    this.#found = await findMarkdown(this.root, this.site.folders);
    this.#files = new Set(this.#found.files);
    return this.refresh(new Set([...this.#readings.keys(), ...this.#found.files]));
  }

  /**
   * Reads the named files again if they changed, and posts that are made of others which have; returns
   * the paths of those that did, sorted.
   */
  async refresh(named: ReadonlySet<string>): Promise<string[]> {
    const changed: string[] = [];
    lookAnew(this.site);
    const paths = new Set([...named, ...this.#madeOfOthers()]);
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
    // Files come and go without a post being changed.
    await this.#settle();
    return changed.sort(byPath);
  }

  async #begin(path: string): Promise<Begun> {
    // The stamp is taken before the file is read: a write in between is then seen as a change.
    const lasting = this.#options.recall !== undefined;
    const stamp = await stampOf(this.root, path, lasting);
    const isSame =
      stamp !== undefined &&
      stamp === this.#stamps.get(path) &&
      areAsBefore(this.site, this.inputsOf(path));
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
    if (reading.kind === 'post' && this.#isListed(reading)) await post?.pass();
    this.#stamps.set(path, stamp);
    this.#readings.set(path, reading);
    return true;
  }

  #read(path: string, stamp: Stamp): PendingPost {
    const { recall, onRecalled, onPost, reader } = this.#options;
    const reason = passedOver(this.site, path, this.#files);
    if (reason !== undefined) return atHand({ kind: 'skipped', reason });
    const recalled = recall?.(path, stamp);
    if (recalled !== undefined && areAsBefore(this.site, recalled.inputs))
      return atHand(recalled, () => onRecalled?.(path));
    if (reader !== undefined) return reader.begin(path);
    const { reading, whole } = readFile(this.site, path);
    return atHand(reading, () => whole && onPost?.(whole));
  }

  /** Posts that are to be made anew, whether their own files have changed or not. */
  *#madeOfOthers(): Iterable<string> {
    for (const [path, reading] of this.#readings) {
      if (reading.kind === 'post' && !areAsBefore(this.site, reading.inputs)) yield path;
    }
  }

  /** What a post was made of besides its file. */
  inputsOf(path: string): Inputs | undefined {
    const reading = this.#readings.get(path);
    return reading?.kind === 'post' ? reading.inputs : undefined;
  }

  /** The stamp of a file that was read. */
  stampOf(path: string): Stamp | undefined {
    return this.#stamps.get(path);
  }

  /** The listed posts, by path. */
  entries(): ManifestEntry[] {
    const entries: ManifestEntry[] = [];
    for (const reading of this.#readings.values()) {
      if (reading.kind === 'post' && this.#isListed(reading)) entries.push(reading.entry);
    }
    return entries.sort((one, other) => byPath(one.path, other.path));
  }

  /** Posts that readers do not see, or do not expect, by path. */
  remarkable(): Remarkable {
    const remarkable: Remarkable = {
      ...{
        drafts: [],
        hiddenFuture: [],
        shownFuture: [],
        expired: [],
        unpublished: [],
        unlisted: [],
      },
    };
    const posts = [...this.#readings].sort(([one], [other]) => byPath(one, other));
    for (const [path, reading] of posts) {
      if (reading.kind !== 'post') continue;
      const { never, from = '', until = '' } = reading.publication;
      if (never !== undefined) remarkable.unpublished.push({ path, reason: never });
      else if (this.#isHiddenDraft(reading.entry)) remarkable.drafts.push(path);
      else if (!this.#options.expired && this.#isPast(reading.publication)) {
        remarkable.expired.push({ path, reason: until.slice(0, 10) });
      } else if (this.#isToCome(reading.publication)) {
        const list = this.#options.future ? remarkable.shownFuture : remarkable.hiddenFuture;
        list.push({ path, reason: from.slice(0, 10) });
      } else if (reading.entry.unlisted) remarkable.unlisted.push(path);
    }
    return remarkable;
  }

  /** Whether a post is due later than now. */
  isFuture({ path }: ManifestEntry): boolean {
    return this.#isToCome(this.publicationOf(path));
  }

  /** Whether a post has expired. */
  isExpired({ path }: ManifestEntry): boolean {
    return this.#isPast(this.publicationOf(path));
  }

  /** When the post at `path` is shown; nothing is said of what is no post. */
  publicationOf(path: string): Publication {
    const reading = this.#readings.get(path);
    return reading?.kind === 'post' ? reading.publication : {};
  }

  #isToCome(publication: Publication): boolean {
    return isToCome(publication, this.site.timeZone, this.#now);
  }

  #isPast(publication: Publication): boolean {
    return isPast(publication, this.site.timeZone, this.#now);
  }

  /** Whether the file at `path` was read, whatever it turned out to be. */
  knows(path: string): boolean {
    return this.#readings.has(path);
  }

  /** Whether the file at `path` is a post that readers may see. */
  lists(path: string): boolean {
    const reading = this.#readings.get(path);
    return reading?.kind === 'post' && this.#isListed(reading);
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

  /** The files beside the posts that are published with them, in the present state. */
  files(): PublishedFiles {
    const { root, exclude, prefix, liesBesidePosts } = this.site;
    const media = liesBesidePosts
      ? new Map([...this.#found.media].filter(([path]) => liesBesidePosts(path)))
      : this.#found.media;
    this.#publishedFiles ??= new PublishedFiles(
      root,
      media,
      this.#referringPosts(),
      exclude,
      (path) => this.statics().addressOf(posix.normalize(prefix + path)) !== undefined,
    );
    return this.#publishedFiles;
  }

  /** The files that are published at addresses of their own, in the present state. */
  statics(): StaticFiles {
    this.#statics ??= new StaticFiles(this.site);
    return this.#statics;
  }

  /** What is kept of the site as its generator has it, in the present state. */
  former(): FormerSite {
    return this.#former;
  }

  #formerOf(archive?: ArchiveSite): FormerSite {
    const { timeZone, formerFeeds, prefix } = this.site;
    const listed = archive && {
      order: archive.order,
      pathOf: (entry: ManifestEntry) => archive.pathOf(entry),
    };
    const { feeds = [], ids = {} } = (listed && formerFeeds?.(listed, prefix)) ?? {};
    const base = this.site.baseURL;
    // Without a base they would be no ids.
    const whole = base === undefined ? [] : Object.entries(ids);
    const [language] = this.site.languages.length > 1 ? this.site.languages : [];
    return {
      timeZone,
      ...(language === undefined ? {} : { language }),
      feeds: feeds.filter(({ path }) => isFeedPath(path)),
      ids: Object.fromEntries(whole.map(([path, id]) => [path, base + id])),
    };
  }

  /** What is there and not published of the files that posts refer to or that lie with them. */
  async withheld(): Promise<Skipped[]> {
    const [beside, statics] = await Promise.all([this.files().all(), this.statics().all()]);
    return [...beside.withheld, ...statics.withheld];
  }

  /** Of the listed posts, by path: their addresses that lead to nothing of the archive. */
  missing(): ReadonlyMap<string, readonly MissingAddress[]> {
    return this.#missing;
  }

  /** What was passed over on purpose, by path. */
  skipped(): Skipped[] {
    const reason = 'the home page has another introduction';
    const others = this.#introductions().slice(1);
    return sorted([
      ...this.#found.skipped,
      ...this.#readingsOf('skipped'),
      ...others.map(({ path }) => ({ path, reason })),
    ]);
  }

  /** Files and folders that could not be read or rendered, by path. */
  failed(): Skipped[] {
    return sorted([...this.#found.failed, ...this.#readingsOf('failed')]);
  }

  /** The manifest of the present state. */
  manifest(): ManifestFile {
    return this.#manifest ?? this.#keep(this.#content(this.entries()));
  }

  /** Says that issues without a cover have a picture for social media. */
  showCards(cards: SocialCards): void {
    this.#cards = cards;
    this.#keep(this.#content(this.entries()));
  }

  /** Settles where the addresses in posts lead, and which files are published for it. */
  async #settle(): Promise<void> {
    this.#publishedFiles = undefined;
    this.#statics = undefined;
    this.#missing = new Map();
    const entries = this.entries();
    const content = this.#content(entries);
    this.#former = this.#formerOf();
    this.#referToStatics();
    // Large archives of plain posts are spared the catalog.
    if (this.site.formerFeeds !== undefined || this.#hasAddresses()) {
      await this.#resolve(entries, content);
    } else {
      for (const entry of entries) delete entry.addresses;
    }
    this.#keep(content);
  }

  #hasAddresses(): boolean {
    for (const reading of this.#readings.values()) {
      if (reading.kind === 'post' && reading.addresses.length > 0) return true;
    }
    return false;
  }

  /** Notes which posts refer to files that have addresses of their own. */
  #referToStatics(): void {
    for (const address of this.site.ownersFiles) this.statics().refer(address, true);
    if (this.site.statics.length === 0) return;
    for (const reading of this.#readings.values()) {
      if (reading.kind !== 'post') continue;
      for (const reference of reading.references) {
        const own = this.statics().addressOf(this.site.prefix + reference);
        if (own !== undefined) this.statics().refer(own, this.#isListed(reading));
      }
    }
  }

  async #resolve(entries: readonly ManifestEntry[], content: Manifest): Promise<void> {
    const catalog = createCatalog(listedIssues(content));
    try {
      const [files, statics] = [this.files(), this.statics()];
      const archive = new ArchiveSite(content, catalog);
      this.#former = this.#formerOf(archive);
      const resolver = new AddressResolver(
        this.site,
        archive,
        this.#former,
        files,
        statics,
        async (path) => this.knows(path) || (await isFileInside(this.root, path)),
      );
      for (const [path, reading] of this.#readings) {
        if (reading.kind === 'post' && !this.#isListed(reading)) {
          resolver.hide(path, reading.addresses);
        }
      }
      for (const entry of entries) {
        const reading = this.#readings.get(entry.path);
        if (reading?.kind !== 'post') continue;
        const { addresses, missing } = await resolver.resolve(entry, reading.addresses);
        if (Object.keys(addresses).length > 0) entry.addresses = addresses;
        else delete entry.addresses;
        if (missing.length > 0) this.#missing.set(entry.path, missing);
      }
    } finally {
      catalog.dispose();
    }
  }

  #isListed({ entry, publication }: PostReading): boolean {
    const { drafts, future, expired } = this.#options;
    return isPublished(
      entry,
      publication,
      { drafts, future, expired },
      this.site.timeZone,
      this.#now,
    );
  }

  #isHiddenDraft(entry: ManifestEntry): boolean {
    return !this.#options.drafts && entry.data.draft === true;
  }

  *#referringPosts(): Iterable<ReferringPost> {
    for (const { path, references } of this.#introductions().slice(0, 1)) {
      yield { path, references, isListed: true };
    }
    for (const [path, reading] of this.#readings) {
      if (reading.kind !== 'post') continue;
      yield { path, references: reading.references, isListed: this.#isListed(reading) };
    }
  }

  #readingsOf(kind: 'skipped' | 'failed'): Skipped[] {
    const list: Skipped[] = [];
    for (const [path, reading] of this.#readings) {
      if (reading.kind === kind) list.push({ path, reason: reading.reason });
    }
    return list;
  }

  /** The manifest of these posts. */
  #content(posts: ManifestEntry[]): Manifest {
    const { description, owner, permalinks, rules, rendering } = this.site;
    const said = this.#owner(owner, posts);
    const lists = {
      ...this.#textlessLists(),
      ...(rules?.generator === 'hugo' ? hugoLists(rules, posts) : {}),
      ...this.#listsOfSections(),
    };
    return {
      format: 'broadsheet-manifest',
      version: 1,
      title: this.title,
      ...(description === undefined ? {} : { description }),
      ...(this.site.baseURL === undefined ? {} : { baseUrl: this.site.baseURL }),
      ...(Object.keys(permalinks).length === 0 ? {} : { permalinks }),
      ...(Object.keys(rendering).length === 0 ? {} : { rendering }),
      ...(this.#options.live ? { live: true } : {}),
      ...(this.#options.offline ? { offline: true } : {}),
      ...(this.#options.head && needsHead(posts.length) ? { head: true } : {}),
      ...(this.#options.search ? { searchStart: true } : {}),
      ...(Object.keys(lists).length === 0 ? {} : { lists }),
      ...(Object.keys(said).length === 0 ? {} : { owner: said }),
      posts,
    };
  }

  /** A newsletter's list is found at its folder's address, too. */
  #listsOfSections(): NonNullable<Manifest['lists']> {
    const { owner, postsFolder } = this.site;
    const isBelow = (folder: string) =>
      postsFolder !== undefined && folder.startsWith(`${postsFolder}/`);
    const addressOf = (folder: string) =>
      `${isBelow(folder) ? folder.slice(`${postsFolder}/`.length) : folder}/`;
    return Object.fromEntries(
      (owner.sections ?? []).map(({ folder, name }) => [
        addressOf(folder),
        { facet: 'categories' as const, value: name },
      ]),
    );
  }

  /** Pages without a text, which themes make lists of: the home page stands for them. */
  #textlessLists(): NonNullable<Manifest['lists']> {
    const lists: NonNullable<Manifest['lists']> = {};
    for (const reading of this.#readings.values()) {
      if (reading.kind === 'skipped' && reading.list !== undefined) lists[reading.list] = '';
    }
    return lists;
  }

  /** What the owner says, with what files say of the home page and of the navigation. */
  #owner(owner: ArchiveOwner, posts: readonly ManifestEntry[]): ArchiveOwner {
    const nav = owner.nav ?? navOfPages(this.site, posts);
    const [introduction] = this.#introductions();
    return {
      ...owner,
      ...(nav.length === 0 ? {} : { nav }),
      ...(introduction === undefined || owner.introduction !== undefined
        ? {}
        : { introduction: introduction.html }),
      ...(this.#cards === undefined ? {} : { cards: this.#cards }),
    };
  }

  /** The texts for the home page: the first of them is shown. */
  #introductions(): { path: string; html: string; references: readonly string[] }[] {
    return [...this.#readings]
      .flatMap(([path, reading]) => (reading.kind === 'introduction' ? [{ path, ...reading }] : []))
      .sort((one, other) => byPath(one.path, other.path));
  }

  #keep(unlisted: Manifest): ManifestFile {
    const content = withListing(unlisted);
    const bytes = Buffer.from(JSON.stringify(content));
    const etag = etagOf(bytes);
    if (this.#manifest?.etag !== etag) {
      this.#manifest = { content, bytes, etag, modified: new Date() };
    }
    return this.#manifest;
  }
}

function withListing(content: Manifest): Manifest {
  const { posts, ...rest } = content;
  const catalog = createCatalog(listedIssues(content));
  try {
    return { ...rest, listing: listingOf(catalog, posts), posts };
  } finally {
    catalog.dispose();
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

/** What a name of a file may be that a configuration gives. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: no name has them.
const plainName = /^[^.\u0000-\u001f\\:*?"<>|][^\u0000-\u001f\\:*?"<>|]{0,80}$/;

/** Whether a feed may be written at a path that a configuration names. */
function isFeedPath(path: string): boolean {
  if ((feedNames as readonly string[]).includes(path)) return true;
  const isSafe = path.split('/').every((name) => plainName.test(name));
  return isSafe && /\.(?:xml|json|rss|atom)$/.test(path) && !isArchives(path);
}

async function isFileInside(root: string, path: string): Promise<boolean> {
  return (await followLinks(root, path)).kind === 'file';
}

function isGone(reading: Reading): boolean {
  return reading.kind === 'failed' && reading.gone;
}
