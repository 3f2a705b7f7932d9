/*
 * The feeds of Jekyll sites: those of the plugin jekyll-feed, or templates of the site's own.
 */
import { join, posix } from 'node:path';
import type { ManifestEntry } from 'broadsheet';
import { readRegularFile } from '../../archive/regular_file.js';
import type { FeedFormat, FormerFeed, FormerSite } from '../../../prerender/former-site.js';
import type { ListedIssues } from '../../site/site.js';
import { type Values, isMap, mapIn, wordIn, wordsIn } from '../values.js';
import { documentOf } from './document.js';
import type { JekyllRules } from './rules.js';
import { slugified } from './slug.js';

/** What a configuration says of feeds. */
export interface JekyllFeeds {
  isPlugin: boolean;
  /** Of the plugin, by collection. */
  collections: Readonly<Record<string, { path: string; categories: readonly string[] }>>;
  tags: { only?: readonly string[]; except: readonly string[]; path: string } | undefined;
  mostPosts: number;
}

/** Templates of feeds in the root of a site, and larger ones are none. */
const templates = ['feed.xml', 'atom.xml', 'rss.xml', 'index.xml', 'feed/index.xml', 'feed.json'];
const mostTemplateBytes = 1 << 16;

/** Reads the settings of jekyll-feed (its README). */
export function feedsIn(values: Values): JekyllFeeds {
  const feed = mapIn(values, 'feed');
  const isPlugin = ['plugins', 'gems'].some((key) => wordsIn(values, key).includes('jekyll-feed'));
  const path = wordIn(feed, 'path');
  const said = Array.isArray(feed.collections)
    ? Object.fromEntries(wordsIn(feed, 'collections').map((name) => [name, {}]))
    : mapIn(feed, 'collections');
  const collections: Record<string, { path: string; categories: readonly string[] }> = {};
  const posts = { path: path ?? 'feed.xml', categories: wordsIn(feed, 'categories') };
  for (const [name, value] of Object.entries({ posts: {}, ...said })) {
    const own = isMap(value) ? value : {};
    const usual = name === 'posts' ? posts.path : `feed/${name}.xml`;
    const categories = wordsIn(own, 'categories');
    collections[name] = {
      path: (wordIn(own, 'path') ?? usual).replace(/^\/+/, ''),
      categories: categories.length === 0 && name === 'posts' ? posts.categories : categories,
    };
  }
  const tags = isMap(feed.tags) ? feed.tags : {};
  const only = wordsIn(tags, 'only');
  return {
    ...{ isPlugin, collections },
    tags:
      feed.tags === undefined || feed.tags === false
        ? undefined
        : {
            ...(only.length === 0 ? {} : { only }),
            except: wordsIn(tags, 'except'),
            path: (wordIn(tags, 'path') ?? 'feed/by_tag/').replace(/^\/+/, ''),
          },
    mostPosts: Number(wordIn(feed, 'posts_limit') ?? 10) || 10,
  };
}

/** @param folder of the site */
export function jekyllFeeds(
  folder: string,
  rules: JekyllRules,
  settings: JekyllFeeds,
  archive: ListedIssues,
): Pick<FormerSite, 'feeds' | 'ids'> {
  const own = ownFeeds(folder, archive);
  return settings.isPlugin
    ? { feeds: [...pluginFeeds(rules, settings, archive), ...own], ids: idsOf(rules, archive) }
    : { feeds: own };
}

function pluginFeeds(
  rules: JekyllRules,
  { collections, tags, mostPosts }: JekyllFeeds,
  { order }: ListedIssues,
): FormerFeed[] {
  const feeds: FormerFeed[] = [];
  const add = (path: string, posts: readonly string[], title?: string): void => {
    const named = title === undefined ? {} : { title };
    feeds.push({ path, format: 'atom', page: '', posts: posts.slice(0, mostPosts), ...named });
  };
  for (const [name, { path, categories }] of Object.entries(collections)) {
    const posts = order.filter((entry) => collectionOf(rules, entry.path) === name);
    add(
      path,
      posts.map((entry) => entry.path),
    );
    const folder = name === 'posts' ? 'feed/' : `feed/${name}/`;
    for (const category of categories) {
      const chosen = posts.filter(({ data }) => data.categories.includes(category));
      add(
        `${folder}${category}.xml`,
        chosen.map((entry) => entry.path),
        category,
      );
    }
  }
  if (tags === undefined) return feeds;
  const { only, except, path } = tags;
  const posts = order.filter((entry) => collectionOf(rules, entry.path) === 'posts');
  for (const tag of new Set(posts.flatMap(({ data }) => data.tags))) {
    if (except.includes(tag) || only?.includes(tag) === false) continue;
    const chosen = posts.filter(({ data }) => data.tags.includes(tag));
    add(
      `${path}${slugified(tag)}.xml`,
      chosen.map((entry) => entry.path),
      tag,
    );
  }
  return feeds;
}

function collectionOf(rules: JekyllRules, path: string): string | undefined {
  const document = documentOf(rules.prefix + path, rules);
  return typeof document === 'string' ? undefined : document.collection;
}

/** Jekyll's id of a document is the folder of its address, and its slug. */
function idsOf(rules: JekyllRules, { order, pathOf }: ListedIssues): Record<string, string> {
  const ids: Record<string, string> = {};
  for (const entry of order) {
    const document = documentOf(rules.prefix + entry.path, rules);
    if (typeof document === 'string') continue;
    const address = pathOf(entry);
    const written = entry.data.slug;
    const isOfFile = written === undefined || written.replace(/\.+$/, '') === document.slug;
    const slug = isOfFile ? document.slug : written;
    const isIndex = /(?:^|\/)index\.html$/.test(permalinkOf(entry, document.collection, rules));
    const folder = isIndex ? address : `${posix.dirname(`/${address.replace(/\/$/, '')}`)}/`;
    // Where the plugin makes it whole, it is normalized (NFKC), and a fragment of nothing goes.
    const above = encodeURI(folder.replace(/^\/+/, '').normalize('NFKC')).replaceAll('#', '%23');
    ids[entry.path] = above + encodeURI(slug.normalize('NFKC')).replace(/#$/, '');
  }
  return ids;
}

function permalinkOf({ data }: ManifestEntry, collection: string, rules: JekyllRules): string {
  return String(data.permalink ?? rules.collections[collection]?.permalink ?? rules.permalink);
}

/** Feeds that the site writes by a template of its own. */
function ownFeeds(folder: string, { order }: ListedIssues): FormerFeed[] {
  const posts = order.slice(0, 20).map(({ path }) => path);
  return templates.flatMap((path) => {
    const format = formatOf(folder, path);
    return format === undefined ? [] : [{ path, format, page: '', posts }];
  });
}

function formatOf(folder: string, path: string): FeedFormat | undefined {
  try {
    const text = readRegularFile(join(folder, path), mostTemplateBytes).toString('utf8');
    if (!/^\uFEFF?---\s/.test(text)) return undefined;
    if (text.includes('<rss')) return 'rss';
    if (text.includes('<feed')) return 'atom';
    return text.includes('jsonfeed.org') ? 'json' : undefined;
  } catch {
    return undefined;
  }
}
