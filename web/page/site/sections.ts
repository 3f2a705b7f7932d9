/* The newsletters of an archive that has several: folders with names, which are categories to readers. */
import type { ManifestEntry } from 'broadsheet';
import type { Site, Term } from './site.js';

/** The newsletter that an issue belongs to, where it has a list. */
export function sectionOf(site: Site, entry: Pick<ManifestEntry, 'path'>): Term | undefined {
  const { sections = [] } = site.manifest.owner ?? {};
  const found = sections.find(({ folder }) => entry.path.startsWith(`${folder}/`));
  return found && site.term('categories', found.name);
}
