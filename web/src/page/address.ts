import type { Place } from '../worker/protocol.js';

/** Where the archive lies: every page says how far up. */
export const root = new URL(document.documentElement.dataset.root ?? './', location.href);

/**
 * The place below the archive that an address names; undefined for what is no page of it: other
 * hosts, its Markdown files and pictures, its feeds.
 */
export function placeOf(url: URL): Place | undefined {
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return undefined;
  const encoded = url.pathname.slice(root.pathname.length);
  if (!/(?:^|\/|\.html?)$/.test(encoded) || /^posts\/.*[^/]$/.test(encoded)) return undefined;
  try {
    return { path: decodeURIComponent(encoded), search: url.search };
  } catch {
    return undefined;
  }
}

/** The address of a place. */
export function urlOf(path: string, search = ''): URL {
  return new URL(`./${encodeURI(path)}${search}`, root);
}
