/*
 * What of a folder is no issue: pages, which have an address and stand in no list, and the text that
 * the home page begins with.
 */
import { posix } from 'node:path';
import type { ArchiveOwner, ManifestEntry, PostData } from 'broadsheet';
import { permalinkOf } from '../../page/site/permalinks.js';
import { slugOf } from '../../page/site/slug.js';
import { memberOf } from '../generators/front_matter.js';
import { placeOf } from '../generators/hugo/place.js';
import { isMap, mapIn, wordIn } from '../generators/values.js';
import type { Publication } from '../generators/resolution.js';
import type { Site } from '../site/site.js';
import { isSectionPage } from './post_names.js';

/** The folder of pages, beside the configuration or in the folder of the posts. */
export const pagesFolder = 'pages';

/** The category of pages in a search index, which no post has. */
export { pageCategory } from '../../page/site/listed.js';

type PlacedSite = Pick<Site, 'rules' | 'postsFolder' | 'permalinks'>;

/**
 * Whether a file is a page: its front matter says so, the generator of the site has it as one, or it
 * lies in `pages/`.
 *
 * @param path relative to the site's root
 */
export function isPage(
  { rules }: Pick<Site, 'rules'>,
  path: string,
  data: PostData,
  publication: Publication,
): boolean {
  const said = memberOf(data, 'page');
  if (said === true || said === false) return said;
  if (publication.page !== undefined) return publication.page;
  return rules === undefined && path.startsWith(`${pagesFolder}/`);
}

/** The address of a page where no generator has one for it: `pages/about.md` stands at `about/`. */
export function addressOfPage(path: string, data: PostData): string {
  const inner = path.startsWith(`${pagesFolder}/`) ? path.slice(pagesFolder.length + 1) : path;
  const segments = inner.replace(/\.[^.]*$/, '').split('/');
  if (segments.at(-1) === 'index' && segments.length > 1) segments.pop();
  if (data.slug !== undefined) segments.splice(-1, 1, data.slug);
  const slugs = segments.map(slugOf).filter((segment) => segment !== '');
  return slugs.length === 0 ? '' : `${slugs.join('/')}/`;
}

/**
 * The address of an issue where the folder of the posts is not the one that is read: patterns are
 * meant from there. Undefined where nothing has to be said.
 */
export function addressFromPosts(
  { postsFolder, permalinks }: PlacedSite,
  path: string,
  data: PostData,
): string | undefined {
  if (postsFolder === undefined || Object.keys(permalinks).length === 0) return undefined;
  const inner = path.startsWith(`${postsFolder}/`) ? path.slice(postsFolder.length + 1) : path;
  const entry = { path: inner, data, excerpt: '', words: 0, minutes: 0 };
  const { name, ending } = permalinkOf(entry, permalinks);
  return name + ending;
}

/**
 * Whether a file holds the text that the home page begins with, if it has any: `_index.md` at the root
 * of a site's content, `index.md` at that of Jekyll's or of a plain folder, there only without a date.
 *
 * @param path relative to the site's root
 */
export function mayIntroduce({ rules }: Pick<Site, 'rules'>, path: string): boolean {
  if (rules?.generator === 'hugo') {
    if (!isSectionPage(path)) return false;
    const place = placeOf(rules.prefix + path, rules);
    return place?.folders.length === 0 && place.language === rules.defaultLanguage;
  }
  const whole = (rules?.prefix ?? '') + path;
  if (rules?.generator === 'jekyll') return /^index\.(?:md|markdown)$/i.test(whole);
  if (rules !== undefined) return false;
  const inner = path.startsWith(`${pagesFolder}/`) ? path.slice(pagesFolder.length + 1) : path;
  return /^_?index\.(?:md|markdown)$/i.test(inner);
}

/** A file beside that of the introduction, below the archive. */
export function besideIntroduction(path: string, value: string): string {
  if (/^(?:[a-z][a-z\d+.-]*:|\/|#|\?|$)/i.test(value)) return value;
  return posix.join('posts', posix.dirname(path), value);
}

/**
 * The navigation that pages ask for, where the owner has said none: what Hugo's pages say of the main
 * menu, Jekyll's `header_pages`, and otherwise what lies in `pages/` or says `nav: true`.
 */
export function navOfPages(
  { rules, headerPages = [] }: Pick<Site, 'rules' | 'headerPages'>,
  posts: readonly ManifestEntry[],
): NonNullable<ArchiveOwner['nav']> {
  const places = posts.flatMap((entry) => {
    const { page, path, url, data } = entry;
    if (url === undefined) return [];
    const said = memberOf(data, 'nav');
    const menu = rules?.generator === 'hugo' ? menuEntry(data) : undefined;
    const header = headerPages.indexOf((rules?.prefix ?? '') + path);
    const isInFolder =
      rules === undefined && page === true && new RegExp(`^${pagesFolder}/[^/]+$`).test(path);
    if (said === false || !(said === true || menu || header >= 0 || isInFolder)) return [];
    const weight = menu?.weight ?? (header >= 0 ? header : data.weight);
    return [
      {
        text: menu?.name ?? data.title ?? path,
        href: encodeURI(url).replaceAll('?', '%3F').replaceAll('#', '%23'),
        weight: typeof weight === 'number' ? weight : Number.POSITIVE_INFINITY,
      },
    ];
  });
  return places
    .sort((one, other) => (one.weight === other.weight ? 0 : one.weight - other.weight))
    .map(({ text, href }) => ({ text, href }));
}

/** What the front matter of Hugo's pages says of the main menu: its name, a list, or a map. */
function menuEntry(data: PostData): { name?: string; weight?: number } | undefined {
  const menus = memberOf(data, 'menus') ?? memberOf(data, 'menu');
  if (menus === 'main') return {};
  if (Array.isArray(menus)) return menus.includes('main') ? {} : undefined;
  if (!isMap(menus) || !Object.hasOwn(menus, 'main')) return undefined;
  const main = mapIn(menus, 'main');
  const [name, weight] = [wordIn(main, 'name'), Number(main.weight ?? Number.NaN)];
  return {
    ...(name === undefined ? {} : { name }),
    ...(Number.isNaN(weight) ? {} : { weight }),
  };
}
