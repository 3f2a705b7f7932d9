import type { Catalog, Facet, Facets, Manifest, ManifestEntry } from 'broadsheet';
import { Addresses } from './addresses.js';
import type { FacetName } from './filter.js';
import { directionOf } from './direction.js';
import { type InterfaceLanguage, archiveLanguages, languagesOf } from './language.js';
import { allIn, allOf } from './listing.js';
import { mailBeside, termFolders, undatedPath } from './own-files.js';
import { parsedUrl } from './parsed-url.js';
import { distinctAddresses } from './distinct-addresses.js';
import { slugOf } from './slug.js';

/** A facet value that has a list page of its own. */
export interface Term {
  facet: FacetName;
  value: string;
  count: number;
  /** The address of its page below the archive: `tags/open-source/`. */
  path: string;
}

/** A catalog over an archive's issues, or what makes one when lists are asked for. */
export type CatalogSource = Catalog<ManifestEntry> | (() => Catalog<ManifestEntry>);

type TermFacet = keyof typeof termFolders;

/**
 * What the page knows of an archive as a whole: its order and its addresses. Made of the manifest
 * alone, so that the build and every browser come to the same.
 */
export class Site {
  readonly manifest: Manifest;
  readonly #catalog: CatalogSource;
  #made: Catalog<ManifestEntry> | undefined;
  /** All issues, newest first; those without a date last. */
  readonly order: readonly ManifestEntry[];
  /** Issues that have a page and stand in no list. */
  readonly unlisted: readonly ManifestEntry[];
  /** What is no issue: about, imprint. */
  readonly pages: readonly ManifestEntry[];
  readonly facets: Facets;
  /** The interface languages that the archive is written in; the main one first. */
  readonly languages: readonly InterfaceLanguage[];
  /** What most issues are in; `und` where nothing tells. */
  readonly mainLanguage: string;
  /** In which direction that is written, and the page with it. */
  readonly direction: 'ltr' | 'rtl';
  readonly terms: readonly Term[];
  /** The first and the last day of the archive, as dates are written; undefined without any. */
  readonly span: { first: string; last: string } | undefined;
  /** What is taken by lists and issues: whatever else needs an address asks here. */
  readonly addresses: Addresses;
  readonly #paths = new Map<ManifestEntry, string>();
  readonly #byPath = new Map<string, ManifestEntry>();
  readonly #byFile = new Map<string, ManifestEntry>();
  readonly #mails = new Map<ManifestEntry, string>();
  readonly #byMail = new Map<string, ManifestEntry>();
  readonly #positions = new Map<ManifestEntry, number>();
  readonly #terms = new Map<string, Term>();
  readonly #termsByPath = new Map<string, Term>();

  /**
   * @param catalog over the manifest's posts; one that is given stays the caller's to dispose of. It is
   *   not made for a manifest with a listing until a list is asked for.
   */
  constructor(manifest: Manifest, catalog: CatalogSource) {
    this.manifest = manifest;
    this.#catalog = catalog;
    const all = allIn(manifest) ?? allOf(this.catalog, manifest.posts);
    this.order = all.order;
    const issues = manifest.posts.filter(({ page }) => page !== true);
    this.unlisted = issues.filter(({ unlisted }) => unlisted === true);
    this.pages = manifest.posts.filter(({ page }) => page === true);
    this.facets = all.facets;
    this.languages = archiveLanguages(issues);
    this.mainLanguage = languagesOf(issues)[0] ?? 'und';
    this.direction = directionOf(this.mainLanguage) === 'rtl' ? 'rtl' : 'ltr';
    const last = this.order[0]?.data.date;
    const first = this.order.findLast(({ data }) => data.date !== undefined)?.data.date;
    this.span =
      first === undefined || last === undefined
        ? undefined
        : { first: first.slice(0, 10), last: last.slice(0, 10) };
    this.addresses = new Addresses(manifest.posts);
    const [folder = '', undated = ''] = undatedPath.split(/(?<=\/)/);
    this.addresses.claimList(folder, undated.slice(0, -1));
    // Lists are the archive's own; an issue gives way to them.
    this.terms = (Object.keys(termFolders) as TermFacet[]).flatMap((facet) =>
      this.#termsOf(facet, all.facets[facet]),
    );
    const { wishes } = distinctAddresses(manifest.posts, manifest.permalinks);
    for (const [entry, wish] of wishes) {
      const path = this.addresses.claim(wish);
      this.#paths.set(entry, path);
      this.#byPath.set(path, entry);
      this.#byFile.set(entry.path, entry);
    }
    if (manifest.owner?.mails === true) this.#placeMails();
    for (const [position, entry] of this.order.entries()) this.#positions.set(entry, position);
    for (const term of this.terms) {
      this.#terms.set(keyOf(term.facet, term.value), term);
      this.#termsByPath.set(term.path, term);
    }
  }

  /** What lists are asked of. */
  get catalog(): Catalog<ManifestEntry> {
    this.#made ??= typeof this.#catalog === 'function' ? this.#catalog() : this.#catalog;
    return this.#made;
  }

  /** Gives back what it has made itself. */
  dispose(): void {
    if (typeof this.#catalog === 'function') this.#made?.dispose();
  }

  /** The address of an issue's page below the archive. */
  pathOf(entry: ManifestEntry): string {
    return this.#paths.get(entry) ?? '';
  }

  /** The issue whose page has this address below the archive, not percent-encoded. */
  issueAt(path: string): ManifestEntry | undefined {
    return this.#byPath.get(path);
  }

  /** The file of an issue's mail below the archive, where it has one. */
  mailOf(entry: ManifestEntry): string | undefined {
    return this.#mails.get(entry);
  }

  /** The issue whose mail is this file. */
  issueOfMail(file: string): ManifestEntry | undefined {
    return this.#byMail.get(file);
  }

  /** The issue whose Markdown file has this path. */
  issueOfFile(file: string): ManifestEntry | undefined {
    return this.#byFile.get(file);
  }

  /** The term whose page has this address. */
  termAt(path: string): Term | undefined {
    return this.#termsByPath.get(path);
  }

  /** The term of a facet's value, in any case. */
  term(facet: FacetName, value: string): Term | undefined {
    return this.#terms.get(keyOf(facet, value));
  }

  /** The issues before and after one in time. */
  neighbours(entry: ManifestEntry): Record<'newer' | 'older', ManifestEntry | undefined> {
    const position = this.positionOf(entry);
    return { newer: this.order[position - 1], older: this.order[position + 1] };
  }

  /** Where an issue of the archive stands in its order. */
  positionOf(entry: ManifestEntry): number {
    return this.#positions.get(entry) ?? Number.NaN;
  }

  /** The issues without a date. */
  undated(): ManifestEntry[] {
    return this.order.filter(({ data }) => data.date === undefined);
  }

  /** Beside each issue's page, where no other page is. */
  #placeMails(): void {
    for (const [entry, path] of this.#paths) {
      const file = mailBeside(path);
      if (entry.page === true || !this.addresses.take(file)) continue;
      this.#mails.set(entry, file);
      this.#byMail.set(file, entry);
    }
  }

  #termsOf(facet: TermFacet, values: readonly Facet[]): Term[] {
    return values.map(({ value, count }) => ({
      facet,
      value,
      count,
      path: this.addresses.claimList(termFolders[facet], slugOf(value) || 'other'),
    }));
  }
}

/**
 * The path at which an archive will be published, from its `baseURL`; `/` where none is known.
 * Starts and ends in a slash.
 */
export function publishedPath({ baseUrl }: Manifest): string {
  const path = (baseUrl === undefined ? undefined : parsedUrl(baseUrl)?.pathname) ?? '/';
  return path.replace(/\/*$/, '/');
}

function keyOf(facet: FacetName, value: string): string {
  return `${facet}:${value.trim().toLowerCase()}`;
}
