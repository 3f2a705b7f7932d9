import { BroadsheetError, type ManifestEntry, type Search, openSearch } from 'broadsheet';
import { type Filter, queryOf } from '../site/filter.js';
import type { Site } from '../site/site.js';
import type { FoundPassage, ListAnswer } from '../templates/list.js';

/** So many results at once: each brings a few kilobytes for its passage. */
export const resultsAtOnce = 20;

/** The search index beside an archive, which nobody reads before the first words are typed. */
export class ArchiveSearch {
  readonly #site: Site;
  readonly #root: string;
  #search: Promise<Search> | undefined;
  /** Archives built by other means may have none. */
  #isMissing = false;

  constructor(site: Site, root: string) {
    this.#site = site;
    this.#root = root;
  }

  /** Answers with passages; `undefined` where there is no index. */
  async find(filter: Filter, offset: number, limit: number): Promise<ListAnswer | undefined> {
    if (this.#isMissing) return undefined;
    this.#search ??= openSearch(new URL('search/', this.#root));
    const search = await this.#search;
    const { words, sort, ...query } = queryOf(filter, offset, limit);
    try {
      const page = await search.query(words ?? '', {
        ...query,
        sort: sort === 'title' ? 'relevance' : (sort ?? 'relevance'),
        // The last word is perhaps still being typed.
        prefix: true,
      });
      const posts: ManifestEntry[] = [];
      const passages = new Map<string, FoundPassage>();
      for (const hit of page.hits) {
        const entry = this.#site.issueOfFile(hit.path);
        if (entry === undefined) continue;
        posts.push(entry);
        passages.set(hit.path, hit);
      }
      return { total: page.total, posts, facets: page.facets, passages, step: resultsAtOnce };
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      if (error.code !== 'search-file-missing' || error.file !== 'search.json') throw error;
      this.#isMissing = true;
      return undefined;
    }
  }

  dispose(): void {
    void this.#search?.then((search) => search.dispose());
  }
}
