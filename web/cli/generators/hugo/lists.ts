import type { Manifest, ManifestEntry } from 'broadsheet';
import { isUglyIn } from './page.js';
import { placeOf } from './place.js';
import type { HugoRules } from './rules.js';
import { folderPathOf, joined, pathOf } from './slug.js';

/** The facets that are taxonomies of Hugo. */
const facets = ['tags', 'categories'] as const;

/**
 * The lists that Hugo makes for the posts of an archive, by address: home pages of languages, sections,
 * terms.
 */
export function hugoLists(
  rules: HugoRules,
  entries: readonly ManifestEntry[],
): NonNullable<Manifest['lists']> {
  const lists: NonNullable<Manifest['lists']> = {};
  const known = new Set(rules.sections);
  // Many posts have few folders and terms.
  const made = new Map<string, string>();
  for (const { path, data, page, unlisted } of entries) {
    if (unlisted) continue;
    const place = placeOf(rules.prefix + path, rules);
    const language = place && rules.languages[place.language];
    if (place === undefined || language === undefined) continue;
    const isPrefixed = place.language !== rules.defaultLanguage || rules.isDefaultInSubfolder;
    const prefix = isPrefixed ? place.language : '';
    const addressOf = (isUgly: boolean, ...parts: string[]): string => {
      const key = [place.language, isUgly, ...parts].join('\0');
      let address = made.get(key);
      if (address === undefined) {
        address = folderPathOf(joined(prefix, ...parts), language) + (isUgly ? '.html' : '/');
        made.set(key, address);
      }
      return address;
    };
    if (isPrefixed) lists[addressOf(false)] = '';
    place.folders.forEach((_, depth) => {
      const folders = place.folders.slice(0, depth + 1);
      const isSection = depth === 0 || known.has(`${place.language}:${folders.join('/')}`);
      const isUgly = isUglyIn(language.uglyURLs, folders[0] ?? '');
      // Hugo knows sections in lower case, whatever it does to pages.
      const names = folders.map((folder) => folder.toLowerCase());
      if (isSection) lists[addressOf(isUgly, ...names)] = '';
    });
    // Pages are in no list of ours.
    for (const facet of page ? [] : facets) {
      if (!language.taxonomies.includes(facet)) continue;
      // Terms are chosen on the home page.
      lists[addressOf(language.uglyURLs === true, facet)] = '';
      for (const value of data[facet]) {
        const slug = pathOf(value, language);
        if (slug !== '')
          lists[addressOf(language.uglyURLs === true, facet, slug)] = { facet, value };
      }
    }
  }
  return Object.fromEntries(Object.entries(lists).sort(([one], [other]) => (one < other ? -1 : 1)));
}
