import type { Manifest, ManifestEntry } from 'broadsheet';

/** The category of pages in a search index: issues have none of this name. */
export const pageCategory = 'broadsheet:page';

/** The issues that lists and feeds name: all but those that only have a page, and pages. */
export function listedIssues({ posts }: Pick<Manifest, 'posts'>): ManifestEntry[] {
  return posts.filter(({ unlisted, page }) => unlisted !== true && page !== true);
}

/** What search finds: the issues that lists name, and pages. */
export function foundPosts({ posts }: Pick<Manifest, 'posts'>): ManifestEntry[] {
  return posts.filter(({ unlisted }) => unlisted !== true);
}
