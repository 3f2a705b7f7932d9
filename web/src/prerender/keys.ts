import type { ManifestEntry } from 'broadsheet';
import type { ListRoute } from '../site/route.js';
import type { Site } from '../site/site.js';
import type { Frame } from '../templates/frame.js';
import { hasOwnCover, isTelling } from '../templates/issue-row.js';
import type { ListAnswer } from '../templates/list.js';
import type { Feed } from './feeds.js';

/** What identifies the content of a post; another state means another entry or body. */
export type StateOf = (path: string) => string;

/**
 * Of each file that is costly to make, everything that its templates read of the archive: with the
 * same key, the same bundle makes the same file. A template that reads more adds it here.
 */
export class Keys {
  readonly #site: Site;
  readonly #stateOf: StateOf;
  /** What every file may say of the archive as a whole. */
  readonly #archive: string;
  #lists: string | undefined;

  constructor(site: Site, stateOf: StateOf) {
    this.#site = site;
    this.#stateOf = stateOf;
    const { manifest, languages, facets } = site;
    const { title, description, baseUrl, live, offline } = manifest;
    const years = [facets.years[0]?.value, facets.years.at(-1)?.value];
    const named = [title, description, baseUrl, live, offline];
    this.#archive = JSON.stringify([...named, languages, years]);
  }

  /**
   * Of an issue's page.
   *
   * @param others whichever issues it names besides its neighbours
   */
  issue(frame: Frame, entry: ManifestEntry, others: readonly ManifestEntry[]): string {
    const site = this.#site;
    const { newer, older } = site.neighbours(entry);
    const { data } = entry;
    const terms = (['tags', 'categories', 'authors'] as const).map((facet) =>
      data[facet].map((name) => site.term(facet, name)?.path),
    );
    const cover = hasOwnCover(frame, entry);
    return this.#key([
      this.#place(entry),
      newer && this.#place(newer),
      older && this.#place(older),
      this.#places(others),
      terms,
      cover,
    ]);
  }

  /** Of a page of a list. */
  list(frame: Frame, route: ListRoute, { total, posts, facets }: ListAnswer): string {
    this.#lists ??= this.#ofLists(frame);
    const covers = posts.map((entry) => hasOwnCover(frame, entry));
    const { path, first, term } = route;
    return this.#key([
      this.#lists,
      [path, first, term?.facet, term?.value],
      [total, facets],
      this.#places(posts),
      covers,
    ]);
  }

  /** Of a feed, whatever its format. */
  feed({ title, entries }: Feed): string {
    return this.#key([title, this.#places(entries)]);
  }

  /** What every list may say. */
  #ofLists(frame: Frame): string {
    const { order, span, terms } = this.#site;
    return JSON.stringify([
      order.length,
      order.at(-1)?.data.date === undefined,
      span,
      terms.map(({ facet, value, path }) => [
        path,
        value,
        (facet === 'tags' || facet === 'categories') && isTelling(frame, facet, value),
      ]),
    ]);
  }

  #place(entry: ManifestEntry): string {
    return `${entry.path}\n${this.#stateOf(entry.path)}\n${this.#site.pathOf(entry)}`;
  }

  #places(entries: readonly ManifestEntry[]): string[] {
    return entries.map((entry) => this.#place(entry));
  }

  #key(parts: unknown[]): string {
    return this.#archive + JSON.stringify(parts);
  }
}
