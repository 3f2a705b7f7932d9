import type { Catalog, Facets, Listing, Manifest, ManifestEntry } from 'broadsheet';
import { everything, queryOf } from './filter.js';
import { listedIssues } from './listed.js';

/** What a catalog answers about all issues. */
export interface AllIssues {
  order: readonly ManifestEntry[];
  facets: Facets;
}

/** Asks a catalog over the issues of `posts`. */
export function allOf(catalog: Catalog<ManifestEntry>, posts: readonly ManifestEntry[]): AllIssues {
  const { posts: order, facets } = catalog.query(queryOf(everything, 0, posts.length));
  return { order, facets };
}

/** The answer as it is kept in a manifest. */
export function listingOf(
  catalog: Catalog<ManifestEntry>,
  posts: readonly ManifestEntry[],
): Listing {
  const { order, facets } = allOf(catalog, posts);
  const places = new Map(posts.map((entry, place) => [entry, place]));
  return { order: order.map((entry) => places.get(entry) ?? 0), facets };
}

/** The answer that a manifest holds; undefined where it holds none, or one about other issues. */
export function allIn(manifest: Manifest): AllIssues | undefined {
  const { listing, posts } = manifest;
  if (listing === undefined) return undefined;
  const { facets, order: places } = listing;
  const issues = listedIssues(manifest);
  if (places === undefined) return { order: issues, facets };
  const left = new Set(issues);
  const order = places.flatMap((place) => {
    const entry = posts[place];
    return entry !== undefined && left.delete(entry) ? [entry] : [];
  });
  return left.size === 0 && order.length === places.length ? { order, facets } : undefined;
}
