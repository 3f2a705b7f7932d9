import type { PageAddress } from '../worker/protocol.js';

/** Where the archive lies: every page says how far up. */
export const root = new URL(document.documentElement.dataset.root ?? './', location.href);

/**
 * The place below an archive that an address names; undefined for what is no page of it: other
 * hosts, its Markdown files and pictures, its feeds.
 */
export function placeOf(url: URL, archive = root): PageAddress | undefined {
  if (url.origin !== archive.origin || !url.pathname.startsWith(archive.pathname)) return undefined;
  const encoded = url.pathname.slice(archive.pathname.length);
  if (!/(?:^|\/|\.html?)$/.test(encoded) || /^posts\/.*[^/]$/.test(encoded)) return undefined;
  try {
    return { path: decodeURIComponent(encoded), search: url.search };
  } catch {
    return undefined;
  }
}

/** The same list with one page more of it. */
export function withNextPage(search: string): string {
  const query = new URLSearchParams(search);
  query.set('page', String(Number(query.get('page') ?? 1) + 1));
  return `?${query}`;
}

/** The address of a place. */
export function urlOf(path: string, search = '', archive = root): URL {
  return new URL(`./${encodeURI(path)}${search}`, archive);
}
