import { posix } from 'node:path';
import type { PostData } from 'broadsheet';
import { withOffset } from '../../site/publication.js';
import {
  type FrontMatter,
  readDate,
  readFrontMatter,
  readValues,
  memberOf,
} from '../front_matter.js';
import type { Publication, Resolution } from '../resolution.js';
import { isMap } from '../values.js';
import type { OtherRules } from './rules.js';

/** A file of a site: where it lies in the content and what its name says. */
interface Place {
  folders: string[];
  /** Without ending, and without a date in front. */
  name: string;
  date: string | undefined;
}

/**
 * What Zola, Hexo, Eleventy or Astro makes of a post, as far as its own files say.
 *
 * @param path relative to the site's folder
 * @param data of the post as read, with what its name and text tell
 */
export function otherPage(
  rules: OtherRules,
  path: string,
  front: FrontMatter,
  data: PostData,
): Resolution {
  const place = placeOf(path.slice(rules.content.length));
  const shown = { ...data, ...keysOf(rules, front) };
  shown.date ??= place.date;
  if (shown.date === undefined) delete shown.date;
  const url = addressOf(rules, place, front, shown)
    ?.replace(/^\/+/, '')
    .replace(/\/{2,}/g, '/');
  return {
    ...(url === undefined || url === '' ? {} : { url }),
    data: shown,
    publication: publicationOf(rules, front, shown),
  };
}

function placeOf(path: string): Place {
  const folders = path.split('/');
  let stem = (folders.pop() ?? '').replace(/\.\w+$/, '');
  if (stem === 'index' && folders.length > 0) stem = folders.pop() ?? '';
  const [, day, rest] = /^(\d{4}-\d\d-\d\d)[-_](.+)$/.exec(stem) ?? [];
  return { folders, name: rest ?? stem, date: readDate(day) };
}

/** Keys that other generators know, as the ones that we know. */
function keysOf({ generator }: OtherRules, { data }: FrontMatter): Partial<PostData> {
  const keys: Partial<PostData> = {};
  if (generator === 'zola') {
    const { taxonomies, extra, updated } = data;
    const terms = isMap(taxonomies) ? readValues(taxonomies) : undefined;
    if (terms !== undefined) {
      for (const key of ['tags', 'categories', 'authors'] as const) {
        if (data[key].length === 0) keys[key] = terms[key];
      }
    }
    const more = isMap(extra) ? readValues(extra) : undefined;
    if (data.cover === undefined && more?.cover !== undefined) keys.cover = more.cover;
    const lastmod = readDate(updated);
    if (lastmod !== undefined) keys.lastmod = lastmod;
  }
  if (generator === 'hexo') {
    const lastmod = readDate(memberOf(data, 'updated'));
    if (lastmod !== undefined) keys.lastmod = lastmod;
  }
  if (generator === 'astro') {
    const date = readDate(memberOf(data, 'pubdate') ?? memberOf(data, 'pubdatetime'));
    const lastmod = readDate(memberOf(data, 'updateddate') ?? memberOf(data, 'moddatetime'));
    const cover = memberOf(data, 'heroimage') ?? memberOf(data, 'ogimage');
    if (data.date === undefined && date !== undefined) keys.date = date;
    if (data.lastmod === undefined && lastmod !== undefined) keys.lastmod = lastmod;
    if (data.cover === undefined && typeof cover === 'string') keys.cover = cover;
  }
  return keys;
}

function addressOf(
  rules: OtherRules,
  { folders, name }: Place,
  { data: own, written }: FrontMatter,
  shown: PostData,
): string | undefined {
  const textOf = (key: string): string | undefined => {
    const value = memberOf(own, key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  switch (rules.generator) {
    case 'zola': {
      const path = textOf('path');
      if (path !== undefined) return withSlash(path);
      return withSlash(posix.join(...folders.map(slugified), textOf('slug') ?? slugified(name)));
    }
    case 'hexo': {
      const permalink = textOf('permalink');
      if (permalink !== undefined) return withSlash(permalink);
      const inner = folders.filter((folder) => !/^_(?:posts|drafts)$/.test(folder));
      const title = posix.join(...inner, name);
      const category = lastCategory(written) ?? shown.categories;
      return filled(rules.permalink, { title, name, category }, shown);
    }
    case 'eleventy': {
      const permalink = textOf('permalink');
      if (permalink !== undefined && !permalink.includes('{')) {
        return permalink.replace(/(^|\/)index\.html$/, '$1');
      }
      return withSlash(posix.join(...folders, name));
    }
    case 'astro':
      return withSlash(posix.join(...folders, textOf('slug') ?? astroSlug(name)));
  }
}

function publicationOf(
  rules: OtherRules,
  { data: own, written }: FrontMatter,
  shown: PostData,
): Publication {
  const isHidden =
    (rules.generator === 'eleventy' && memberOf(own, 'permalink') === false) ||
    (rules.generator === 'hexo' && /^published[ \t]*:[ \t]*false\b/m.test(written));
  const isZola = rules.generator === 'zola' && memberOf(own, 'render') === false;
  const never = isHidden ? 'the site never publishes it' : isZola ? 'render: false' : undefined;
  return {
    ...(shown.date === undefined ? {} : { from: withOffset(shown.date, rules.timeZone) }),
    ...(never === undefined ? {} : { never }),
  };
}

/** The last of categories that lie in each other, `[[A, B], [C]]`; undefined of others. */
function lastCategory(written: string): string[] | undefined {
  if (!/^categories[ \t]*:\s*(?:-[ \t]*)?\[?\s*(?:\[|-)/m.test(written)) return undefined;
  const { nested } = readFrontMatter(written.replace(/^categories(?=[ \t]*:)/m, 'nested')).data;
  const last = Array.isArray(nested) ? nested.findLast(Array.isArray) : undefined;
  return last?.filter((name) => typeof name === 'string');
}

/** Hexo's pattern (https://hexo.io/docs/permalinks). */
function filled(
  pattern: string,
  { title, name, category }: { title: string; name: string; category: readonly string[] },
  data: PostData,
): string | undefined {
  const [year = '', month = '', day = ''] = (data.date ?? '').slice(0, 10).split('-');
  const clock = /T(\d\d):(\d\d):(\d\d)/.exec(data.date ?? '');
  const values: Record<string, string> = {
    ...{ year, month, day, title, name },
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    hour: clock?.[1] ?? '00',
    minute: clock?.[2] ?? '00',
    second: clock?.[3] ?? '00',
    post_title: slugified(data.title ?? ''),
    category: category.map((name) => name.replace(/\s+/g, '-')).join('/') || 'uncategorized',
    lang: data.lang ?? 'en',
  };
  let isKnown = true;
  const path = pattern.replace(/:([a-z_]+)/g, (_, token: string) => {
    const value = values[token];
    if (value === undefined || (value === '' && token !== 'lang')) isKnown = false;
    return value ?? '';
  });
  return isKnown ? withSlash(path) : undefined;
}

function withSlash(path: string): string {
  const clean = path.replace(/^\/+/, '').replace(/(^|\/)index\.html$/, '$1');
  return /\.html?$/.test(clean) || clean.endsWith('/') || clean === '' ? clean : `${clean}/`;
}

/** Letters and digits in lower case with hyphens between; other scripts stay as they are. */
function slugified(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** As github-slugger, which Astro uses. */
function astroSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
