import type { Manifest, ManifestEntry } from 'broadsheet';

/** The issues that lists, feeds and search name: all but those that only have a page. */
export function listedIssues({ posts }: Pick<Manifest, 'posts'>): ManifestEntry[] {
  return posts.filter(({ unlisted }) => unlisted !== true);
}
