/*
 * Jekyll's permalinks (https://jekyllrb.com/docs/permalinks/).
 */
import { slugified, slugifiedPretty } from './slug.js';

/** What a template may name of a document. */
export interface Named {
  collection: string;
  /** Below the collection's folder, without ending. */
  path: string;
  /** The file's name without ending. */
  stem: string;
  slug: string;
  categories: readonly string[];
  /** In the zone of the site, as if it were that of Greenwich. */
  date: Date;
}

const styles: Readonly<Record<string, string>> = {
  none: '/:categories/:title:output_ext',
  date: '/:categories/:year/:month/:day/:title:output_ext',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
};

/** The template of posts: a style's, or the text itself. */
export function templateOf(permalink: string): string {
  return Object.hasOwn(styles, permalink) ? (styles[permalink] ?? permalink) : permalink;
}

/** The template of a collection without one: it ends as the site's permalinks do. */
export function templateOfCollection(permalink: string): string {
  const isStyle = permalink === 'date' || permalink === 'ordinal' || permalink === 'none';
  if (permalink === 'pretty' || permalink.endsWith('/')) return '/:collection/:path/';
  return isStyle || permalink.endsWith(':output_ext')
    ? '/:collection/:path:output_ext'
    : '/:collection/:path';
}

/** The file that a template names, below the site; undefined where it names what Jekyll does not know. */
export function fileOf(template: string, document: Named): string | undefined {
  let isKnown = true;
  const filled = template.replace(/:([a-z_]+)/g, (_, written: string) => {
    const names = written.endsWith('_') ? [written, written.slice(0, -1)] : [written];
    for (const name of names) {
      const value = tokenValue(name, document);
      if (value !== undefined) return value + written.slice(name.length);
    }
    isKnown = false;
    return '';
  });
  if (!isKnown) return undefined;
  const url = `/${filled}`.replaceAll('..', '/').replaceAll('./', '').replace(/\/+/g, '/');
  return url.endsWith('/') || url.endsWith('.html') ? url.slice(1) : `${url.slice(1)}.html`;
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function tokenValue(name: string, document: Named): string | undefined {
  const { date, categories } = document;
  const day = weekdays[date.getUTCDay()] ?? '';
  const month = months[date.getUTCMonth()] ?? '';
  const { year: weekYear, week } = isoWeek(date);
  switch (name) {
    case 'collection':
      return document.collection;
    case 'path':
      return document.path;
    case 'output_ext':
      return '.html';
    case 'name':
      return slugified(document.stem);
    case 'title':
      return slugifiedPretty(document.slug);
    case 'slug':
      return slugified(document.slug);
    case 'categories':
      return [...new Set(categories.map((category) => category.toLowerCase()))].join('/');
    case 'slugified_categories':
      return [...new Set(categories.map(slugified))].join('/');
    case 'year':
      return padded(date.getUTCFullYear(), 4);
    case 'month':
      return padded(date.getUTCMonth() + 1);
    case 'day':
      return padded(date.getUTCDate());
    case 'hour':
      return padded(date.getUTCHours());
    case 'minute':
      return padded(date.getUTCMinutes());
    case 'second':
      return padded(date.getUTCSeconds());
    case 'i_day':
      return String(date.getUTCDate());
    case 'i_month':
      return String(date.getUTCMonth() + 1);
    case 'short_month':
      return month.slice(0, 3);
    case 'long_month':
      return month;
    case 'short_year':
      return padded(date.getUTCFullYear() % 100);
    case 'w_year':
      return padded(weekYear, 4);
    case 'week':
      return padded(week);
    case 'w_day':
      return String(date.getUTCDay() || 7);
    case 'short_day':
      return day.slice(0, 3);
    case 'long_day':
      return day;
    case 'y_day':
      return padded((startOf(date) - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayLength + 1, 3);
    default:
      return undefined;
  }
}

const dayLength = 86_400_000;

function padded(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

function startOf(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/** The week of ISO 8601: that of the year in which its Thursday lies. */
function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(startOf(date) + (4 - (date.getUTCDay() || 7)) * dayLength);
  const year = thursday.getUTCFullYear();
  return {
    year,
    week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayLength / 7) + 1,
  };
}
