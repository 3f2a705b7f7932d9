import type { ManifestEntry } from 'broadsheet';
import {
  type FacetName,
  type Filter,
  everything,
  facetNames,
  only,
  parseFilter,
  searchOf,
  searchesWith,
  sortsFor,
} from './filter.js';
import { undatedPath } from './own-files.js';
import type { Site, Term } from './site.js';

/** What an address stands for. */
export type Route = { view: 'issue'; entry: ManifestEntry } | ListRoute | { view: 'missing' };

/** A list, or a part of one. */
export interface ListRoute {
  view: 'list';
  filter: Filter;
  /** The address below the archive without page: `` or `tags/letters/`. */
  path: string;
  term?: Term;
  /** The list of issues without a date; filters do not reach them. */
  undated?: true;
  /** The first page shown, counted from 1. */
  first: number;
  /** How many pages are shown. */
  pages: number;
}

/** So many issues make a page of a list. */
export const pageSize = 50;
const mostPages = 10_000;

/**
 * Reads an address.
 *
 * @param path below the archive, not percent-encoded: `tags/letters/page/2/`
 * @param search the query string
 */
export function parseRoute(site: Site, path: string, search: string): Route {
  const query = new URLSearchParams(search);
  const clean = path.replace(/(^|\/)index\.html$/, '$1');
  // Addresses of the first version of the page.
  const file = clean === '' ? query.get('post') : null;
  const entry = file === null ? site.issueAt(clean) : site.issueOfFile(file);
  if (entry !== undefined) return { view: 'issue', entry };
  if (file !== null) return { view: 'missing' };
  const paged = /^(.*?)page\/([1-9]\d{0,4})\/$/.exec(clean);
  const listPath = paged?.[1] ?? clean;
  const more = Number(query.get('page'));
  const shared = {
    view: 'list' as const,
    path: listPath,
    first: Number(paged?.[2] ?? 1),
    pages: Number.isInteger(more) && more > 1 ? Math.min(more, mostPages) : 1,
  };
  if (listPath === '' && paged === null) return { ...shared, filter: parseFilter(search) };
  if (listPath === undatedPath) return { ...shared, filter: everything, undated: true };
  const term = site.termAt(listPath);
  if (term === undefined) return { view: 'missing' };
  return { ...shared, term, filter: parseFilter(search, only(term.facet, term.value)) };
}

/** The address of a list below the archive, not percent-encoded but for its query. */
export function addressOfList(site: Site, filter: Filter): string {
  const alone = loneTerm(site, filter);
  return alone?.path ?? searchOf(filter);
}

/** The same of the filter with one more value of a facet, for as many values as there are. */
export function addressesWith(
  site: Site,
  filter: Filter,
  facet: FacetName,
): (value: string) => string {
  const search = searchesWith(filter, facet);
  if (searchOf(filter) !== '') return search;
  return (value) => site.term(facet, value)?.path ?? search(value);
}

/** The term a filter asks for and nothing else. */
export function loneTerm(site: Site, filter: Filter): Term | undefined {
  const { words, from, to, sort, chosen } = filter;
  if (words !== '' || from !== undefined || to !== undefined) return undefined;
  if (sortsFor(words).indexOf(sort) > 0) return undefined;
  let alone: Term | undefined;
  let count = 0;
  for (const facet of facetNames) {
    const [value] = chosen[facet];
    count += chosen[facet].length;
    if (count > 1) return undefined;
    if (value !== undefined) alone = site.term(facet, value);
  }
  return alone;
}
