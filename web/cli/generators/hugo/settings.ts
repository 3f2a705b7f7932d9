import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '../../site/settings_file.js';
import type { OwnerSettings } from '../../site/owner.js';
import type { StaticFolder } from '../../site/site.js';
import { type Values, isMap, isOn, lowercased, mapIn, merged, wordIn, wordsIn } from '../values.js';
import { type FeedKind, feedKindsOf } from './feeds.js';
import { mountsOf } from './mounts.js';
import { ownerOfHugo } from './owner.js';
import { type HugoLanguage, type HugoRules, dateKeysOf } from './rules.js';
import { staticsOf } from './statics.js';

/** What a Hugo configuration says that concerns an archive. */
export interface HugoSettings {
  /** The files that were read, relative to the site. */
  files: string[];
  title: string | undefined;
  baseURL: string | undefined;
  timeZone: string | undefined;
  /** The codes of the languages, the default first. */
  languages: string[];
  /** Whether languages have addresses of their own. */
  hasOwnHosts: boolean;
  statics: StaticFolder[];
  feedKinds: FeedKind[];
  owner: OwnerSettings;
  rules: HugoRules;
}

const endings = ['toml', 'yaml', 'yml', 'json'];

/** What a site is built with when nothing else is said. */
const environment = 'production';

/** Reads the configuration of a Hugo site; undefined when the folder has none. */
export async function readHugo(folder: string): Promise<HugoSettings | undefined> {
  const files: string[] = [];
  let values: Values = {};
  const take = async (name: string, under?: string): Promise<boolean> => {
    const settings = await readSettings(folder, name, under);
    if (settings === undefined) return false;
    files.push(name);
    values = merged(values, placed(lowercased(settings.values) as Values, under));
    return true;
  };
  for (const name of ['hugo', 'config'].flatMap(namesOf)) if (await take(name)) break;
  for (const inner of ['_default', environment]) {
    for (const name of await settingsIn(join(folder, 'config', inner))) {
      const stem = name.slice(0, name.lastIndexOf('.')).toLowerCase();
      const isRoot = stem === 'hugo' || stem === 'config';
      await take(`config/${inner}/${name}`, isRoot ? undefined : stem);
    }
  }
  return files.length === 0 ? undefined : settingsOf(files, values);
}

function namesOf(stem: string): string[] {
  return endings.map((ending) => `${stem}.${ending}`);
}

/** The files of a configuration folder: what is said for all comes before what is said for one. */
async function settingsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const isRoot = (name: string) => /^(?:hugo|config)\.\w+$/i.test(name);
  return names
    .filter(
      (name) => /^[\w-]+(?:\.[\w-]+)?\.(?:toml|ya?ml|json)$/i.test(name) && !name.startsWith('_'),
    )
    .sort((one, other) => Number(isRoot(other)) - Number(isRoot(one)) || (one < other ? -1 : 1));
}

/** `menus.en.toml` holds the menus of English. */
function placed(values: Values, under: string | undefined): Values {
  const [, key, language] = /^([\w-]+)\.([\w-]+)$/.exec(under ?? '') ?? [];
  if (under === undefined || key === undefined || language === undefined) return values;
  return { languages: { [language]: { [key]: values[under] } } };
}

function settingsOf(files: string[], values: Values): HugoSettings {
  const first = (wordIn(values, 'defaultcontentlanguage') ?? 'en').toLowerCase();
  const written = mapIn(values, 'languages');
  const disabled = new Set(wordsIn(values, 'disablelanguages').map((code) => code.toLowerCase()));
  const weight = (code: string): number => Number(mapIn(written, code).weight ?? 0) || 0;
  const codes = Object.keys(written)
    .filter((code) => isMap(written[code]))
    .sort(
      (one, other) =>
        Number(other === first) - Number(one === first) || weight(one) - weight(other),
    );
  if (codes.length === 0) codes.push(first);
  const languages: Record<string, HugoLanguage> = {};
  for (const code of codes) {
    const own = merged(values, mapIn(written, code));
    languages[code] = {
      isDisabled: disabled.has(code) || isOn(mapIn(written, code), 'disabled'),
      permalinks: patternsOf(mapIn(own, 'permalinks')),
      taxonomies: taxonomiesOf(own),
      removePathAccents: isOn(own, 'removepathaccents'),
      disablePathToLower: isOn(own, 'disablepathtolower'),
      uglyURLs: isMap(own.uglyurls) ? own.uglyurls : isOn(own, 'uglyurls'),
    };
  }
  const main = mapIn(written, codes[0] ?? first);
  const said = (key: string): string | undefined => wordIn(main, key) ?? wordIn(values, key);
  return {
    files,
    title: said('title'),
    baseURL: said('baseurl'),
    timeZone: said('timezone'),
    languages: Object.keys(written).length === 0 ? onlyLanguage(values) : codes,
    hasOwnHosts: codes.some((code) => wordIn(mapIn(written, code), 'baseurl') !== undefined),
    statics: staticsOf(values),
    feedKinds: feedKindsOf(values),
    owner: ownerOfHugo(values, main),
    rules: {
      generator: 'hugo',
      defaultLanguage: codes[0] ?? first,
      timeZone: said('timezone') ?? 'UTC',
      ignoreFiles: wordsIn(values, 'ignorefiles'),
      isDefaultInSubfolder: isOn(values, 'defaultcontentlanguageinsubdir'),
      languages,
      mounts: mountsOf(values, codes),
      dates: dateKeysOf(mapIn(values, 'frontmatter')),
      cascades: [],
      siteCascade: values.cascade,
      sections: [],
      topSections: [],
      mainSections: mainSectionsIn(values),
      periods: [],
      isMultilingual: Object.keys(written).length > 0,
      prefix: '',
      publishes: {
        drafts: isOn(values, 'builddrafts'),
        future: isOn(values, 'buildfuture'),
        expired: isOn(values, 'buildexpired'),
      },
    },
  };
}

/** `mainSections`, which older sites have among their `params`. */
function mainSectionsIn(values: Values): string[] {
  const written = wordsIn(values, 'mainsections');
  return written.length > 0 ? written : wordsIn(mapIn(values, 'params'), 'mainsections');
}

/** The language of a site that has one, where anything says so: the skeleton of a site names English. */
function onlyLanguage(values: Values): string[] {
  const code = wordIn(values, 'defaultcontentlanguage') ?? wordIn(values, 'languagecode');
  return code === undefined ? [] : [code.replaceAll('_', '-')];
}

/** `permalinks` by section; newer configurations have them one level deeper, under `page`. */
function patternsOf(values: Values): Record<string, string> {
  const patterns: Record<string, string> = {};
  for (const [section, pattern] of Object.entries({ ...values, ...mapIn(values, 'page') })) {
    if (typeof pattern === 'string') patterns[section.replace(/^[ /]+|[ /]+$/g, '')] = pattern;
  }
  return patterns;
}

/** The folders of taxonomies by the keys of front matter; Hugo has two of its own. */
function taxonomiesOf(values: Values): string[] {
  if (!isMap(values.taxonomies)) return ['categories', 'tags'];
  return Object.values(values.taxonomies).flatMap((name) =>
    typeof name === 'string' ? [name.toLowerCase()] : [],
  );
}
