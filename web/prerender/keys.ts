import type { ManifestEntry } from 'broadsheet';
import type { ListRoute } from '../page/site/route.js';
import type { Site } from '../page/site/site.js';
import { hasOwnCover } from '../page/templates/cover.js';
import { isTelling } from '../page/templates/issue-row.js';
import type { ListAnswer } from '../page/templates/list.js';
import type { Feed } from './feeds.js';

/** What keys are made of. */
export interface States {
  /** Identifies a post: which it is, at which address, and what its entry and body hold. */
  of(path: string): string;
  /** Says in a few characters which of all texts it is. */
  digest(text: string): string;
}

/**
 * Of each file that is costly to make, everything that its templates read of the archive: with the
 * same key, the same bundle makes the same file. A template that reads more adds it here.
 */
export class Keys {
  readonly #site: Site;
  readonly #states: States;
  /** What every file may say of the archive as a whole. */
  readonly #archive: string;
  #lists: string | undefined;
  readonly #facets = new WeakMap<ListAnswer['facets'], string>();

  constructor(site: Site, states: States) {
    this.#site = site;
    this.#states = states;
    const { manifest, languages, facets } = site;
    const { title, description, owner, baseUrl, live, offline, head, searchStart } = manifest;
    const years = [facets.years[0]?.value, facets.years.at(-1)?.value];
    const named = [title, description, owner, baseUrl, live, offline, head, searchStart];
    this.#archive = states.digest(JSON.stringify([...named, languages, years]));
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
    return this.#key([terms, cover], [entry, newer, older, ...others]);
  }

  /** Of a page of a list. */
  list(route: ListRoute, { total, posts, facets }: ListAnswer): string {
    this.#lists ??= this.#ofLists();
    const covers = posts.map((entry) => hasOwnCover(this.#site, entry));
    const { path, first, term } = route;
    return this.#key(
      [this.#lists, [path, first, term?.facet, term?.value], total, this.#ofFacets(facets), covers],
      posts,
    );
  }

  /** Of a feed, whatever its format. */
  feed({ title, page, timeZone, entries, idOf }: Feed): string {
    return this.#key([title, page, timeZone, entries.map(idOf)], entries);
  }

  /** What every list may say. */
  #ofLists(): string {
    const { order, span, terms } = this.#site;
    return this.#states.digest(
      JSON.stringify([
        order.length,
        order.at(-1)?.data.date === undefined,
        span,
        terms.map(({ facet, value, path }) => [
          path,
          value,
          (facet === 'tags' || facet === 'categories') && isTelling(this.#site, facet, value),
        ]),
      ]),
    );
  }

  /** The pages of a list have the same. */
  #ofFacets(facets: ListAnswer['facets']): string {
    let digest = this.#facets.get(facets);
    if (digest === undefined) {
      digest = this.#states.digest(JSON.stringify(facets));
      this.#facets.set(facets, digest);
    }
    return digest;
  }

  /** @param posts all that it names, in order; what is not there is a place, too */
  #key(parts: unknown[], posts: readonly (ManifestEntry | undefined)[]): string {
    const states = posts.map((entry) => entry && this.#states.of(entry.path));
    return `${this.#archive}${JSON.stringify(parts)}${states.join('\0')}`;
  }
}
