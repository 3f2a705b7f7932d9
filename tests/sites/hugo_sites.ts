/* Small Hugo sites, one for each rule and each in a few forms. */
import type { SiteDescription } from './description.js';
import { patterns, permalinks, slugs } from './hugo/addresses.js';
import { folders } from './hugo/folders.js';
import { inLanguages } from './hugo/languages.js';
import { cascades, publication, sections } from './hugo/publication.js';

export const hugoSites: readonly SiteDescription[] = [
  ...publication,
  ...cascades,
  ...sections,
  ...slugs,
  ...permalinks,
  ...patterns,
  ...inLanguages,
  ...folders,
];
