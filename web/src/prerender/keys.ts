import type { ManifestEntry } from 'broadsheet';
import type { Site } from '../site/site.js';
import { hasOwnCover } from '../templates/issue-row.js';
import type { Frame } from '../templates/frame.js';
import type { Feed } from './feeds.js';

/** What identifies the content of a post; another state means another entry or body. */
export type StateOf = (path: string) => string;

/*
 * Of a file that is costly to make, everything that its templates read of the archive: with the
 * same key, the same bundle makes the same file. A template that reads more adds it here.
 */

/**
 * The key of an issue's page.
 *
 * @param others whichever issues it names besides its neighbours
 */
export function keyOfIssue(
  frame: Frame,
  entry: ManifestEntry,
  others: readonly ManifestEntry[],
  stateOf: StateOf,
): string {
  const { site } = frame;
  const { newer, older } = site.neighbours(entry);
  const place = (other: ManifestEntry | undefined) =>
    other && [other.path, stateOf(other.path), site.pathOf(other)];
  const { data } = entry;
  const terms = (['tags', 'categories', 'authors'] as const).map((facet) =>
    data[facet].map((name) => site.term(facet, name)?.path),
  );
  const cover = hasOwnCover(frame, entry);
  return JSON.stringify([
    keyOfArchive(site),
    [place(entry), place(newer), place(older), others.map(place), terms, cover],
  ]);
}

/** The key of a feed, whatever its format. */
export function keyOfFeed({ frame, title, entries }: Feed, stateOf: StateOf): string {
  const { site } = frame;
  const items = entries.map(({ path }, index) => [
    path,
    stateOf(path),
    site.pathOf(entries[index] as ManifestEntry),
  ]);
  return JSON.stringify([keyOfArchive(site), title, items]);
}

/** What every file may say of the archive as a whole. */
function keyOfArchive({ manifest, languages, facets }: Site): unknown[] {
  const { title, description, baseUrl, live } = manifest;
  const years = [facets.years[0]?.value, facets.years.at(-1)?.value];
  return [title, description, baseUrl, live, languages, years];
}
