import type { CatalogQuery } from 'broadsheet';

/** How the list may be ordered. */
export type Sort = 'newest' | 'oldest' | 'title';

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

/** What the address says: an issue, or the list with so many pages of it. */
export type Route =
  | { view: 'post'; path: string }
  | { view: 'list'; filter: Filter; pages: number };

const keys: Record<FacetName, string> = {
  years: 'year',
  categories: 'category',
  tags: 'tag',
  authors: 'author',
  langs: 'lang',
};

const day = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const year = /^\d{4}$/;
const mostPages = 10_000;

/** The list without any filter. */
export const everything: Filter = {
  words: '',
  chosen: { years: [], categories: [], tags: [], authors: [], langs: [] },
  from: undefined,
  to: undefined,
  sort: 'newest',
};

/** Reads a query string. What it does not understand is passed over. */
export function parseRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const path = query.get('post');
  if (path) return { view: 'post', path };
  const valuesOf = (facet: FacetName) => [
    ...new Set(query.getAll(keys[facet]).filter((value) => value.trim() !== '')),
  ];
  const dayOf = (key: string) => query.getAll(key).find(isDay);
  const sort = query.get('sort');
  const pages = Number(query.get('page'));
  return {
    view: 'list',
    pages: Number.isInteger(pages) && pages > 1 ? Math.min(pages, mostPages) : 1,
    filter: {
      words: query.get('q')?.trim() ?? '',
      chosen: {
        years: valuesOf('years').filter((value) => year.test(value)),
        categories: valuesOf('categories'),
        tags: valuesOf('tags'),
        authors: valuesOf('authors'),
        langs: valuesOf('langs'),
      },
      from: dayOf('from'),
      to: dayOf('to'),
      sort: sort === 'oldest' || sort === 'title' ? sort : 'newest',
    },
  };
}

/** Whether a value is a year, month or day that the calendar has. */
function isDay(value: string): boolean {
  if (!day.test(value)) return false;
  const instant = new Date(`${value}${'-01-01'.slice(value.length - 4)}T00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

/** Writes a route as an address relative to the page. */
export function urlOf(route: Route): string {
  const query = new URLSearchParams();
  if (route.view === 'post') {
    query.set('post', route.path);
  } else {
    const { words, chosen, from, to, sort } = route.filter;
    if (words !== '') query.set('q', words);
    for (const facet of facetNames) {
      for (const value of chosen[facet]) query.append(keys[facet], value);
    }
    if (from !== undefined) query.set('from', from);
    if (to !== undefined) query.set('to', to);
    if (sort !== 'newest') query.set('sort', sort);
    if (route.pages > 1) query.set('page', String(route.pages));
  }
  // Slashes need no escape in a query; `?post=2023/letter.md` is easier on the eye.
  const text = query.toString().replaceAll('%2F', '/');
  return location.pathname + (text === '' ? '' : `?${text}`);
}

/** The address of an issue. */
export function urlOfPost(path: string): string {
  return urlOf({ view: 'post', path });
}

/** The address of the list with one facet value chosen. */
export function urlOfValue(facet: FacetName, value: string): string {
  const chosen = { ...everything.chosen, [facet]: [value] };
  return urlOf({ view: 'list', filter: { ...everything, chosen }, pages: 1 });
}

/** The filter as a question to the catalog, which alone decides what matches. */
export function queryOf(filter: Filter, limit: number): CatalogQuery {
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
