import {
  BroadsheetError,
  type ManifestEntry,
  type Search,
  type SearchPage,
  type SearchQuery,
  openSearch,
} from 'broadsheet';
import { type Filter, queryOf } from '../site/filter.js';
import { foundPosts, pageCategory } from '../site/listed.js';
import type { Site } from '../site/site.js';
import type { FoundPassage, ListAnswer } from '../templates/list.js';
import type { HandedOver } from './handed.js';
import { IndexFiles } from './index-files.js';

/** So many results at once: each brings a few kilobytes for its passage. */
export const resultsAtOnce = 20;
/** So many of them are on the screen. */
const onScreen = 5;
/** The search index beside an archive, which nobody reads before the first words are typed. */
export class ArchiveSearch {
  readonly #site: Site;
  readonly #files: IndexFiles;
  /** The paths of issues whose texts have been read. */
  readonly #read = new Set<string>();
  #search: Promise<Search> | undefined;
  /** Archives built by other means may have none. */
  #isMissing = false;

  constructor(site: Site, root: string, handed: HandedOver) {
    this.#site = site;
    const paths = () => foundPosts(site.manifest).map(({ path }) => path);
    this.#files = new IndexFiles(root, handed, site.manifest.searchStart === true, paths);
  }

  /**
   * Makes ready what every query needs, with a query for nothing: it takes the files of the start
   * alone, and the first words then meet code that has been compiled. Nothing else is read for it.
   */
  async prepare(): Promise<void> {
    if ((await this.#files.start()).size === 0) return;
    const opened = this.#opened();
    try {
      await (await opened).query('', { limit: 1, excerpts: false });
    } catch {
      // Whoever searches tries again, and says why it fails.
      if (this.#search === opened) this.#search = undefined;
    }
  }

  /**
   * Answers, with passages where these are at hand; `undefined` where there is no index.
   *
   * @param signal says that nobody waits any more
   */
  async find(
    filter: Filter,
    offset: number,
    limit: number,
    signal?: AbortSignal,
  ): Promise<ListAnswer | undefined> {
    if (this.#isMissing) return undefined;
    const search = await this.#opened();
    const { words, ...asked } = this.#query(filter, offset, limit);
    if (signal !== undefined) asked.signal = signal;
    try {
      const standing = await this.#numbered(search, words, asked, filter);
      if (standing === undefined) {
        const page = await search.query(words, asked);
        const posts = page.hits.flatMap(({ path }) => this.#site.issueOfFile(path) ?? []);
        return {
          ...countsOf(page, filter),
          posts,
          passages: this.#passages(page),
          step: resultsAtOnce,
        };
      }
      // Passages that have to be fetched come when they are seen, and when typing has paused.
      const seen = standing.posts.slice(0, onScreen);
      if (!seen.every(({ path }) => this.#read.has(path))) return standing;
      const page = await search.query(words, { ...asked, limit: seen.length });
      return { ...standing, passages: this.#passages(page, standing.passages) };
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      if (error.code !== 'search-file-missing' || error.file !== 'search.json') throw error;
      this.#isMissing = true;
      return undefined;
    }
  }

  /**
   * The passages of results that have come without.
   *
   * @param offset how many results stand before them
   */
  async passages(
    filter: Filter,
    offset: number,
    limit: number,
  ): Promise<ReadonlyMap<string, FoundPassage>> {
    const search = await this.#opened();
    const { words, ...query } = this.#query(filter, offset, limit);
    return this.#passages(await search.query(words, query));
  }

  #opened(): Promise<Search> {
    this.#search ??= openSearch(this.#files.folder, { read: (name) => this.#files.read(name) });
    return this.#search;
  }

  #query(filter: Filter, offset: number, limit: number): SearchQuery & { words: string } {
    const { words = '', sort, ...query } = queryOf(filter, offset, limit);
    return {
      ...query,
      words,
      sort: sort === 'title' ? 'relevance' : (sort ?? 'relevance'),
      // The last word is perhaps still being typed.
      prefix: true,
    };
  }

  /** The passages of a page of results, over those that stand. */
  #passages({ hits }: SearchPage, standing?: ListAnswer['passages']): Map<string, FoundPassage> {
    for (const { path } of hits) this.#read.add(path);
    const passages = new Map<string, FoundPassage>(standing);
    for (const hit of hits) passages.set(hit.path, hit);
    return passages;
  }

  /** The answer as far as it takes no text of an issue; the issues' own words stand in. */
  async #numbered(
    search: Search,
    words: string,
    query: SearchQuery,
    filter: Filter,
  ): Promise<ListAnswer | undefined> {
    try {
      const page = await search.query(words, { ...query, excerpts: false });
      const posts: ManifestEntry[] = [];
      const passages = new Map<string, FoundPassage>();
      for (const { document = 0, partial } of page.hits) {
        const entry = this.#site.issueOfFile(this.#files.paths[document] ?? '');
        if (entry === undefined) return undefined;
        posts.push(entry);
        const awaited: FoundPassage = { excerpt: '', marks: [], isAwaited: true };
        passages.set(entry.path, partial ? { ...awaited, partial } : awaited);
      }
      return { ...countsOf(page, filter), posts, passages, step: resultsAtOnce };
    } catch (error) {
      query.signal?.throwIfAborted();
      if (!(error instanceof BroadsheetError)) throw error;
      // The whole answer says why.
      return undefined;
    }
  }

  dispose(): void {
    void this.#search?.then((search) => search.dispose());
  }
}

/** Pages are found as issues are; they are no issues, and their category is none. */
function countsOf(
  { total, facets }: SearchPage,
  { chosen }: Filter,
): Pick<ListAnswer, 'total' | 'facets' | 'pages'> {
  const categories = facets.categories.filter(({ value }) => value !== pageCategory);
  const pages = facets.categories.find(({ value }) => value === pageCategory)?.count ?? 0;
  // A facet counts what its own choice leaves out.
  const shown = chosen.categories.length > 0 ? 0 : pages;
  return { total, facets: { ...facets, categories }, ...(shown === 0 ? {} : { pages: shown }) };
}
