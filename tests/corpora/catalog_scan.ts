/**
 * The catalog once more, as plainly as it can be said: every query walks over all posts, and over
 * them again for every facet. Only the contract of wasm/src/api/types.ts is used.
 */
import type { CatalogEntry, CatalogQuery, Facet, Facets } from 'broadsheet';

/** What a query should find. */
export interface ScanPage {
  total: number;
  /** Positions in the list of entries, in order. */
  positions: number[];
  facets: Facets;
}

const blank = /[\p{White_Space}\u200b\ufeff]/u;
const blanks = new RegExp(`${blank.source}+`, 'gu');
const outerBlanks = new RegExp(`^${blank.source}+|${blank.source}+$`, 'gu');

function trim(text: string): string {
  return text.replace(outerBlanks, '');
}

/** Each text is folded once; a scan meets it again with every query. */
const foldedTexts = new Map<string, string>();

/** Blanks, case and width do not tell terms apart. */
function fold(text: string): string {
  let folded = foldedTexts.get(text);
  if (folded === undefined) {
    folded = trim(text)
      .replace(blanks, ' ')
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/./gsu, (character) => character.toLowerCase());
    foldedTexts.set(text, folded);
  }
  return folded;
}

/** By the bytes of UTF-8. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** What a facet's values of one post are, as written. */
const valuesOf: Record<keyof Facets, (entry: CatalogEntry) => string[]> = {
  tags: ({ data }) => data.tags ?? [],
  categories: ({ data }) => data.categories ?? [],
  authors: ({ data }) => data.authors ?? [],
  years: ({ data }) => (data.date === undefined ? [] : [data.date.slice(0, 4)]),
  langs: ({ data }) => (data.lang === undefined ? [] : [data.lang]),
};

const facetNames = Object.keys(valuesOf) as (keyof Facets)[];

/** The distinct folded terms of a post. */
function termsOf(entry: CatalogEntry, facet: keyof Facets): Set<string> {
  return new Set(
    valuesOf[facet](entry)
      .map(fold)
      .filter((term) => term !== ''),
  );
}

/** A day as text that sorts like it; bounds are completed to the first or last day there is. */
function boundOf(text: string, missing: '-01-01' | '-12-31'): string {
  const [year, month, day] = text.split('-');
  if (month === undefined) return `${year}${missing}`;
  if (day !== undefined) return text;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${missing === '-01-01' ? '01' : last}`;
}

/** Milliseconds since 1970; a time without offset counts as UTC, no date as never. */
function instantOf({ data: { date } }: CatalogEntry): number | undefined {
  if (date === undefined) return undefined;
  return Date.parse(/T[\d:.]+$/.test(date) ? `${date}Z` : date);
}

function isSelected(entry: CatalogEntry, facet: keyof Facets, query: CatalogQuery): boolean {
  const wanted = (query[facet] ?? []).map(String);
  if (wanted.length === 0) return true;
  const terms = termsOf(entry, facet);
  return wanted.some((value) => terms.has(fold(value)));
}

function wordsOf(query: CatalogQuery): string[] {
  return fold(query.words ?? '')
    .split(' ')
    .filter((word) => word !== '');
}

/** All that is asked of a post but the facets. */
function passes(entry: CatalogEntry, query: CatalogQuery): boolean {
  const { title = '', description = '', date, draft } = entry.data;
  if (draft === true && query.drafts !== true) return false;
  const day = date?.slice(0, 10);
  if (query.from && !(day !== undefined && day >= boundOf(query.from, '-01-01'))) return false;
  if (query.to && !(day !== undefined && day <= boundOf(query.to, '-12-31'))) return false;
  const fields = [fold(title), fold(description)];
  return wordsOf(query).every((word) => fields.some((field) => field.includes(word)));
}

/** The most frequent spelling of every term, over all posts of the catalog. */
function spellingsOf(entries: CatalogEntry[], facet: keyof Facets): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const spelling of entries.flatMap(valuesOf[facet]).map(trim)) {
    const spellings = counts.get(fold(spelling)) ?? new Map<string, number>();
    spellings.set(spelling, (spellings.get(spelling) ?? 0) + 1);
    counts.set(fold(spelling), spellings);
  }
  const best = ([a, times]: [string, number], [b, others]: [string, number]) =>
    others - times || compare(a, b);
  return new Map(
    [...counts].map(([term, spellings]) => [term, [...spellings].sort(best)[0]?.[0] ?? '']),
  );
}

/** Answers queries over a list of posts. */
export function scanner(entries: CatalogEntry[]): (query: CatalogQuery) => ScanPage {
  const spellings = Object.fromEntries(
    facetNames.map((facet) => [facet, spellingsOf(entries, facet)]),
  ) as Record<keyof Facets, Map<string, string>>;
  return (query) => {
    const passing = entries.filter((entry) => passes(entry, query));
    const matching = passing.filter((entry) =>
      facetNames.every((facet) => isSelected(entry, facet, query)),
    );
    const positions = sorted(matching, query).map((entry) => entries.indexOf(entry));
    const offset = query.offset ?? 0;
    const facets = Object.fromEntries(
      facetNames.map((facet) => {
        const others = facetNames.filter((other) => other !== facet);
        const counted = passing.filter((entry) =>
          others.every((other) => isSelected(entry, other, query)),
        );
        return [facet, countTerms(counted, facet, spellings[facet])];
      }),
    ) as unknown as Facets;
    return {
      total: matching.length,
      positions: positions.slice(offset, offset + (query.limit ?? positions.length)),
      facets,
    };
  };
}

function countTerms(
  entries: CatalogEntry[],
  facet: keyof Facets,
  spellings: Map<string, string>,
): Facet[] {
  const counts = new Map<string, number>();
  for (const term of entries.flatMap((entry) => [...termsOf(entry, facet)])) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const list = [...counts].map(([term, count]) => ({ value: spellings.get(term) ?? '', count }));
  if (facet === 'years') return list.sort((a, b) => Number(b.value) - Number(a.value));
  return list.sort((a, b) => b.count - a.count || compare(a.value, b.value));
}

function sorted(entries: CatalogEntry[], query: CatalogQuery): CatalogEntry[] {
  const words = wordsOf(query);
  const byDate = (sign: 1 | -1) => (a: CatalogEntry, b: CatalogEntry) => {
    const [first, second] = [instantOf(a), instantOf(b)];
    if (first === undefined && second === undefined) return byIssue(a, b, sign);
    if (first === undefined || second === undefined) {
      return Number(first === undefined) - Number(second === undefined);
    }
    return sign * (first - second);
  };
  const titleLacksWords = ({ data: { title = '' } }: CatalogEntry) =>
    Number(!words.every((word) => fold(title).includes(word)));
  const orders: Record<
    NonNullable<CatalogQuery['sort']>,
    (a: CatalogEntry, b: CatalogEntry) => number
  > = {
    newest: byDate(-1),
    oldest: byDate(1),
    title: (a, b) => compare(fold(a.data.title ?? ''), fold(b.data.title ?? '')),
    relevance: (a, b) => titleLacksWords(a) - titleLacksWords(b) || byDate(-1)(a, b),
  };
  const order = orders[query.sort ?? 'newest'];
  return [...entries].sort((a, b) => order(a, b) || comparePaths(a.path, b.path));
}

/** Of posts without a date: those with a number by it, before those without. */
function byIssue(a: CatalogEntry, b: CatalogEntry, sign: number): number {
  const [first, second] = [a.data.issue, b.data.issue];
  if (typeof first === 'number' && typeof second === 'number') return sign * (first - second);
  return Number(typeof first !== 'number') - Number(typeof second !== 'number');
}

/** As people count: every run of digits filled up with zeros, and where that is the same, as written. */
function comparePaths(a: string, b: string): number {
  const filled = (path: string): string =>
    path.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(40, '0'));
  return compare(filled(a), filled(b)) || compare(a, b);
}
