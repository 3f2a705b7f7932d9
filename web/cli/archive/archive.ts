import { posix } from 'node:path';
import {
  type Catalog,
  type Diagnostic,
  type Listing,
  type Manifest,
  type ManifestEntry,
  type SocialCards,
  createCatalog,
} from 'broadsheet';
import '../../page/site/guesses.js';
import { listedIssues } from '../../page/site/listed.js';
import { listingOf } from '../../page/site/listing.js';
import { Site as ArchiveSite } from '../../page/site/site.js';
import type { FormerSite } from '../../prerender/former-site.js';
import type { Publication } from '../generators/resolution.js';
import type { Inputs } from '../generators/resolved_source.js';
import type { Site } from '../site/site.js';
import type { ArchiveOptions } from './archive_options.js';
import { formerSiteOf } from './former_site.js';
import { followLinks } from './links.js';
import { type ManifestFile, manifestFileOf, manifestOf, withListing } from './manifest_file.js';
import { MeasuredPictures } from './picture_sizes.js';
import { PublishedFiles, type ReferringPost } from './published_files.js';
import type { Stamp } from './read_post.js';
import { Readings } from './readings.js';
import { type Remarkable, remarkableOf } from './remarkable.js';
import { AddressResolver, type MissingAddress } from './resolved_addresses.js';
import { type Skipped, byPath } from './scan.js';
import { StaticFiles } from './static_files.js';
import { Visibility } from './visibility.js';

/** The posts of one folder with all that is published of them, in its present state. */
export class Archive {
  readonly site: Site;
  readonly title: string;
  readonly #options: ArchiveOptions;
  readonly #visibility: Visibility;
  readonly #readings: Readings;
  readonly #pictures = new MeasuredPictures(this);
  #manifest: ManifestFile | undefined;
  /** Over the issues of the present state, and what it says of all of them. */
  #catalog: Catalog<ManifestEntry> | undefined;
  #listing: Listing | undefined;
  #cards: SocialCards | undefined;
  #publishedFiles: PublishedFiles | undefined;
  #statics: StaticFiles | undefined;
  #former: FormerSite = {};
  #missing = new Map<string, readonly MissingAddress[]>();

  constructor(site: Site, options: ArchiveOptions) {
    this.site = site;
    this.title = options.title ?? site.title;
    this.#options = options;
    this.#visibility = new Visibility(options, site.timeZone);
    this.#readings = new Readings(site, options, this.#visibility);
  }

  /** The folder whose posts are read, as a real path without links. */
  get root(): string {
    return this.site.root;
  }

  /** Looks for all files anew and reads those that are new or changed; returns their paths. */
  async read(): Promise<string[]> {
    return this.refresh(await this.#readings.find());
  }

  /**
   * Reads the named files again if they changed, and posts that are made of others which have; returns
   * the paths of those that did, sorted.
   */
  async refresh(named: ReadonlySet<string>): Promise<string[]> {
    const changed = await this.#readings.refresh(named);
    // Files come and go without a post being changed.
    await this.#settle();
    return changed;
  }

  /** What a post was made of besides its file. */
  inputsOf(path: string): Inputs | undefined {
    return this.#readings.inputsOf(path);
  }

  /** The stamp of a file that was read. */
  stampOf(path: string): Stamp | undefined {
    return this.#readings.stampOf(path);
  }

  /** The listed posts, by path. */
  entries(): ManifestEntry[] {
    return this.#readings.listed();
  }

  /** Posts that readers do not see, or do not expect, by path. */
  remarkable(): Remarkable {
    return remarkableOf(this.#readings.postsByPath(), this.#visibility);
  }

  /** Whether a post is due later than now. */
  isFuture({ path }: ManifestEntry): boolean {
    return this.#visibility.isToCome(this.publicationOf(path));
  }

  /** Whether a post has expired. */
  isExpired({ path }: ManifestEntry): boolean {
    return this.#visibility.isPast(this.publicationOf(path));
  }

  /** When the post at `path` is shown; nothing is said of what is no post. */
  publicationOf(path: string): Publication {
    return this.#readings.postAt(path)?.publication ?? {};
  }

  /** Whether the file at `path` was read, whatever it turned out to be. */
  knows(path: string): boolean {
    return this.#readings.has(path);
  }

  /** Whether the file at `path` is a post that readers may see. */
  lists(path: string): boolean {
    const post = this.#readings.postAt(path);
    return post !== undefined && this.#visibility.isListed(post);
  }

  /** What is remarkable about one post; empty when there is no such post. */
  diagnosticsOf(path: string): Diagnostic[] {
    return this.#readings.postAt(path)?.diagnostics ?? [];
  }

  /** All posts with what is remarkable about them, drafts too, by path. */
  diagnostics(): { path: string; diagnostics: Diagnostic[] }[] {
    return this.#readings
      .postsByPath()
      .map(({ entry: { path }, diagnostics }) => ({ path, diagnostics }));
  }

  /** The files beside the posts that are published with them, in the present state. */
  files(): PublishedFiles {
    const { root, exclude, prefix, liesBesidePosts } = this.site;
    const { media: found } = this.#readings.found;
    const media = liesBesidePosts
      ? new Map([...found].filter(([path]) => liesBesidePosts(path)))
      : found;
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
    const others = this.#readings.introductions().slice(1);
    return sorted([
      ...this.#readings.found.skipped,
      ...this.#readings.others('skipped'),
      ...others.map(({ path }) => ({ path, reason })),
    ]);
  }

  /** Files and folders that could not be read or rendered, by path. */
  failed(): Skipped[] {
    return sorted([...this.#readings.found.failed, ...this.#readings.others('failed')]);
  }

  /** The manifest of the present state. */
  manifest(): ManifestFile {
    return this.#manifest ?? this.#keep(this.#content(this.entries()));
  }

  /** Over the issues of {@link manifest}; gone when files are read again. */
  catalog(): Catalog<ManifestEntry> {
    this.#catalog ??= createCatalog(listedIssues({ posts: this.entries() }));
    return this.#catalog;
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
    this.#catalog?.dispose();
    this.#catalog = undefined;
    this.#listing = undefined;
    const entries = this.entries();
    const content = this.#content(entries);
    this.#former = formerSiteOf(this.site);
    this.#referToStatics();
    // Large archives of plain posts are spared the site model.
    if (this.site.formerFeeds !== undefined || this.#hasAddresses()) {
      await this.#resolve(entries, content);
    } else {
      for (const entry of entries) delete entry.addresses;
    }
    for (const entry of entries) await this.#pictures.note(entry, this.#addressesIn(entry));
    this.#keep(content);
  }

  #addressesIn({ path }: ManifestEntry): readonly string[] {
    return this.#readings.postAt(path)?.addresses ?? [];
  }

  #hasAddresses(): boolean {
    for (const { addresses } of this.#readings.posts()) if (addresses.length > 0) return true;
    return false;
  }

  /** Notes which posts refer to files that have addresses of their own. */
  #referToStatics(): void {
    for (const address of this.site.ownersFiles) this.statics().refer(address, true);
    if (this.site.statics.length === 0) return;
    for (const post of this.#readings.posts()) {
      for (const reference of post.references) {
        const own = this.statics().addressOf(this.site.prefix + reference);
        if (own !== undefined) this.statics().refer(own, this.#visibility.isListed(post));
      }
    }
  }

  async #resolve(entries: readonly ManifestEntry[], content: Manifest): Promise<void> {
    const [files, statics] = [this.files(), this.statics()];
    const archive = new ArchiveSite(content, this.catalog());
    this.#former = formerSiteOf(this.site, archive);
    const resolver = new AddressResolver(
      this.site,
      archive,
      this.#former,
      files,
      statics,
      async (path) => this.knows(path) || (await isFileInside(this.root, path)),
    );
    for (const post of this.#readings.posts()) {
      if (!this.#visibility.isListed(post)) resolver.hide(post.entry.path, post.addresses);
    }
    for (const entry of entries) {
      const { addresses, missing } = await resolver.resolve(entry, this.#addressesIn(entry));
      if (Object.keys(addresses).length > 0) entry.addresses = addresses;
      else delete entry.addresses;
      if (missing.length > 0) this.#missing.set(entry.path, missing);
    }
  }

  *#referringPosts(): Iterable<ReferringPost> {
    for (const { path, references } of this.#readings.introductions().slice(0, 1)) {
      yield { path, references, isListed: true };
    }
    for (const post of this.#readings.posts()) {
      const { entry, references } = post;
      yield { path: entry.path, references, isListed: this.#visibility.isListed(post) };
    }
  }

  /** The manifest of these posts. */
  #content(posts: ManifestEntry[]): Manifest {
    const [introduction] = this.#readings.introductions();
    const content = manifestOf(this.site, this.#options, posts, {
      introduction: introduction?.html,
      textlessLists: this.#readings.textlessLists(),
      cards: this.#cards,
    });
    this.#listing ??= listingOf(this.catalog(), posts);
    return withListing(content, this.#listing);
  }

  #keep(content: Manifest): ManifestFile {
    this.#manifest = manifestFileOf(content, this.#manifest);
    return this.#manifest;
  }
}

function sorted(list: Skipped[]): Skipped[] {
  return list.sort((one, other) => byPath(one.path, other.path));
}

async function isFileInside(root: string, path: string): Promise<boolean> {
  return (await followLinks(root, path)).kind === 'file';
}
