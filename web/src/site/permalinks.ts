import type { ManifestEntry } from 'broadsheet';
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

/**
 * The address of an issue's page below the archive, by Hugo's patterns
 * (https://gohugo.io/configuration/permalinks/): `issues/letter/`, `2023/05/letter.html`. Ends in a
 * slash unless the pattern names a file. A pattern that needs a date gives way to the default for
 * issues without one.
 */
export function permalinkOf(entry: ManifestEntry, permalinks: Permalinks | undefined): string {
  const { url, permalink } = entry.data;
  const [section = ''] = entry.path.split('/').slice(0, -1);
  const patterns = [
    // An address of its own, as Hugo and Jekyll call it.
    ...[url, permalink].filter((own) => typeof own === 'string'),
    ...(typeof permalinks === 'string' ? [permalinks] : [permalinks?.[section], permalinks?.['*']]),
    defaultPattern,
  ];
  for (const pattern of patterns) {
    const path = pattern && filled(pattern, entry);
    if (path) return path;
  }
  return '';
}

function filled(pattern: string, entry: ManifestEntry): string | undefined {
  let isComplete = true;
  const text = pattern.replace(/:([a-z]+)/g, (_, token: string) => {
    const value = tokenValue(token, entry);
    if (value === undefined || (value === '' && !mayBeEmpty.has(token))) isComplete = false;
    return value ?? '';
  });
  // Some systems part folders by backslashes.
  const segments = text.split(/[/\\]/).filter((segment) => !/^\.*$/.test(segment));
  if (!isComplete || segments.length === 0) return undefined;
  return segments.join('/') + (/\.html?$/.test(segments.at(-1) ?? '') ? '' : '/');
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
