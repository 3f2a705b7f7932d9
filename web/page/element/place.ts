import type { PageAddress } from '../worker/protocol.js';

/*
 * The place of an archive in the fragment of the page's address: `#archive=issues/letter/`, and
 * `#archive=?tag=spring;year=2024` for a list. Several archives stand beside each other, `&` between them.
 */

/** The key of an archive and its place, as written in a fragment. */
function parts(hash: string): [key: string, place: string][] {
  return hash
    .replace(/^#/, '')
    .split('&')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
    });
}

/** The place that a fragment gives for a key; undefined when it names none. */
export function placeInFragment(hash: string, key: string): PageAddress | undefined {
  const found = parts(hash).find(([name]) => name === encodeURIComponent(key));
  if (found === undefined || !hash.includes('=')) return undefined;
  const [path = '', query] = found[1].split('?', 2);
  try {
    return {
      path: decodeURIComponent(path),
      search: query ? `?${query.replaceAll(';', '&')}` : '',
    };
  } catch {
    return undefined;
  }
}

/** The fragment with another place for a key. Without one (the whole list) the key goes. */
export function fragmentWithPlace(
  hash: string,
  key: string,
  { path, search }: PageAddress,
): string {
  const name = encodeURIComponent(key);
  const others = hash === '' || hash === '#' ? [] : parts(hash).filter(([other]) => other !== name);
  // What is no archive's, as a link to a section, cannot stand beside one.
  const kept = others
    .filter(([, value]) => value !== '')
    .map(([other, value]) => `${other}=${value}`);
  // Query strings write `;` as `%3B`: it is free to stand for the `&` that separates archives here.
  const place = path.split('/').map(encodeURIComponent).join('/') + search.replaceAll('&', ';');
  const all = place === '' ? kept : [...kept, `${name}=${place}`];
  return all.length === 0 ? '' : `#${all.join('&')}`;
}
