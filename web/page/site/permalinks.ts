import type { ManifestEntry } from 'broadsheet';
import { type SafeAddress, safeAddress } from './safe-address.js';
import { slugOf } from './slug.js';

/** Where issues are shown when nothing else is configured. */
const defaultPattern = '/issues/:slugorfilename/';
/** Issues may lie in no folder and have no category. */
const mayBeEmpty = new Set(['section', 'sections', 'categories']);
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Patterns for all issues, or by section (the first folder of their path), `*` for the others. */
export type Permalinks = string | Readonly<Record<string, string>>;

/** Where an issue's address comes from: a key of its front matter, or what holds for many. */
export type AddressSource = 'url' | 'permalink' | 'slug' | 'pattern';

/** The address that an issue asks for. */
export interface Wish extends SafeAddress {
  source: AddressSource;
  /** Those of its own keys that give no address. */
  unusable: ('url' | 'permalink')[];
}

/**
 * The address of an issue's page below the archive, by Hugo's patterns
 * (https://gohugo.io/configuration/permalinks/): `issues/letter/`, `2023/05/letter.html`. Ends in a
 * slash unless the pattern names a file. A pattern that needs a date gives way to the default for
 * issues without one.
 */
export function permalinkOf(entry: ManifestEntry, permalinks: Permalinks | undefined): Wish {
  const unusable: Wish['unusable'] = [];
  const settled = entry.url === undefined ? undefined : settledAddress(entry.url);
  if (settled !== undefined) return { ...settled, source: 'pattern', unusable };
  // An address of its own, as Hugo and Jekyll call it.
  for (const source of ['url', 'permalink'] as const) {
    const own = entry.data[source];
    if (typeof own !== 'string' || isElsewhere(own)) continue;
    const filled = filledIn(own, entry);
    const address = filled && safeAddress(filled.text);
    if (address !== undefined) return { ...address, source, unusable };
    unusable.push(source);
  }
  for (const pattern of [...patternsFor(entry, permalinks), defaultPattern]) {
    const filled = filledIn(pattern, entry);
    const address = filled && safeAddress(filled.text);
    if (address !== undefined) {
      return { ...address, source: filled?.usesSlug ? 'slug' : 'pattern', unusable };
    }
  }
  // The default pattern always gives one.
  return { name: 'issue', ending: '/', why: undefined, source: 'pattern', unusable };
}

/** Stand for characters that an address of a generator may hold, while it is made safe. */
const [numberSign, folderEnd] = ['\ue000', '\ue001'] as const;

/** An address that the generator of the site gives: `#` is a character of it, and `x.html/` a folder. */
function settledAddress(url: string): SafeAddress | undefined {
  const wish = url.replace(/\.html?\/$/, (end) => end.replace('/', folderEnd));
  const address = safeAddress(wish.replaceAll('#', numberSign));
  return (
    address && {
      ...address,
      name: address.name.replaceAll(numberSign, '#').replace(folderEnd, ''),
    }
  );
}

/** An address with a host tells of another place: it is no path of this archive. */
function isElsewhere(address: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(address);
}

function patternsFor({ path }: ManifestEntry, permalinks: Permalinks | undefined): string[] {
  if (typeof permalinks === 'string') return [permalinks];
  const [section = ''] = path.split('/').slice(0, -1);
  // A folder may be called `constructor`.
  return [section, '*'].flatMap((key) =>
    permalinks !== undefined && Object.hasOwn(permalinks, key) ? (permalinks[key] ?? []) : [],
  );
}

/** The pattern with values for its names; undefined where the issue lacks one. */
function filledIn(
  pattern: string,
  entry: ManifestEntry,
): { text: string; usesSlug: boolean } | undefined {
  let isComplete = true;
  let usesSlug = false;
  const text = pattern.replace(/:([a-z]+)/g, (_, token: string) => {
    const value = tokenValue(token, entry);
    if (value === undefined || (value === '' && !mayBeEmpty.has(token))) isComplete = false;
    usesSlug ||= token.startsWith('slug') && slugOf(entry.data.slug ?? '') !== '';
    return value ?? '';
  });
  return isComplete ? { text, usesSlug } : undefined;
}

function tokenValue(token: string, entry: ManifestEntry): string | undefined {
  const { data, path } = entry;
  const [year, month, day] = (data.date ?? '').slice(0, 10).split('-');
  const folders = foldersOf(path);
  const fileName = fileNameOf(path);
  const title = () => slugOf(data.title ?? '');
  switch (token) {
    case 'year':
      return year;
    case 'month':
      return month;
    case 'monthname':
      return months[Number(month) - 1];
    case 'day':
      return day;
    case 'yearday':
      return dayOfYear(data.date);
    case 'title':
      return title() || slugOf(fileName);
    case 'slug':
      return slugOf(data.slug ?? '') || title() || slugOf(fileName);
    case 'filename':
    case 'contentbasename':
      return slugOf(fileName) || 'issue';
    case 'slugorfilename':
    case 'slugorcontentbasename':
      return slugOf(data.slug ?? '') || slugOf(fileName) || 'issue';
    case 'section':
      return slugOf(folders[0] ?? '');
    case 'sections':
      return folders.map(slugOf).join('/');
    case 'categories':
      return data.categories.map(slugOf).join('/');
    default:
      return undefined;
  }
}

function dayOfYear(date: string | undefined): string | undefined {
  const day = Date.parse(`${date?.slice(0, 10)}T00:00Z`);
  const start = Date.parse(`${date?.slice(0, 4)}-01-01T00:00Z`);
  if (Number.isNaN(day - start)) return undefined;
  return String((day - start) / 86_400_000 + 1).padStart(3, '0');
}

/** The sections an issue lies in; a bundle's own folder is none. */
function foldersOf(path: string): string[] {
  return path.split('/').slice(0, isBundle(path) ? -2 : -1);
}

function isBundle(path: string): boolean {
  return /\/_?index(\.[a-z]{2}(-[a-z]{2,4})?)?\.(md|markdown)$/i.test(path);
}

/** The name without ending and language; of a bundle (`letter/index.md`) its folder's. */
function fileNameOf(path: string): string {
  const segments = path.split('/');
  const name = (segments.at(-1) ?? '').replace(/\.(md|markdown)$/i, '');
  return isBundle(path) ? (segments.at(-2) ?? '') : name;
}
