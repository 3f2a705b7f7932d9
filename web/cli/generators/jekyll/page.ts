import type { PostData } from 'broadsheet';
import { instantOf, isoWithOffset } from '../../site/publication.js';
import { type FrontMatter, readDate, readValues, memberOf } from '../front_matter.js';
import { globExpression } from '../glob.js';
import type { Publication, Resolution } from '../resolution.js';
import { type Values, merged, wordsIn } from '../values.js';
import { missingPath } from '../../../page/site/own-files.js';
import { type JekyllDocument, documentOf, pageOfSite, passedOverAsFile } from './document.js';
import { fileOf, templateOf, templateOfCollection } from './permalinks.js';
import type { DefaultSet, JekyllRules } from './rules.js';

/**
 * What Jekyll makes of a document: where it stands, what the defaults of the site add to it, and
 * whether it is published.
 *
 * @param path relative to the site's folder
 * @param data of the post as read, with what its name and text tell
 * @param modified of the file, in milliseconds: the date of drafts without one
 */
export function jekyllPage(
  rules: JekyllRules,
  path: string,
  front: FrontMatter,
  data: PostData,
  modified: number,
): Resolution {
  const document = documentOf(path, rules);
  if (document === pageOfSite) return sitePage(rules, path, front, data);
  if (typeof document === 'string') return { data, publication: { never: document } };
  if (document.collection !== 'posts' && !/^\uFEFF?---[ \t]*\r?\n/.test(front.written)) {
    return { data, publication: { never: 'documents of collections need front matter' } };
  }
  const defaults = defaultsFor(rules.defaults, document);
  const handed = readValues(defaults);
  const own: PostData = { ...handed, ...front.data };
  const date = localized(own.date, rules) ?? readDate(withCentury(document.date));
  const categories = [
    ...document.folders,
    ...termsOf(front, defaults, 'categories', 'category'),
  ].filter((term, at, all) => all.indexOf(term) === at);
  const tags = termsOf(front, defaults, 'tags', 'tag');
  const shown: PostData = { ...handed, ...data, tags, categories };
  if (own.title !== undefined) shown.title = own.title;
  if (date !== undefined) shown.date = date;
  // Drafts are what lies in their folder, and `published` is no matter of drafts.
  delete shown.draft;
  if (document.isDraft) shown.draft = true;
  const redirects = redirectsOf(own);
  if (redirects.length > 0) shown.aliases = redirects;
  else delete shown.aliases;
  const at =
    date === undefined ? (document.isDraft ? modified : Date.now()) : momentOf(date, rules);
  const url = fileOf(templateFor(rules, document, own), {
    collection: document.collection,
    path: cleanPath(document),
    stem: document.stem,
    slug: textOf(own, 'slug') ?? document.slug,
    categories,
    date: new Date(`${isoWithOffset(at, rules.timeZone).slice(0, 19)}Z`),
  });
  return {
    ...(url === undefined || url === '' ? {} : { url: url.replace(/(^|\/)index\.html$/, '$1') }),
    data: shown,
    publication: {
      ...publicationOf(front, defaults, rules, date === undefined ? undefined : at),
      // Of a collection, what has no day is `about the authors`, and no issue.
      ...(date === undefined && !document.isDraft ? { page: true, isList: false as const } : {}),
    },
  };
}

/** What Jekyll makes of a page that is no document of a collection. */
function sitePage(
  rules: JekyllRules,
  path: string,
  front: FrontMatter,
  data: PostData,
): Resolution {
  const never = (reason: string): Resolution => ({
    data,
    publication: { never: reason, page: true },
  });
  const refused = passedOverAsFile(path, rules);
  if (refused !== undefined) return never(refused);
  if (front.written === '') return never('pages of Jekyll need front matter');
  const url = pageAddress(rules, path, front)
    .slice(1)
    .replace(/(^|\/)index\.html$/, '$1');
  if (url === missingPath) return never('the archive has a page of its own for what is missing');
  const defaults = defaultsFor(rules.defaults, { path, collection: 'pages' });
  const handed = readValues(defaults);
  const own: PostData = { ...handed, ...front.data };
  const shown: PostData = { ...handed, ...data };
  if (own.title !== undefined) shown.title = own.title;
  const redirects = redirectsOf(own);
  if (redirects.length > 0) shown.aliases = redirects;
  else delete shown.aliases;
  return {
    ...(url === '' ? {} : { url }),
    data: shown,
    publication: { ...publicationOf(front, defaults, rules, undefined), page: true },
  };
}

/**
 * The address of a page of the site, which is no document of a collection; `/` at its beginning.
 *
 * @param path relative to the site's folder
 */
export function pageAddress(rules: JekyllRules, path: string, front: FrontMatter): string {
  if (front.written === '') return `/${path}`;
  const own: PostData = {
    ...readValues(defaultsFor(rules.defaults, { path, collection: 'pages' })),
    ...front.data,
  };
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length).replace(/\.[^.]*$/, '');
  const template = textOf(own, 'permalink') ?? templateOfPage(rules.permalink, name);
  const filled = template
    .replace(':path/', folder)
    .replace(':basename', name)
    .replace(':output_ext', '.html');
  return `/${filled}`.replace(/\/{2,}/g, '/');
}

function templateOfPage(permalink: string, name: string): string {
  if (name === 'index') return '/:path/';
  if (permalink === 'pretty' || permalink.endsWith('/')) return '/:path/:basename/';
  const isStyle = ['date', 'ordinal', 'weekdate', 'none'].includes(permalink);
  return isStyle || permalink.endsWith(':output_ext')
    ? '/:path/:basename:output_ext'
    : '/:path/:basename';
}

function publicationOf(
  front: FrontMatter,
  defaults: Values,
  rules: JekyllRules,
  due: number | undefined,
): Publication {
  const [, written] = /^published[ \t]*:[ \t]*(\S+)/m.exec(front.written) ?? [];
  const published = written ?? String(defaults.published ?? true);
  const isHidden = /^(?:false|no|off)$/i.test(published) && !rules.publishes.unpublished;
  return {
    ...(due === undefined ? {} : { from: isoWithOffset(due, rules.timeZone) }),
    ...(isHidden ? { never: 'published: false' } : {}),
  };
}

function templateFor(rules: JekyllRules, { collection }: JekyllDocument, own: PostData): string {
  const { permalink } = rules.collections[collection] ?? {};
  return (
    textOf(own, 'permalink') ??
    permalink ??
    (collection === 'posts' ? templateOf(rules.permalink) : templateOfCollection(rules.permalink))
  );
}

/** What `:path` stands for. */
function cleanPath({ path, collection, stem }: JekyllDocument): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return `${folder}${stem}`.replace(`_${collection}`, '').replace(/\.+$/, '');
}

/**
 * The moment a date means. Ruby's YAML takes a time without offset for one of Greenwich, and a day
 * for one of the site.
 */
function momentOf(date: string, { timeZone }: JekyllRules): number {
  return instantOf(date, date.includes('T') ? 'UTC' : timeZone);
}

/** A time in the zone of the site, as Jekyll shows it, where that is told. */
function localized(date: string | undefined, rules: JekyllRules): string | undefined {
  if (date === undefined || !date.includes('T') || rules.timeZone === undefined) return date;
  return isoWithOffset(momentOf(date, rules), rules.timeZone);
}

/** Years of two digits are those from 1969 to 2068. */
function withCentury(date: string | undefined): string | undefined {
  const [, year, rest] = /^(\d\d)(-.*)$/.exec(date ?? '') ?? [];
  return year === undefined ? date : `${Number(year) < 69 ? '20' : '19'}${year}${rest}`;
}

/** Values of all sets that fit; the more particular path, then the named type counts. */
function defaultsFor(
  sets: readonly DefaultSet[],
  document: Pick<JekyllDocument, 'path' | 'collection'>,
): Values {
  let values: Values = {};
  let before: DefaultSet | undefined;
  for (const set of sets) {
    if (set.type !== undefined && set.type !== document.collection) continue;
    if (!isBelow(document.path, set.path)) continue;
    const goesBefore =
      before === undefined ||
      (set.path.length === before.path.length
        ? set.type !== undefined || before.type === undefined
        : set.path.length > before.path.length);
    values = goesBefore ? merged(values, set.values) : merged(set.values, values);
    if (goesBefore) before = set;
  }
  return values;
}

function isBelow(path: string, scope: string): boolean {
  if (!scope.includes('*')) return path.startsWith(scope);
  // As Ruby has it: `**/` may be no folder at all.
  const expression = globExpression(scope.replaceAll('**/', '{**/,}'));
  const segments = path.split('/');
  return segments.some((_, at) => expression.test(segments.slice(0, at + 1).join('/')));
}

/** The terms of a document: a text is divided at blanks, that of the singular is one. */
function termsOf(front: FrontMatter, defaults: Values, plural: string, singular: string): string[] {
  const terms: string[] = [];
  const add = (list: readonly string[], divides: boolean): void => {
    for (const item of list) terms.push(...(divides ? item.split(/\s+/) : [item]));
  };
  const given = (key: string): boolean => new RegExp(`^${key}[ \\t]*:`, 'm').test(front.written);
  const isText = (key: string): boolean =>
    new RegExp(`^${key}[ \\t]*:[ \\t]*[^\\s#[{|>-]`, 'm').test(front.written);
  const key = plural === 'tags' ? 'tags' : 'categories';
  const ofPlural = (): void => {
    if (plural === 'categories' || !given(plural)) {
      add(wordsIn(defaults, plural), !Array.isArray(defaults[plural]));
    }
    if (given(plural)) add(front.data[key], isText(plural));
  };
  // The core takes the last of both keys.
  const ofSingular = (): readonly string[] =>
    given(singular) && !given(plural) ? front.data[key] : wordsIn(defaults, singular);
  if (plural === 'categories') ofPlural();
  const single = ofSingular();
  if (single.length > 0) add(single, false);
  else if (plural === 'tags') ofPlural();
  return [...new Set(terms.map((term) => term.trim()).filter((term) => term !== ''))];
}

/** `redirect_from` of the plugin jekyll-redirect-from. */
function redirectsOf(own: PostData): string[] {
  const written = memberOf(own, 'redirect_from');
  const list = Array.isArray(written) ? written : [written];
  return list.flatMap((item) => {
    if (typeof item !== 'string' || item.trim() === '') return [];
    const path = `/${item.trim().replace(/^\/+/, '')}`;
    // The plugin writes `x.html` for `/x`; hosts differ in what they answer.
    return path.endsWith('/') || path.endsWith('.html') ? [path] : [`${path}.html`, path];
  });
}

function textOf(data: PostData, key: string): string | undefined {
  const value = data[key];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).trim() || undefined;
}
