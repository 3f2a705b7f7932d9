import { join } from 'node:path';
import { membersIn, readSettings, textIn } from './settings_file.js';

/** What a Jekyll configuration says that concerns an archive. */
export interface JekyllSettings {
  file: string;
  title: string | undefined;
  baseURL: string | undefined;
  timeZone: string | undefined;
  language: string | undefined;
  permalink: string | undefined;
  /** Names of collections whose documents are pages of their own. */
  collections: string[];
}

const names = ['_config.yml', '_config.yaml', '_config.toml'];

/** Reads the configuration of a Jekyll site; undefined when the folder has none. */
export async function readJekyll(folder: string): Promise<JekyllSettings | undefined> {
  for (const file of names) {
    const values = (await readSettings(join(folder, file)))?.values;
    if (values === undefined) continue;
    const url = textIn(values, 'url');
    const collections = Object.entries(membersIn(values, 'collections'));
    return {
      file,
      title: textIn(values, 'title') ?? textIn(values, 'name'),
      baseURL: url && url + (textIn(values, 'baseurl') ?? ''),
      timeZone: textIn(values, 'timezone'),
      language: textIn(values, 'lang') ?? textIn(values, 'locale'),
      permalink: textIn(values, 'permalink'),
      collections: collections.flatMap(([name, value]) =>
        typeof value === 'object' && value !== null && 'output' in value && value.output === true
          ? [name]
          : [],
      ),
    };
  }
  return undefined;
}
