/*
 * `ref` and `relref` (https://gohugo.io/shortcodes/ref/): a page by its path from the page itself, else
 * from the content, else by a name that only one page has.
 */
import { posix } from 'node:path';
import type { ContentPlace } from './place.js';
import type { HugoRules } from './rules.js';
import type { ContentPage, HugoFiles } from './site_files.js';
import { folderPathOf, joined } from './slug.js';

/** A reference as it is written. */
export interface Reference {
  /** With or without ending; the part behind `#` is cut off. */
  path: string;
  language: string;
}

/** The page that a reference means; undefined of none, and in words why it may be several. */
export function referredPage(
  { path, language }: Reference,
  from: ContentPlace,
  files: HugoFiles,
): ContentPage | string | undefined {
  const stem = withoutEnding(path, language);
  const isRooted = stem.startsWith('/');
  const ownFolders = from.isBundle
    ? [[...from.folders, from.baseName].join('/'), from.folders.join('/')]
    : [from.folders.join('/')];
  const bases = isRooted ? [''] : [...ownFolders, ''];
  for (const base of bases) {
    const found = files.at(language, namedIndex(joined(base, stem)));
    if (found !== undefined) return found;
  }
  if (isRooted) return undefined;
  // A path in an older site's configuration may begin with the folder of a language.
  const [first = '', ...rest] = stem.split('/');
  const inner = first === language ? files.at(language, namedIndex(rest.join('/'))) : undefined;
  if (inner !== undefined) return inner;
  const named = stem.includes('/') ? [] : files.named(language, stem);
  return named.length > 1 ? `${named.length} pages have that name` : named[0];
}

function withoutEnding(path: string, language: string): string {
  const stem = path.replace(/\.(?:md|markdown|html?)$/i, '').replace(/(?<=.)\/$/, '');
  const suffix = `.${language}`;
  return stem.endsWith(suffix) ? stem.slice(0, -suffix.length) : stem;
}

/** `x/index` and `x/_index` are `x`. */
function namedIndex(path: string): string {
  return path.replace(/(?:^|\/)_?index$/, '');
}

/**
 * Where a reference leads: to the Markdown file of the page, as links between posts do, so that the
 * archive alone decides about addresses; of a section to its list.
 *
 * @returns undefined where the page lies outside of what is published
 */
export function destinationOf(
  { path, place, isSection }: ContentPage,
  rules: HugoRules,
): string | undefined {
  const language = rules.languages[place.language];
  if (isSection && language !== undefined) {
    const isPrefixed = place.language !== rules.defaultLanguage || rules.isDefaultInSubfolder;
    const folder = joined(isPrefixed ? place.language : '', ...place.folders);
    const address = folderPathOf(folder, language);
    return posix.join('/', address, '/');
  }
  return path.startsWith(rules.prefix) ? `/${path.slice(rules.prefix.length)}` : undefined;
}
