import { readSettings } from '../../site/settings_file.js';
import { type Values, isMap, isOn, mapIn, wordIn, wordsIn } from '../values.js';
import type { OwnerSettings } from '../../site/owner.js';
import { ownerOfJekyll } from './owner.js';
import { type JekyllFeeds, feedsIn } from './feeds.js';
import type { DefaultSet, JekyllCollection, JekyllRules } from './rules.js';

/** What a Jekyll configuration says that concerns an archive. */
export interface JekyllSettings {
  /** Relative to the site; undefined without one. */
  file: string | undefined;
  title: string | undefined;
  baseURL: string | undefined;
  /** `baseurl`, where the site's `url` is not said. */
  basePath: string | undefined;
  timeZone: string | undefined;
  /** Its Markdown, unless the configuration names another. */
  isKramdown: boolean;
  feeds: JekyllFeeds;
  owner: OwnerSettings;
  /** The pages that Minima and themes after it have in their navigation. */
  headerPages: string[];
  /** The codes of the languages, the default first; empty where none is named. */
  languages: string[];
  /** Whether only so many posts are to be published. */
  isLimited: boolean;
  rules: JekyllRules;
}

const names = ['_config.yml', '_config.yaml', '_config.toml'];

const defaultExclude = [
  ...['.sass-cache', '.jekyll-cache', 'gemfiles', 'Gemfile', 'Gemfile.lock', 'node_modules'],
  ...['vendor/bundle/', 'vendor/cache/', 'vendor/gems/', 'vendor/ruby/'],
];

/** The settings of a Jekyll site without a configuration. */
export function defaultJekyll(): JekyllSettings {
  return settingsOf(undefined, {}, {});
}

/** Reads the configuration of a Jekyll site; undefined when the folder has none. */
export async function readJekyll(folder: string): Promise<JekyllSettings | undefined> {
  for (const file of names) {
    const values = (await readSettings(folder, file))?.values;
    if (values === undefined) continue;
    const written = (await readSettings(folder, file, 'site'))?.values;
    return settingsOf(file, values, mapIn(written ?? {}, 'site'));
  }
  return undefined;
}

/** @param written the same values, with those that mean something in front matter as they are written */
function settingsOf(file: string | undefined, values: Values, written: Values): JekyllSettings {
  const url = wordIn(values, 'url');
  const timeZone = wordIn(values, 'timezone');
  return {
    file,
    title: wordIn(values, 'title') ?? wordIn(values, 'name'),
    baseURL: url && url + (wordIn(values, 'baseurl') ?? ''),
    basePath: wordIn(values, 'baseurl'),
    timeZone,
    isKramdown: /^(?:kramdown|gfm)$/i.test(wordIn(values, 'markdown') ?? 'kramdown'),
    feeds: feedsIn(values),
    headerPages: wordsIn(values, 'header_pages'),
    owner: ownerOfJekyll({ ...values, ...written }),
    languages: languagesOf(values),
    isLimited: Number(wordIn(values, 'limit_posts') ?? 0) > 0,
    rules: {
      generator: 'jekyll',
      permalink: wordIn(values, 'permalink') ?? 'date',
      collections: collectionsOf(values),
      collectionsDir: (wordIn(values, 'collections_dir') ?? '').replace(/^\/+|\/+$/g, ''),
      defaults: defaultsOf(values.defaults),
      values: written,
      includesDir: wordIn(values, 'includes_dir') ?? '_includes',
      exclude: [...wordsIn(values, 'exclude'), ...defaultExclude],
      include: ['.htaccess', ...wordsIn(values, 'include')],
      timeZone,
      prefix: '',
      publishes: {
        drafts: isOn(values, 'show_drafts'),
        future: isOn(values, 'future'),
        unpublished: isOn(values, 'unpublished'),
      },
    },
  };
}

/** `lang`, `locale`, and what plugins for several languages have beside them. */
function languagesOf(values: Values): string[] {
  const written =
    wordIn(values, 'lang') ?? wordIn(values, 'default_lang') ?? wordIn(values, 'locale');
  if (written === undefined) return [];
  const main = written.replace(/\..*$/, '').replaceAll('_', '-');
  const others = wordsIn(values, 'languages').filter((code) => code !== main);
  return [main, ...others];
}

function collectionsOf(values: Values): Record<string, JekyllCollection> {
  const written = Array.isArray(values.collections)
    ? Object.fromEntries(wordsIn(values, 'collections').map((name) => [name, {}]))
    : mapIn(values, 'collections');
  const collections: Record<string, JekyllCollection> = {};
  for (const [name, value] of Object.entries({ posts: {}, ...written })) {
    const label = name.replace(/[^a-z0-9_\-.]/gi, '');
    const said = isMap(value) ? value : {};
    const permalink = wordIn(said, 'permalink');
    collections[label] = {
      hasPages: label === 'posts' || isOn(said, 'output'),
      ...(permalink === undefined ? {} : { permalink }),
    };
  }
  return collections;
}

function defaultsOf(written: unknown): DefaultSet[] {
  const sets: DefaultSet[] = [];
  for (const item of Array.isArray(written) ? written : []) {
    if (!isMap(item) || !isMap(item.values)) continue;
    const scope = mapIn(item, 'scope');
    const type = wordIn(scope, 'type')?.replace(/^(page|post|draft)$/, '$1s');
    sets.push({
      path: (wordIn(scope, 'path') ?? '').replace(/^\//, '').replace(/(?<=[^/])\/$/, ''),
      ...(type === undefined ? {} : { type }),
      values: item.values,
    });
  }
  return sets;
}
