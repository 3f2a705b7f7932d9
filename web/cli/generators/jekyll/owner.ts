import type { OwnerSettings } from '../../site/owner.js';
import { linksIn, plainText, settled } from '../owner_values.js';
import { type Values, mapIn, wordIn } from '../values.js';

/** Accounts that Minima and themes after it know by name. */
const accounts: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  twitter: 'https://twitter.com/',
  instagram: 'https://instagram.com/',
  linkedin: 'https://www.linkedin.com/in/',
  facebook: 'https://www.facebook.com/',
  youtube: 'https://www.youtube.com/',
};

/** What a Jekyll site says of itself, as jekyll-seo-tag, Minima and themes after them read it. */
export function ownerOfJekyll(values: Values): OwnerSettings {
  const minima = mapIn(values, 'minima');
  const named = Object.entries(accounts).flatMap(([name, address]) => {
    const account = wordIn(values, `${name}_username`);
    return account === undefined
      ? []
      : [{ text: name, href: address + encodeURIComponent(account) }];
  });
  const listed = [
    ...linksIn(minima.social_links, ['title', 'icon']),
    ...linksIn(mapIn(values, 'social').links, ['name']),
  ];
  const seen = new Set<string>();
  return settled({
    description: wordIn(values, 'description'),
    author: wordIn(values, 'author') ?? wordIn(mapIn(values, 'author'), 'name'),
    copyright: plainText(wordIn(values, 'copyright')),
    logo: wordIn(values, 'logo'),
    icon: wordIn(values, 'favicon'),
    social: [...listed, ...named]
      .filter(({ href }) => !seen.has(href) && seen.add(href))
      .map(({ text, href }) => ({ name: text, href })),
    nav: linksIn(values.navigation ?? values.nav, ['title', 'name', 'text']),
  });
}
