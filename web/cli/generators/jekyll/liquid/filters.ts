/*
 * Filters of Liquid (https://shopify.github.io/liquid/) and Jekyll (https://jekyllrb.com/docs/liquid/
 * filters/) that make a value of a value, and ask nothing of the machine.
 */
import { escapeHtml } from '../../../../page/site/escape-html.js';
import { percentDecoded } from '../../../../page/site/percent-decoded.js';
import { isMap } from '../../values.js';
import { slugified, slugifiedPretty } from '../slug.js';
import { formatted, momentOf } from './dates.js';
import type { Value } from './expressions.js';
import { compare, isEmpty, isTrue, listOf, memberOf, numberOf, textOf } from './values.js';

/** What filters ask of a site. */
export interface FilterSite {
  url: string;
  baseurl: string;
  timeZone: string;
}

export type FilterFunction = (input: Value, given: readonly Value[], site: FilterSite) => Value;

/** A text that a filter makes is no longer: it is asked before that is made. */
export const longestText = 1 << 20;

type TextFilter = (text: string, given: readonly string[]) => Value;

const ofTexts: Readonly<Record<string, TextFilter>> = {
  append: (text, [more = '']) => text + more,
  prepend: (text, [more = '']) => more + text,
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  downcase: (text) => text.toLowerCase(),
  upcase: (text) => text.toUpperCase(),
  strip: (text) => text.trim(),
  lstrip: (text) => text.trimStart(),
  rstrip: (text) => text.trimEnd(),
  strip_newlines: (text) => text.replace(/\r?\n/g, ''),
  newline_to_br: (text) => text.replace(/\r?\n/g, '<br />\n'),
  normalize_whitespace: (text) => text.replace(/\s+/g, ' ').trim(),
  strip_html: (text) => text.replace(/<[^<>]*>/g, ''),
  escape: escapeHtml,
  xml_escape: (text) => escapeHtml(text).replaceAll('&#39;', '&apos;'),
  escape_once: (text) => escapeHtml(text).replace(/&amp;(#\d+|#x[\da-f]+|\w+);/gi, '&$1;'),
  url_encode: (text) => encoded(text).replaceAll('%20', '+'),
  cgi_escape: (text) => encoded(text).replaceAll('%20', '+'),
  uri_escape: (text) => encodeURI(wellFormed(text)).replaceAll('%25', '%'),
  url_decode: (text) => decoded(text),
  remove: (text, [part = '']) => replaced(text, part, ''),
  remove_first: (text, [part = '']) => text.replace(part, ''),
  replace: (text, [part = '', other = '']) => replaced(text, part, other),
  replace_first: (text, [part = '', other = '']) => text.replace(part, () => other),
  split: (text, [sign = ' ']) =>
    text === '' ? [] : sign === ' ' ? text.trim().split(/\s+/) : withoutEmptyEnd(text.split(sign)),
  slugify: (text, [mode = 'default']) => slugFor(text, mode),
  truncate: (text, [length = '50', end = '...']) => {
    const letters = [...text];
    const most = numberOf(length);
    return letters.length <= most
      ? text
      : letters.slice(0, Math.max(0, most - [...end].length)).join('') + end;
  },
  truncatewords: (text, [count = '15', end = '...']) => {
    const words = text.split(/\s+/).filter((word) => word !== '');
    const most = Math.max(1, numberOf(count));
    return words.length <= most ? text : words.slice(0, most).join(' ') + end;
  },
  number_of_words: (text) => text.split(/\s+/).filter((word) => word !== '').length,
  strip_index: (text) => text.replace(/\/index\.html?$/, '/'),
};

const ofNumbers: Readonly<Record<string, (one: number, other: number) => number>> = {
  plus: (one, other) => one + other,
  minus: (one, other) => one - other,
  times: (one, other) => one * other,
  divided_by: (one, other) =>
    Number.isInteger(one) && Number.isInteger(other) ? Math.floor(one / other) : one / other,
  modulo: (one, other) => ((one % other) + other) % other,
  abs: (one) => Math.abs(one),
  ceil: (one) => Math.ceil(one),
  floor: (one) => Math.floor(one),
  round: (one, digits) => Math.round(one * 10 ** digits) / 10 ** digits,
  at_least: (one, other) => Math.max(one, other),
  at_most: (one, other) => Math.min(one, other),
};

const ofLists: Readonly<
  Record<string, (list: readonly Value[], given: readonly Value[]) => Value>
> = {
  join: (list, [sign]) => joined(list, sign === undefined ? ' ' : textOf(sign)),
  reverse: (list) => [...list].reverse(),
  sort: (list, [key]) => sorted(list, key, (text) => text),
  sort_natural: (list, [key]) => sorted(list, key, (text) => text.toLowerCase()),
  uniq: (list) => [...new Map(list.map((item) => [JSON.stringify(item), item])).values()],
  map: (list, [key]) => list.map((item) => memberOf(item, key)),
  compact: (list) => list.filter((item) => item !== undefined && item !== null),
  concat: (list, [more]) => [...list, ...listOf(more)],
  push: (list, [item]) => [...list, item],
  unshift: (list, [item]) => [item, ...list],
  pop: (list) => list.slice(0, -1),
  shift: (list) => list.slice(1),
  where: (list, [key, value]) =>
    list.filter((item) => {
      const found = memberOf(item, key);
      return value === undefined ? isTrue(found) : isWanted(found, value);
    }),
  group_by: (list, [key]) => {
    const groups = new Map<string, Value[]>();
    for (const item of list) {
      const name = textOf(memberOf(item, key));
      groups.set(name, [...(groups.get(name) ?? []), item]);
    }
    return [...groups].map(([name, items]) => ({ name, items, size: items.length }));
  },
  array_to_sentence_string: (list, [connector = 'and']) => {
    const words = list.map(textOf);
    const last = words.pop() ?? '';
    if (words.length === 0) return last;
    return `${words.join(', ')}${words.length > 1 ? ',' : ''} ${textOf(connector)} ${last}`;
  },
};

const others: Readonly<Record<string, FilterFunction>> = {
  size: (input) =>
    Array.isArray(input) || isMap(input) ? memberOf(input, 'size') : lengthOf(input),
  first: (input) => (isMap(input) ? Object.entries(input)[0] : memberOf(input, 'first')),
  last: (input) => memberOf(input, 'last'),
  default: (input, [other]) => (isTrue(input) && !isEmpty(input) ? input : other),
  slice: (input, [from, count]) => {
    const items = Array.isArray(input) ? (input as Value[]) : [...textOf(input)];
    const begin = numberOf(from) < 0 ? items.length + numberOf(from) : numberOf(from);
    if (begin < 0) return Array.isArray(input) ? [] : '';
    const cut = items.slice(begin, begin + (count === undefined ? 1 : numberOf(count)));
    return Array.isArray(input) ? cut : cut.join('');
  },
  date: (input, [format], { timeZone }) => {
    const moment = momentOf(input, timeZone);
    return moment === undefined || textOf(format) === ''
      ? input
      : formatted(moment, textOf(format), timeZone);
  },
  date_to_string: dateAs('%d %b %Y'),
  date_to_long_string: dateAs('%d %B %Y'),
  date_to_xmlschema: dateAs('%FT%T%:z'),
  date_to_rfc822: dateAs('%a, %d %b %Y %T %z'),
  jsonify: (input) => JSON.stringify(input ?? null),
  relative_url: (input, _, site) => relativeUrl(input, site),
  absolute_url: (input, _, site) => absoluteUrl(input, site),
};

const table = new Map<string, FilterFunction>(Object.entries(others));
for (const [name, filter] of Object.entries(ofTexts)) {
  table.set(name, (input, given) => filter(textOf(input), given.map(textOf)));
}
for (const [name, filter] of Object.entries(ofNumbers)) {
  table.set(name, (input, [other]) => filter(numberOf(input), numberOf(other)));
}
for (const [name, filter] of Object.entries(ofLists)) {
  table.set(name, (input, given) => filter(listOf(input), given));
}

/** The filter of a name; undefined where it is none of these. */
export function filterOf(name: string): FilterFunction | undefined {
  return table.get(name);
}

/** An address of the site, from the root of its host. */
export function relativeUrl(input: Value, { baseurl }: FilterSite): string {
  const path = textOf(input);
  if (/^[a-z][a-z\d+.-]*:/i.test(path)) return path;
  const base = baseurl.replace(/\/+$/, '');
  return (
    encodedPath(
      [base, path]
        .map(rooted)
        .join('')
        .replace(/^\/{2,}/, '/'),
    ) || '/'
  );
}

/** The same with the host; without one in the configuration, as above. */
export function absoluteUrl(input: Value, site: FilterSite): string {
  const path = textOf(input);
  if (/^[a-z][a-z\d+.-]*:/i.test(path)) return path;
  const relative = relativeUrl(path, site);
  return site.url === '' ? relative : site.url.replace(/\/+$/, '') + relative;
}

function rooted(path: string): string {
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

function encodedPath(path: string): string {
  return encodeURI(wellFormed(path)).replaceAll('%25', '%');
}

/** Halves of characters cannot be percent-encoded. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string {
  return percentDecoded(text.replaceAll('+', ' ')) ?? text;
}

/** One letter may stand for a thousand others: what would be too long is left as it was. */
function replaced(text: string, part: string, other: string): string {
  if (part === '') return text;
  const pieces = text.split(part);
  const length = text.length + (pieces.length - 1) * (other.length - part.length);
  return length > longestText ? text : pieces.join(other);
}

function joined(list: readonly Value[], sign: string): string {
  const texts = list.map(textOf);
  const length = texts.reduce((sum, text) => sum + text.length + sign.length, 0);
  return length > longestText ? '' : texts.join(sign);
}

function withoutEmptyEnd(parts: string[]): string[] {
  while (parts.at(-1) === '') parts.pop();
  return parts;
}

function sorted(list: readonly Value[], key: Value, fold: (text: string) => string): Value[] {
  const of = (item: Value): Value => (key === undefined ? item : memberOf(item, key));
  return [...list].sort((one, other) => {
    const [left, right] = [of(one), of(other)];
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    const [a, b] = [fold(textOf(left)), fold(textOf(right))];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

function isWanted(found: Value, value: Value): boolean {
  if (Array.isArray(found)) return found.some((item) => textOf(item) === textOf(value));
  return compare('==', found, value) || textOf(found) === textOf(value);
}

function lengthOf(value: Value): number {
  return typeof value === 'string' ? [...value].length : 0;
}

function dateAs(format: string): FilterFunction {
  return (input, _, { timeZone }) => {
    const moment = momentOf(input, timeZone);
    return moment === undefined ? input : formatted(moment, format, timeZone);
  };
}

function slugFor(text: string, mode: string): string {
  switch (mode) {
    case 'raw':
      return text.replace(/\s+/g, '-').toLowerCase();
    case 'none':
      return text;
    case 'pretty':
      return slugifiedPretty(text).toLowerCase();
    case 'ascii':
      return slugifiedAscii(text);
    case 'latin':
      return slugifiedAscii(text.normalize('NFD').replace(/\p{Mn}/gu, ''));
    default:
      return slugified(text);
  }
}

function slugifiedAscii(text: string): string {
  return text
    .replace(/[^A-Za-z\d]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
