import type { CatalogQuery } from 'broadsheet';

/** How the list may be ordered. */
export type Sort = 'newest' | 'oldest' | 'title' | 'relevance';

/** The orders there are, the usual one first: what was looked for comes by how well it matches. */
export function sortsFor(words: string): readonly [Sort, ...Sort[]] {
  return words === '' ? ['newest', 'oldest', 'title'] : ['relevance', 'newest', 'oldest'];
}

/** Facets of the catalog that the page shows, in this order. */
export const facetNames = ['years', 'categories', 'tags', 'authors', 'langs'] as const;
export type FacetName = (typeof facetNames)[number];

/** What the reader asked the list for. */
export interface Filter {
  words: string;
  /** Chosen values by facet. */
  chosen: Readonly<Record<FacetName, readonly string[]>>;
  from: string | undefined;
  to: string | undefined;
  sort: Sort;
}

/** The list without any filter. */
export const everything: Filter = {
  words: '',
  chosen: { years: [], categories: [], tags: [], authors: [], langs: [] },
  from: undefined,
  to: undefined,
  sort: 'newest',
};

const keys: Record<FacetName, string> = {
  years: 'year',
  categories: 'category',
  tags: 'tag',
  authors: 'author',
  langs: 'lang',
};

const day = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const year = /^\d{4}$/;

/** The list narrowed down to one value of one facet. */
export function only(facet: FacetName, value: string): Filter {
  return { ...everything, chosen: { ...everything.chosen, [facet]: [value] } };
}

/** Reads a query string on top of what a page stands for. What it does not understand is passed over. */
export function parseFilter(search: string, base: Filter = everything): Filter {
  const query = new URLSearchParams(search);
  const valuesOf = (facet: FacetName) => [
    ...new Set([
      ...base.chosen[facet],
      ...query.getAll(keys[facet]).filter((value) => value.trim() !== ''),
    ]),
  ];
  const dayOf = (key: string) => query.getAll(key).find(isDay);
  const words = query.get('q')?.trim() ?? '';
  const sorts = sortsFor(words);
  return {
    words,
    chosen: {
      years: valuesOf('years').filter((value) => year.test(value)),
      categories: valuesOf('categories'),
      tags: valuesOf('tags'),
      authors: valuesOf('authors'),
      langs: valuesOf('langs'),
    },
    from: dayOf('from'),
    to: dayOf('to'),
    sort: sorts.find((name) => name === query.get('sort')) ?? sorts[0],
  };
}

/** What many links of an archive's lists have in common, made once: its facets' values in a query. */
const pairs = new Map<string, string>();
const mostPairs = 10_000;

function pairOf(facet: FacetName, value: string): string {
  const name = `${facet} ${value}`;
  let pair = pairs.get(name);
  if (pair === undefined) {
    if (pairs.size >= mostPairs) pairs.clear();
    pair = new URLSearchParams([[keys[facet], value]]).toString();
    pairs.set(name, pair);
  }
  return pair;
}

/** A filter's parts in a query: what stands before the values of its facets, these, and the rest. */
function partsOf({ words, chosen, from, to, sort }: Filter) {
  const rest: string[] = [];
  // Days and orders have no characters that a query would escape.
  if (from !== undefined) rest.push(`from=${from}`);
  if (to !== undefined) rest.push(`to=${to}`);
  // The first is the usual one; and what was an order of matches is none without words.
  if (sortsFor(words).indexOf(sort) > 0) rest.push(`sort=${sort}`);
  return {
    words: words === '' ? [] : [new URLSearchParams({ q: words }).toString()],
    values: facetNames.map((facet) => chosen[facet].map((value) => pairOf(facet, value))),
    rest,
  };
}

/** Writes a filter as a query string, `?tag=a&year=2024`; empty for everything. */
export function searchOf(filter: Filter): string {
  const { words, values, rest } = partsOf(filter);
  const query = [...words, ...values.flat(), ...rest];
  return query.length === 0 ? '' : `?${query.join('&')}`;
}

/** The same of the filter with one more value of a facet, for as many values as there are. */
export function searchesWith(filter: Filter, facet: FacetName): (value: string) => string {
  const { words, values, rest } = partsOf(filter);
  const end = facetNames.indexOf(facet) + 1;
  const before = [...words, ...values.slice(0, end).flat()].map((pair) => `${pair}&`).join('');
  const after = [...values.slice(end).flat(), ...rest].map((pair) => `&${pair}`).join('');
  return (value) => `?${before}${pairOf(facet, value)}${after}`;
}

/** The filter as a question to the catalog, which alone decides what matches. */
export function queryOf(filter: Filter, offset: number, limit: number): CatalogQuery {
  const { chosen, words, from, to, sort } = filter;
  return {
    words,
    years: chosen.years.map(Number),
    categories: [...chosen.categories],
    tags: [...chosen.tags],
    authors: [...chosen.authors],
    langs: [...chosen.langs],
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    // Whether drafts are published is decided where the manifest is written.
    drafts: true,
    sort,
    offset,
    limit,
  };
}

/** Whether two facet values are one to the catalog: case and outer blanks do not matter. */
export function sameValue(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The filter with a facet value chosen, or no longer chosen. */
export function toggled(filter: Filter, facet: FacetName, value: string): Filter {
  const others = filter.chosen[facet].filter((chosen) => !sameValue(chosen, value));
  const values = others.length < filter.chosen[facet].length ? others : [...others, value];
  return { ...filter, chosen: { ...filter.chosen, [facet]: values } };
}

/** Whether anything narrows the list down. */
export function isFiltered(filter: Filter): boolean {
  return (
    filter.words !== '' ||
    filter.from !== undefined ||
    filter.to !== undefined ||
    facetNames.some((facet) => filter.chosen[facet].length > 0)
  );
}

/** Whether a value is a year, month or day that the calendar has. */
function isDay(value: string): boolean {
  if (!day.test(value)) return false;
  const instant = new Date(`${value}${'-01-01'.slice(value.length - 4)}T00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}
