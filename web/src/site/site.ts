import type { Catalog, Facet, Facets, Manifest, ManifestEntry } from 'broadsheet';
import { type FacetName, everything, queryOf } from './filter.js';
import { type InterfaceLanguage, archiveLanguages } from './language.js';
import { permalinkOf } from './permalinks.js';
import { Slugs, slugOf } from './slug.js';

/** A facet value that has a list page of its own. */
export interface Term {
  facet: FacetName;
  value: string;
  count: number;
  /** The address of its page below the archive: `tags/open-source/`. */
  path: string;
}

/** The facets whose values have pages, and the folders these lie in. */
export const termFolders = {
  years: 'years/',
  categories: 'categories/',
  tags: 'tags/',
  authors: 'authors/',
} as const;
type TermFacet = keyof typeof termFolders;

/** The page of the issues without a date. */
export const undatedPath = 'years/undated/';

/**
 * What the page knows of an archive as a whole: its order and its addresses. Made of the manifest
 * alone, so that the build and every browser come to the same.
 */
export class Site {
  readonly manifest: Manifest;
  readonly catalog: Catalog<ManifestEntry>;
  /** All issues, newest first; those without a date last. */
  readonly order: readonly ManifestEntry[];
  readonly facets: Facets;
  /** The interface languages that the archive is written in; the main one first. */
  readonly languages: readonly InterfaceLanguage[];
  readonly terms: readonly Term[];
  /** The first and the last day of the archive, as dates are written; undefined without any. */
  readonly span: { first: string; last: string } | undefined;
  readonly #paths = new Map<ManifestEntry, string>();
  readonly #byPath = new Map<string, ManifestEntry>();
  readonly #byFile = new Map<string, ManifestEntry>();
  readonly #positions = new Map<ManifestEntry, number>();
  readonly #terms = new Map<string, Term>();
  readonly #termsByPath = new Map<string, Term>();

  /** @param catalog over the manifest's posts; stays the caller's to dispose of */
  constructor(manifest: Manifest, catalog: Catalog<ManifestEntry>) {
    this.manifest = manifest;
    this.catalog = catalog;
    const all = catalog.query(queryOf(everything, 0, manifest.posts.length));
    this.order = all.posts;
    this.facets = all.facets;
    this.languages = archiveLanguages(manifest.posts);
    const last = this.order[0]?.data.date;
    const first = this.order.findLast(({ data }) => data.date !== undefined)?.data.date;
    this.span =
      first === undefined || last === undefined
        ? undefined
        : { first: first.slice(0, 10), last: last.slice(0, 10) };
    const slugs = new Slugs();
    // In the order of the files: a new issue never takes the address of an old one.
    for (const entry of manifest.posts) {
      const [, name = '', ending = ''] =
        /^(.*?)(\/|\.html?)$/.exec(permalinkOf(entry, manifest.permalinks)) ?? [];
      const path = slugs.claim(name, ending);
      this.#paths.set(entry, path);
      this.#byPath.set(path, entry);
      this.#byFile.set(entry.path, entry);
    }
    for (const [position, entry] of this.order.entries()) this.#positions.set(entry, position);
    this.terms = (Object.keys(termFolders) as TermFacet[]).flatMap((facet) =>
      this.#termsOf(facet, all.facets[facet]),
    );
    for (const term of this.terms) {
      this.#terms.set(keyOf(term.facet, term.value), term);
      this.#termsByPath.set(term.path, term);
    }
  }

  /** The address of an issue's page below the archive. */
  pathOf(entry: ManifestEntry): string {
    return this.#paths.get(entry) ?? '';
  }

  /** The issue whose page has this address below the archive, not percent-encoded. */
  issueAt(path: string): ManifestEntry | undefined {
    return this.#byPath.get(path);
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

  #termsOf(facet: TermFacet, values: readonly Facet[]): Term[] {
    const slugs = new Slugs();
    const folder = termFolders[facet];
    return values.map(({ value, count }) => ({
      facet,
      value,
      count,
      path: `${folder}${slugs.claim(slugOf(value) || 'other')}/`,
    }));
  }
}

/**
 * The path at which an archive will be published, from its `baseURL`; `/` where none is known.
 * Starts and ends in a slash.
 */
export function publishedPath({ baseUrl }: Manifest): string {
  const path = baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).pathname : '/';
  return path.replace(/\/*$/, '/');
}

function keyOf(facet: FacetName, value: string): string {
  return `${facet}:${value.trim().toLowerCase()}`;
}
