import type { OwnerSettings } from '../../site/owner.js';
import { linksIn, plainText, settled } from '../owner_values.js';
import { type Values, isMap, mapIn, merged, wordIn, wordsIn } from '../values.js';

/**
 * What a Hugo site says of itself: `copyright`, the main menu, and what themes commonly read from
 * `params`.
 *
 * @param values of the site, keys in lower case
 * @param main of its main language
 */
export function ownerOfHugo(values: Values, main: Values): OwnerSettings {
  const all = merged(values, main);
  const params = mapIn(all, 'params');
  const author = isMap(params.author) ? mapIn(params, 'author') : mapIn(all, 'author');
  return settled({
    description: wordIn(params, 'description') ?? wordIn(all, 'description'),
    author:
      wordsIn(params, 'author').join(', ') ||
      wordIn(author, 'name') ||
      wordsIn(all, 'authors').join(', '),
    copyright: plainText(wordIn(all, 'copyright') ?? wordIn(params, 'copyright')),
    logo: wordIn(params, 'logo') ?? wordIn(mapIn(params, 'label'), 'icon'),
    icon: wordIn(params, 'favicon') ?? wordIn(mapIn(params, 'assets'), 'favicon'),
    social: linksIn(params.socialicons ?? params.social, ['name', 'title', 'icon']).map(
      ({ text, href }) => ({ name: text, href }),
    ),
    nav: menuOf(mapIn(all, 'menus').main ?? mapIn(all, 'menu').main),
  });
}

/** Entries of a menu in Hugo's order: by weight, those without one last, then by name. */
function menuOf(entries: unknown): { text: string; href: string }[] {
  const found = (Array.isArray(entries) ? entries : []).filter(isMap).flatMap((entry) => {
    const text = wordIn(entry, 'name') ?? wordIn(entry, 'title') ?? wordIn(entry, 'identifier');
    const ref = wordIn(entry, 'pageref');
    const href =
      wordIn(entry, 'url') ?? (ref && `${ref.replace(/\.md$/, '').replace(/\/*$/, '')}/`);
    // What lies below another entry unfolds in themes that have such menus.
    if (text === undefined || href === undefined || wordIn(entry, 'parent')) return [];
    return [{ text, href, weight: Number(entry.weight ?? 0) || Number.POSITIVE_INFINITY }];
  });
  const byName = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return found
    .sort((one, other) =>
      one.weight === other.weight ? byName(one.text, other.text) : one.weight - other.weight,
    )
    .map(({ text, href }) => ({ text, href }));
}
