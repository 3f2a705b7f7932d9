import type { ManifestEntry } from 'broadsheet';
import { slugOf } from './slug.js';

/** Where issues are shown when nothing else is configured. */
const defaultPattern = '/issues/:slugorfilename/';
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

/** Patterns for all issues, or by section (the first folder of their path). */
export type Permalinks = string | Readonly<Record<string, string>>;

/**
 * The address of an issue's page below the archive, by Hugo's patterns
 * (https://gohugo.io/configuration/permalinks/): `issues/letter/`, `2023/05/letter.html`. Ends in a
 * slash unless the pattern names a file. A pattern that needs a date gives way to the default for
 * issues without one.
 */
export function permalinkOf(entry: ManifestEntry, permalinks: Permalinks | undefined): string {
  const sections = entry.path.split('/').slice(0, -1);
  const pattern =
    typeof permalinks === 'string' ? permalinks : permalinks?.[sections[0] ?? ''];
  const path = pattern === undefined ? undefined : filled(pattern, entry);
  return path || (filled(defaultPattern, entry) ?? '');
}

function filled(pattern: string, entry: ManifestEntry): string | undefined {
  let isComplete = true;
  const text = pattern.replace(/:([a-z]+)/g, (_, token: string) => {
    const value = valueOf(token, entry);
    if (value === undefined || value === '') isComplete = false;
    return value ?? '';
  });
  const segments = text.split('/').filter((segment) => segment !== '' && !/^\.+$/.test(segment));
  if (!isComplete || segments.length === 0) return undefined;
  return segments.join('/') + (/\.html?$/.test(segments.at(-1) ?? '') ? '' : '/');
}

function valueOf(token: string, entry: ManifestEntry): string | undefined {
  const { data, path } = entry;
  const [year, month, day] = (data.date ?? '').slice(0, 10).split('-');
  const folders = path.split('/').slice(0, -1);
  const fileName = fileNameOf(path);
  const title = slugOf(data.title ?? '');
  switch (token) {
    case 'year':
      return year;
    case 'month':
      return month;
    case 'monthname':
      return months[Number(month) - 1];
    case 'day':
      return day;
    case 'title':
      return title || slugOf(fileName);
    case 'slug':
      return slugOf(data.slug ?? '') || title || slugOf(fileName);
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

/** The name without ending and language; of a bundle (`letter/index.md`) its folder's. */
function fileNameOf(path: string): string {
  const segments = path.split('/');
  const name = (segments.at(-1) ?? '').replace(/\.(md|markdown)$/i, '');
  const bare = name.replace(/\.[a-z]{2}(-[a-z]{2,4})?$/i, '');
  return (bare === 'index' || bare === '_index') && segments.length > 1
    ? (segments.at(-2) ?? '')
    : name;
}
