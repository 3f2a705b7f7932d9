import { join } from 'node:path';
import { type SettingsFile, membersIn, readSettings, textIn } from './settings_file.js';

/** What a Hugo configuration says that concerns an archive. */
export interface HugoSettings {
  file: string;
  title: string | undefined;
  baseURL: string | undefined;
  timeZone: string | undefined;
  languages: string[];
  permalinks: Record<string, string>;
  /** Relative to the site. */
  contentDir: string;
}

const endings = ['toml', 'yaml', 'yml', 'json'];

/** In Hugo's order: the first that exists is read. */
const candidates = ['hugo', 'config', 'config/_default/hugo', 'config/_default/config'].flatMap(
  (name) => endings.map((ending) => `${name}.${ending}`),
);

/** Reads the configuration of a Hugo site; undefined when the folder has none. */
export async function readHugo(folder: string): Promise<HugoSettings | undefined> {
  for (const name of candidates) {
    const settings = await readSettings(join(folder, name));
    if (settings !== undefined) return settingsOf(folder, name, settings);
  }
  return undefined;
}

async function settingsOf(
  folder: string,
  name: string,
  { values: written }: SettingsFile,
): Promise<HugoSettings> {
  // Hugo does not mind the case of keys.
  const values = lowercased(written);
  const languages = { ...membersIn(values, 'languages') };
  if (name.startsWith('config/')) {
    for (const ending of endings) {
      const file = join(folder, 'config/_default', `languages.${ending}`);
      Object.assign(languages, (await readSettings(file))?.values);
    }
  }
  const first = textIn(values, 'defaultcontentlanguage') ?? 'en';
  const codes = Object.keys(languages);
  const settings = lowercased(membersIn(languages, first));
  return {
    file: name,
    title: textIn(settings, 'title') ?? textIn(values, 'title'),
    baseURL: textIn(settings, 'baseurl') ?? textIn(values, 'baseurl'),
    timeZone: textIn(settings, 'timezone') ?? textIn(values, 'timezone'),
    languages: [...codes].sort(
      (one, other) =>
        Number(other === first) - Number(one === first) || weight(one) - weight(other),
    ),
    permalinks: permalinksOf(membersIn(values, 'permalinks')),
    contentDir: commonFolder([
      ...codes.flatMap(
        (code) => textIn(lowercased(membersIn(languages, code)), 'contentdir') ?? [],
      ),
      textIn(values, 'contentdir') ?? 'content',
    ]),
  };

  function weight(code: string): number {
    return Number(lowercased(membersIn(languages, code)).weight ?? 0);
  }
}

function lowercased(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

/** `permalinks` by section; newer configurations have them one level deeper, under `page`. */
function permalinksOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const patterns: Record<string, string> = {};
  for (const [section, pattern] of Object.entries({ ...values, ...membersIn(values, 'page') })) {
    if (typeof pattern === 'string') patterns[section] = pattern;
  }
  return patterns;
}

/** `content/zh` and `content/en` lie in `content`. */
function commonFolder(folders: readonly string[]): string {
  const split = folders.map((folder) => folder.split('/').filter((part) => part !== ''));
  const [first = []] = split;
  let length = 0;
  while (length < first.length && split.every((parts) => parts[length] === first[length])) {
    length += 1;
  }
  return first.slice(0, length).join('/') || '.';
}
