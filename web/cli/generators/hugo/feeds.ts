import type { FormerFeed, FormerSite } from '../../../prerender/former-site.js';
import type { ListedIssues } from '../../site/site.js';
import { type Values, isOn, mapIn, wordsIn } from '../values.js';
import { placeOf, sectionsOf } from './place.js';
import type { HugoRules } from './rules.js';
import { folderPathOf, joined, pathOf } from './slug.js';

/** The kinds of lists that have feeds. */
export type FeedKind = 'home' | 'section' | 'term';

/** What each kind is called in `disableKinds`, in all versions of Hugo. */
const names: Readonly<Record<FeedKind, readonly string[]>> = {
  home: ['home'],
  section: ['section'],
  term: ['term', 'taxonomy'],
};

/** Feeds have the newest issues: whoever follows the site has read the others. */
const mostPosts = 20;

/** Which lists of a site have feeds. */
export function feedKindsOf(values: Values): FeedKind[] {
  const disabled = wordsIn(values, 'disablekinds').map((kind) => kind.toLowerCase());
  // `taxonomy` was once what `term` is now, and `taxonomyTerm` what it is.
  const isOld = disabled.includes('taxonomyterm');
  if (disabled.includes('rss') || isOn(values, 'disablerss')) return [];
  const outputs = mapIn(values, 'outputs');
  return (Object.keys(names) as FeedKind[]).filter((kind) => {
    const known = kind === 'term' && !isOld ? ['term'] : names[kind];
    if (disabled.some((one) => known.includes(one))) return false;
    const said = names[kind].flatMap((name) => wordsIn(outputs, name));
    return said.length === 0 || said.some((format) => format.toLowerCase() === 'rss');
  });
}

/**
 * The feeds of a Hugo site: of each language's home page, of sections and of terms.
 *
 * @param archive its issues
 */
export function hugoFeeds(
  rules: HugoRules,
  kinds: readonly FeedKind[],
  { order, pathOf: addressIn }: ListedIssues,
): Pick<FormerSite, 'feeds' | 'ids'> {
  const ids: Record<string, string> = {};
  const feeds = new Map<string, Omit<FormerFeed, 'posts'> & { posts: string[] }>();
  // Many posts have few sections and terms.
  const made = new Map<string, string>();
  const add = (kind: FeedKind, page: string, path: string, title?: string): void => {
    if (!kinds.includes(kind)) return;
    const file = `${page}index.xml`;
    const feed = feeds.get(file) ?? {
      ...{ path: file, format: 'rss' as const, page, posts: [] },
      ...(title === undefined ? {} : { title }),
    };
    feeds.set(file, feed);
    if (feed.posts.length < mostPosts && feed.posts.at(-1) !== path) feed.posts.push(path);
  };
  for (const entry of order) {
    const { path, data } = entry;
    const address = addressIn(entry);
    // Hugo writes it as it is, and so do its links, which then lead elsewhere.
    if (address.includes('#')) ids[path] = encodeURI(address);
    const place = placeOf(rules.prefix + path, rules);
    const language = place && rules.languages[place.language];
    if (place === undefined || language === undefined) continue;
    const isPrefixed = place.language !== rules.defaultLanguage || rules.isDefaultInSubfolder;
    const prefix = isPrefixed ? place.language : '';
    const addressOf = (...parts: string[]): string => {
      const key = [place.language, ...parts].join('\0');
      let address = made.get(key);
      if (address === undefined) {
        const folder = folderPathOf(joined(prefix, ...parts), language);
        address = folder === '' ? '' : `${folder}/`;
        made.set(key, address);
      }
      return address;
    };
    add('home', addressOf(), path);
    const section = sectionsOf(place, rules).map((folder) => folder.toLowerCase());
    if (section.length > 0) add('section', addressOf(...section), path, section.at(-1));
    for (const facet of ['tags', 'categories'] as const) {
      if (!language.taxonomies.includes(facet)) continue;
      for (const value of data[facet]) {
        if (pathOf(value, language) !== '') add('term', addressOf(facet, value), path, value);
      }
    }
  }
  return { feeds: [...feeds.values()], ids };
}
