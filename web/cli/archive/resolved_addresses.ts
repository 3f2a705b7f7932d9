/*
 * Where the addresses in posts lead in the archive. It is settled once, where the folder is read, and
 * stands in the manifest: build, server and browser come to the same.
 */
import { posix } from 'node:path';
import type { Manifest, ManifestEntry } from 'broadsheet';
import { fileAt } from '../../page/site/addresses.js';
import { namedIssue } from '../../page/site/named-issue.js';
import { postsFolder } from '../../page/site/own-files.js';
import { percentDecoded } from '../../page/site/percent-decoded.js';
import type { Site as ArchiveSite } from '../../page/site/site.js';
import { unescapeHtml } from '../../page/site/escape-html.js';
import type { FormerSite } from '../../prerender/former-site.js';
import { Redirects } from '../../prerender/redirects.js';
import { contentPaths } from '../generators/content_paths.js';
import type { Site } from '../site/site.js';
import { isMediaName } from './file_types.js';
import { type PublishedFiles, whyWithheld } from './published_files.js';
import { localPath, pathBelow } from './references.js';
import { isMarkdownName } from './post_names.js';
import type { StaticFiles } from './static_files.js';

/** What becomes of the addresses of a post. */
export interface ResolvedAddresses {
  /** Where those lead that are not relative to its file, as {@link ManifestEntry.addresses} has them. */
  addresses: Record<string, string>;
  /** Those that lead to nothing of the archive. */
  missing: MissingAddress[];
}

/** An address in a post that leads to nothing of the archive. */
export interface MissingAddress {
  /** As it stands in its HTML, without query and fragment, or as its cover. */
  address: string;
  /** Why the file that is there is not published; absent where there is none. */
  withheld?: string;
}

/** What an address leads to. */
type Place =
  /** A place of the archive, by its address below it. */
  | { at: string }
  /** What stands where the address says, seen from the post's file. */
  | 'beside'
  | 'missing';

/** Settles addresses. Of what posts refer to it tells those who publish files. */
export class AddressResolver {
  readonly #site: Site;
  readonly #archive: ArchiveSite;
  readonly #redirects: Redirects;
  readonly #lists: NonNullable<Manifest['lists']>;
  readonly #feeds: ReadonlySet<string>;
  readonly #files: PublishedFiles;
  readonly #statics: StaticFiles;
  readonly #isFile: (path: string) => Promise<boolean>;
  #folded: ReadonlyMap<string, ManifestEntry> | undefined;
  readonly #rooted = new Map<string, Promise<string | undefined>>();

  /**
   * @param archive its pages
   * @param former the site as it was: its feeds are there, too
   * @param files beside the posts
   * @param isFile whether there is a Markdown file, relative to the root
   */
  constructor(
    site: Site,
    archive: ArchiveSite,
    former: FormerSite,
    files: PublishedFiles,
    statics: StaticFiles,
    isFile: (path: string) => Promise<boolean>,
  ) {
    this.#site = site;
    this.#archive = archive;
    this.#redirects = new Redirects(archive, former.language);
    this.#lists = archive.manifest.lists ?? {};
    this.#feeds = new Set(former.feeds?.map(({ path }) => path));
    this.#files = files;
    this.#statics = statics;
    this.#isFile = isFile;
  }

  /** Of a post that readers see. @param written as `localAddresses` has them */
  async resolve(entry: ManifestEntry, written: readonly string[]): Promise<ResolvedAddresses> {
    const addresses: Record<string, string> = {};
    const missing: MissingAddress[] = [];
    for (const address of written) {
      const place = await this.#place(entry, address);
      if (place === 'missing') missing.push(await this.#missing(entry, address));
      else if (place !== 'beside') addresses[address] = place.at;
    }
    return { addresses, missing };
  }

  /** Notes which files a post shows that readers do not see. */
  hide(path: string, written: readonly string[]): void {
    for (const address of written) {
      const below = this.#pathInSite(unescapeHtml(address));
      if (below === undefined) continue;
      this.#statics.refer(below, false);
      for (const file of this.#filesAt(below, path)) this.#files.refer(file, false);
    }
  }

  async #missing(entry: ManifestEntry, address: string): Promise<MissingAddress> {
    const below = this.#pathInSite(unescapeHtml(address));
    const file = below === undefined ? localPath(entry.path, unescapeHtml(address)) : undefined;
    const withheld =
      below !== undefined
        ? await this.#statics.whyWithheld(below)
        : file !== undefined && !isMarkdownName(file)
          ? await whyWithheld(this.#site.root, file)
          : undefined;
    return withheld === undefined ? { address } : { address, withheld };
  }

  async #place(entry: ManifestEntry, written: string): Promise<Place> {
    const address = unescapeHtml(written);
    const below = this.#pathInSite(address);
    if (below === undefined && /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(address)) return 'beside';
    if (isMarkdownName(address)) {
      // The page does this by itself, but for addresses with a host.
      const named = namedIssue(
        this.#archive,
        entry.path,
        below === undefined ? address : `/${below}`,
      );
      if (named !== undefined) {
        const isPlain = below === undefined || address === `/${below}`;
        return isPlain ? 'beside' : { at: this.#archive.pathOf(named) };
      }
    }
    if (below !== undefined) {
      const at = (await this.#atOnce(below)) ?? (await this.#besideAt(entry, below));
      return at === undefined ? 'missing' : { at };
    }
    return this.#relative(entry, address);
  }

  /** Seen from the post's file, as editors have it; else from its page, as browsers do. */
  async #relative(entry: ManifestEntry, address: string): Promise<Place> {
    // What ends in a slash is no file, and may be the page of one.
    const isFile = !/(?:^|\/)\.{0,2}$/.test(address);
    const file = localPath(entry.path, address.replace(/\/+$/, ''));
    if (file !== undefined && !file.startsWith('../')) {
      if (isFile && (await this.#files.find(file))) return 'beside';
      const own = this.#statics.addressOf(this.#site.prefix + file);
      if (own !== undefined && (await this.#statics.find(own))) return { at: own };
      const issue = this.#issueOf(file);
      if (issue !== undefined) return { at: this.#archive.pathOf(issue) };
      if (isMarkdownName(file) && (await this.#isFile(file))) return 'missing';
    } else if (file !== undefined) {
      const inSite = posix.normalize(posix.join(this.#site.prefix, file));
      const own = inSite.startsWith('../') ? undefined : this.#statics.addressOf(inSite);
      if (own !== undefined) {
        this.#statics.refer(own, true);
        if (await this.#statics.find(own)) return { at: own };
      }
    }
    const base = `http://archive/${encodeURI(this.#archive.pathOf(entry))}`;
    const seen = URL.canParse(address, base) ? new URL(address, base) : undefined;
    const path = seen && percentDecoded(seen.pathname.slice(1));
    const at = path === undefined ? undefined : await this.#atOnce(path);
    return at === undefined ? 'missing' : { at };
  }

  /**
   * What an address from the root means seen from a post: a page below the post's first folder, which may
   * be that of a language; a picture beside the post, where some themes look for covers.
   */
  async #besideAt({ path }: ManifestEntry, below: string): Promise<string | undefined> {
    const [top = ''] = path.split('/');
    const issue =
      this.#site.rules === undefined ? this.#issueOf(`${top}/${below}`, true) : undefined;
    if (issue !== undefined) return this.#archive.pathOf(issue);
    const file = posix.join(posix.dirname(path), below);
    return isMediaName(below) && (await this.#files.find(file)) ? postsFolder + file : undefined;
  }

  /**
   * The issue whose file a link means without its ending.
   *
   * @param isFolded whether it is meant in any case: site generators write addresses in lower case
   */
  #issueOf(file: string, isFolded = false): ManifestEntry | undefined {
    const name = file.replace(/\/$/, '');
    for (const ending of ['.md', '.markdown', '/index.md', '/README.md']) {
      const issue = this.#archive.issueOfFile(name + ending);
      if (issue !== undefined) return issue;
    }
    if (!isFolded) return undefined;
    this.#folded ??= new Map(
      this.#archive.manifest.posts.map((entry) => [
        entry.path.replace(/(?:\/index)?\.[^./]+$/, '').toLowerCase(),
        entry,
      ]),
    );
    return this.#folded.get(name.toLowerCase());
  }

  /** The path below the site that an address from its root means. */
  #pathInSite(address: string): string | undefined {
    const isRooted = /^\/(?!\/)/.test(address);
    const below = pathBelow(address, this.#site.bases) ?? (isRooted ? address.slice(1) : undefined);
    if (below === undefined) return undefined;
    const url = URL.canParse(`http://archive/${below}`)
      ? new URL(`http://archive/${below}`)
      : undefined;
    return url && percentDecoded(url.pathname.slice(1));
  }

  #atOnce(path: string): Promise<string | undefined> {
    let found = this.#rooted.get(path);
    if (found === undefined) {
      found = this.#at(path);
      this.#rooted.set(path, found);
    }
    return found;
  }

  /** What the archive has at an address of the site. */
  async #at(path: string): Promise<string | undefined> {
    const clean = path.replace(/(^|\/)index\.html$/, '$1');
    if (clean === '') return this.#site.rules === undefined ? undefined : '';
    const page = this.#pageAt(clean);
    if (page !== undefined) return page;
    if (this.#isFeed(clean)) return clean;
    this.#statics.refer(clean, true);
    if (await this.#statics.find(clean)) return clean;
    for (const file of this.#filesAt(clean)) {
      this.#files.refer(file, true);
      if (await this.#files.find(file)) return postsFolder + file;
      const own = this.#statics.addressOf(this.#site.prefix + file);
      if (own !== undefined && (await this.#statics.find(own))) return own;
    }
    // `{{ site.baseurl }}{% post_url … %}` of Jekyll 3 has the base twice with Jekyll 4.
    const again = pathBelow(`/${path}`, this.#site.bases);
    return again === undefined ? undefined : this.#at(again);
  }

  #pageAt(path: string): string | undefined {
    const archive = this.#archive;
    for (const address of [path, `${path}/`, `${path}.html`, path.replace(/\/$/, '.html')]) {
      if (archive.issueAt(address) ?? archive.termAt(address)) return address;
      const moved = this.#redirects.files.get(fileAt(address));
      if (moved !== undefined) return archive.pathOf(moved);
      const list = Object.hasOwn(this.#lists, address) ? this.#lists[address] : undefined;
      if (list === '') return '';
      const term = list && archive.term(list.facet, list.value);
      if (term) return term.path;
    }
    const issue = isMarkdownName(path) ? undefined : this.#issueOf(path);
    return issue && archive.pathOf(issue);
  }

  #isFeed(path: string): boolean {
    return /^(?:index\.xml|atom\.xml|feed\.json)$/.test(path) || this.#feeds.has(path);
  }

  /** The files of the folder that a site has at an address, relative to the root. */
  *#filesAt(path: string, of?: string): Iterable<string> {
    const { rules, prefix } = this.#site;
    for (const file of contentPaths(rules, prefix, path)) {
      if (file.startsWith(prefix)) yield file.slice(prefix.length);
    }
    if (of !== undefined) return;
    // What lies with a post stands with its page.
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const issue = this.#archive.issueAt(path.slice(0, at + 1));
      if (issue === undefined) continue;
      const rest = path.slice(at + 1);
      yield posix.join(posix.dirname(issue.path), rest);
      yield `${issue.path.replace(/\.[^./]+$/, '')}/${rest}`;
    }
  }
}
