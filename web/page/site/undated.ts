import type { CatalogPage, ManifestEntry } from 'broadsheet';
import type { Site } from './site.js';

/** The part of the undated issues that a page shows. */
export function undatedAnswer(
  site: Site,
  offset: number,
  limit: number,
): Pick<CatalogPage<ManifestEntry>, 'total' | 'posts' | 'facets'> {
  const undated = site.undated();
  return {
    total: undated.length,
    posts: undated.slice(offset, offset + limit),
    facets: site.facets,
  };
}
