import type { ManifestEntry } from 'broadsheet';
import type { ListRoute } from '../page/site/route.js';
import type { Site } from '../page/site/site.js';
import { hasOwnCover } from '../page/templates/cover.js';
import { isTelling } from '../page/templates/issue-row.js';
import type { ListAnswer } from '../page/templates/list.js';
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
  readonly #placed = new Map<ManifestEntry, string>();

  constructor(site: Site, stateOf: StateOf) {
    this.#site = site;
    this.#stateOf = stateOf;
    const { manifest, languages, facets } = site;
    const { title, description, owner, baseUrl, live, offline, head, searchStart } = manifest;
    const years = [facets.years[0]?.value, facets.years.at(-1)?.value];
    const named = [title, description, owner, baseUrl, live, offline, head, searchStart];
    this.#archive = JSON.stringify([...named, languages, years]);
  }

  /**
   * Of an issue's page.
   *
   * @param others whichever issues it names besides its neighbours
   */
  issue(entry: ManifestEntry, others: readonly ManifestEntry[]): string {
    const site = this.#site;
    const { newer, older } = site.neighbours(entry);
    const { data } = entry;
    const terms = (['tags', 'categories', 'authors'] as const).map((facet) =>
      data[facet].map((name) => site.term(facet, name)?.path).join('\0'),
    );
    const cover = hasOwnCover(site, entry);
    const places = [newer, older].map((other) => (other === undefined ? '\0' : this.#place(other)));
    return this.#key([terms, cover], [this.#place(entry), ...places, this.#places(others)]);
  }

  /** Of a page of a list. */
  list(route: ListRoute, { total, posts, facets }: ListAnswer): string {
    this.#lists ??= this.#ofLists();
    const covers = posts.map((entry) => hasOwnCover(this.#site, entry));
    const { path, first, term } = route;
    return this.#key(
      [this.#lists, [path, first, term?.facet, term?.value], [total, facets], covers],
      [this.#places(posts)],
    );
  }

  /** Of a feed, whatever its format. */
  feed({ title, page, timeZone, entries, idOf }: Feed): string {
    return this.#key([title, page, timeZone, entries.map(idOf)], [this.#places(entries)]);
  }

  /** What every list may say. */
  #ofLists(): string {
    const { order, span, terms } = this.#site;
    return JSON.stringify([
      order.length,
      order.at(-1)?.data.date === undefined,
      span,
      terms.map(({ facet, value, path }) => [
        path,
        value,
        (facet === 'tags' || facet === 'categories') && isTelling(this.#site, facet, value),
      ]),
    ]);
  }

  /** Which post it is, in which state and at which address. No path has a zero in it. */
  #place(entry: ManifestEntry): string {
    let place = this.#placed.get(entry);
    if (place === undefined) {
      place = `${entry.path}\0${this.#stateOf(entry.path)}\0${this.#site.pathOf(entry)}\0`;
      this.#placed.set(entry, place);
    }
    return place;
  }

  #places(entries: readonly ManifestEntry[]): string {
    return entries.map((entry) => this.#place(entry)).join('');
  }

  #key(parts: unknown[], places: string[]): string {
    return `${this.#archive}${JSON.stringify(parts)}${places.join('\0')}`;
  }
}
