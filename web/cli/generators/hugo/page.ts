import type { PostData } from 'broadsheet';
import { withOffset } from '../../site/publication.js';
import { type FrontMatter, readDate, readValues, memberOf } from '../front_matter.js';
import type { Publication, Resolution } from '../resolution.js';
import { isMap } from '../values.js';
import { handedDown } from './handed_down.js';
import { calendarDate } from './go_time.js';
import { expanded } from './permalinks.js';
import { type ContentPlace, placeOf, sectionsOf } from './place.js';
import type { DateKeys, HugoLanguage, HugoRules, SectionPeriod } from './rules.js';
import { folderPathOf, joined } from './slug.js';

/** What Hugo takes for a page's file name where a pattern or its own `url` names none. */
const indexName = 'index';

/**
 * What Hugo makes of a page: where it stands, what its sections hand down to it, and whether it is
 * published.
 *
 * @param path relative to the site's folder
 * @param data of the post as read, with what its name and text tell
 */
export function hugoPage(
  rules: HugoRules,
  path: string,
  front: FrontMatter,
  data: PostData,
): Resolution {
  const place = placeOf(path, rules);
  const language = place && rules.languages[place.language];
  if (place === undefined || language === undefined) {
    return { data, publication: { never: 'it lies outside of the content of the site' } };
  }
  const own = withCascade(front.data, handedDown(place, rules));
  const dates = datesOf(rules.dates, own, place.baseName);
  const slug = textOf(own, 'slug') ?? dates.slug ?? '';
  const url = addressOf(rules, place, language, own, slug, dates.date);
  return {
    ...(url === undefined ? {} : { url }),
    data: shown(data, own, dates, place, rules, url),
    publication: publicationOf(own, dates, place, rules),
  };
}

/** The page's own front matter, and what is handed down for keys that it has not. */
function withCascade(own: PostData, handed: Readonly<Record<string, unknown>>): PostData {
  const missing = Object.entries(handed).filter(([key]) => isMissing(own, key));
  if (missing.length === 0) return own;
  const more = readValues(Object.fromEntries(missing));
  const lists = { tags: own.tags, categories: own.categories, authors: own.authors };
  for (const key of ['tags', 'categories', 'authors'] as const) {
    if (lists[key].length === 0) lists[key] = more[key];
  }
  return { ...more, ...own, ...lists };
}

function isMissing(data: PostData, key: string): boolean {
  const value = memberOf(data, key);
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

interface Dates {
  date: string | undefined;
  lastmod: string | undefined;
  publishDate: string | undefined;
  expiryDate: string | undefined;
  /** What the file's name has behind its date, where the date is taken from there. */
  slug?: string;
}

function datesOf(keys: DateKeys, data: PostData, baseName: string): Dates {
  let slug: string | undefined;
  const firstOf = (names: readonly string[]): string | undefined => {
    for (const name of names) {
      if (name === ':filename') {
        const [, day, rest = ''] = /^(\d{4}-\d\d-\d\d)(.*)$/s.exec(baseName) ?? [];
        const date = readDate(day);
        if (date === undefined) continue;
        slug ??= rest.replace(/^[ _-]+|[ _-]+$/g, '');
        return date;
      }
      const date = name.startsWith(':') ? undefined : readDate(memberOf(data, name));
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const dates = {
    date: firstOf(keys.date),
    // What a page was written on is no change of it.
    lastmod: firstOf(
      keys.lastmod.filter(
        (key) => !keys.date.includes(key) || key === 'lastmod' || key === 'modified',
      ),
    ),
    publishDate: firstOf(keys.publishdate),
    expiryDate: firstOf(keys.expirydate),
  };
  return slug === undefined ? dates : { ...dates, slug };
}

function addressOf(
  rules: HugoRules,
  place: ContentPlace,
  language: HugoLanguage,
  own: PostData,
  slug: string,
  date: string | undefined,
): string | undefined {
  const isPrefixed = place.language !== rules.defaultLanguage || rules.isDefaultInSubfolder;
  const prefix = isPrefixed ? place.language : '';
  const url = textOf(own, 'url');
  if (url !== undefined && !/^https?:\/\//.test(url)) {
    return ownAddress(url, prefix);
  }
  const [section = ''] = place.folders;
  const pattern = patternFor(language, section);
  const path =
    pattern &&
    expanded(
      pattern,
      {
        title: textOf(own, 'title') ?? '',
        slug,
        date: calendarDate(date),
        sections: sectionsOf(place, rules),
        section,
        baseName: place.baseName,
      },
      language,
    );
  const baseName = slug || place.baseName;
  const isUgly = isUglyIn(language.uglyURLs, section) || (!path && baseName === indexName);
  const whole = path ? joined(path) : joined(...place.folders, baseName);
  const address = folderPathOf(joined(prefix, whole), language);
  if (address === '') return undefined;
  return isUgly ? `${address}.html` : `${address}/`;
}

/** The address of `url`: from the root with a slash, else below that of the language. */
function ownAddress(url: string, prefix: string): string | undefined {
  // What an author writes out is left as it is.
  const address = url.startsWith('/') ? joined(url) : joined(prefix, url);
  if (address === '') return undefined;
  const hasSlash = url.endsWith('/') || !url.includes('.');
  return hasSlash ? `${address}/` : address.replace(/(^|\/)index\.html$/, '$1');
}

function patternFor({ permalinks }: HugoLanguage, section: string): string | undefined {
  // Keys of a configuration are in lower case, folders as they are.
  return Object.hasOwn(permalinks, section) ? permalinks[section] : undefined;
}

/** Whether pages of a section are files of their own names. */
export function isUglyIn(ugly: HugoLanguage['uglyURLs'], section: string): boolean {
  if (!isMap(ugly)) return ugly === true;
  return ugly[section] === true;
}

function textOf(data: PostData, key: string): string | undefined {
  const value = memberOf(data, key);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).trim() || undefined;
}

function publicationOf(
  own: PostData,
  dates: Dates,
  place: ContentPlace,
  rules: HugoRules,
): Publication {
  const build = memberOf(own, 'build') ?? memberOf(own, '_build');
  const said = (name: string): unknown =>
    isMap(build)
      ? Object.entries(build).find(([key]) => key.toLowerCase() === name)?.[1]
      : undefined;
  const render = said('render');
  const isUnlisted = said('list') === 'never' || said('list') === false;
  const never = rules.languages[place.language]?.isDisabled
    ? 'its language is disabled'
    : memberOf(own, 'headless') === true
      ? 'headless: true'
      : render === false || render === 'never' || render === 'link'
        ? `render: ${String(render)}`
        : undefined;
  const periods = [periodOf(dates, rules.timeZone), ...periodsAbove(place, rules)];
  const from = latest(periods.map((period) => period.from));
  const until = earliest(periods.map((period) => period.until));
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(never === undefined ? {} : { never }),
    ...(isUnlisted ? { unlisted: true } : {}),
    ...(isPageIn(place, rules) ? { page: true } : {}),
  };
}

/** What lies in no section, or in none of the main ones, is about, contact, imprint. */
function isPageIn({ folders: [section] }: ContentPlace, rules: HugoRules): boolean {
  if (section === undefined) return rules.topSections.length > 0;
  return rules.mainSections.length > 0 && !rules.mainSections.includes(section);
}

/** Since when and how long a page is published by its dates. */
function periodOf({ publishDate, expiryDate }: Dates, timeZone: string): SectionPeriod {
  return {
    ...(publishDate === undefined ? {} : { from: withOffset(publishDate, timeZone) }),
    ...(expiryDate === undefined ? {} : { until: withOffset(expiryDate, timeZone) }),
  };
}

/** With a section goes all that lies in it. */
function periodsAbove(place: ContentPlace, rules: HugoRules): SectionPeriod[] {
  const inner = `${[...place.folders, place.isBundle ? place.baseName : ''].join('/')}/`;
  return rules.periods
    .filter(({ language, folder }) => language === place.language && inner.startsWith(`${folder}/`))
    .map(({ period }) => period);
}

/** When a section page and with it its section is published. */
export function sectionPeriod(
  place: ContentPlace,
  data: PostData,
  rules: HugoRules,
): SectionPeriod {
  const own = withCascade(data, handedDown(place, rules));
  const period = periodOf(datesOf(rules.dates, own, place.baseName), rules.timeZone);
  return own.draft === true ? { ...period, draft: true } : period;
}

function latest(dates: readonly (string | undefined)[]): string | undefined {
  return ordered(dates).at(-1);
}

function earliest(dates: readonly (string | undefined)[]): string | undefined {
  return ordered(dates)[0];
}

function ordered(dates: readonly (string | undefined)[]): string[] {
  return dates
    .filter((date) => date !== undefined)
    .sort((one, other) => Date.parse(one) - Date.parse(other));
}

/** The data that readers see: what was read, with what is handed down and Hugo's dates. */
function shown(
  data: PostData,
  own: PostData,
  dates: Dates,
  place: ContentPlace,
  rules: HugoRules,
  url: string | undefined,
): PostData {
  const all: PostData = { ...own, ...data };
  for (const key of ['tags', 'categories', 'authors'] as const) {
    if (data[key].length === 0) all[key] = own[key];
  }
  // What was guessed gives way to what a section says.
  if (own.title !== undefined) all.title = own.title;
  if (dates.date !== undefined) all.date = dates.date;
  if (dates.lastmod !== undefined) all.lastmod = dates.lastmod;
  if (own.draft !== undefined) all.draft = own.draft;
  if (periodsAbove(place, rules).some(({ draft }) => draft)) all.draft = true;
  const isGuess = own.lang === undefined && (place.saysLanguage || data.lang === undefined);
  if (rules.isMultilingual && isGuess) all.lang = place.language;
  const isUgly = rules.languages[place.language]?.uglyURLs === true;
  if (own.aliases !== undefined) {
    all.aliases = own.aliases.map((alias) => aliasOf(alias, url, isUgly));
  }
  return all;
}

/** Relative aliases are meant from the folder that the page stands in. */
function aliasOf(alias: string, url: string | undefined, isUgly: boolean): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(alias)) return alias;
  const whole =
    alias.startsWith('/') || url === undefined ? joined(alias) : joined(url, '..', alias);
  return isUgly && !whole.endsWith('.html') ? `/${whole}.html` : `/${whole}`;
}
