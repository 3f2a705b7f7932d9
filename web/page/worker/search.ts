import {
  BroadsheetError,
  type ManifestEntry,
  type Search,
  type SearchPage,
  type SearchQuery,
  openSearch,
} from 'broadsheet';
import { type Filter, queryOf } from '../site/filter.js';
import { pageCategory } from '../site/listed.js';
import type { Site } from '../site/site.js';
import type { FoundPassage, ListAnswer } from '../templates/list.js';
import type { HandedOver } from './handed.js';
import { IndexFiles } from './index-files.js';

/** So many results at once: each brings a few kilobytes for its passage. */
export const resultsAtOnce = 20;
/** So many of them are on the screen: their passages come first. */
const onScreen = 5;
/** What is there within so many milliseconds needs nothing to stand in for it. */
const atOnce = 20;

/** For who shows what there is until all of it is there. */
export interface Early {
  show(answer: ListAnswer): void;
  /** Nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** The search index beside an archive, which nobody reads before the first words are typed. */
export class ArchiveSearch {
  readonly #site: Site;
  readonly #files: IndexFiles;
  #search: Promise<Search> | undefined;
  /** Archives built by other means may have none. */
  #isMissing = false;

  constructor(site: Site, root: string, handed: HandedOver) {
    this.#site = site;
    this.#files = new IndexFiles(root, handed, site.manifest.searchStart === true);
  }

  /** Makes ready what every query needs. */
  async prepare(): Promise<void> {
    await this.#files.start();
  }

  /**
   * Answers with passages; `undefined` where there is no index.
   *
   * @param early is given the issues before their passages when these take longer
   */
  async find(
    filter: Filter,
    offset: number,
    limit: number,
    early?: Early,
  ): Promise<ListAnswer | undefined> {
    if (this.#isMissing) return undefined;
    this.#search ??= openSearch(this.#files.folder, { read: (name) => this.#files.read(name) });
    const search = await this.#search;
    const { words = '', sort, ...query } = queryOf(filter, offset, limit);
    const asked: SearchQuery = {
      ...query,
      sort: sort === 'title' ? 'relevance' : (sort ?? 'relevance'),
      // The last word is perhaps still being typed.
      prefix: true,
    };
    if (early !== undefined) asked.signal = early.signal;
    try {
      let standing = early && (await this.#numbered(search, words, asked, filter));
      const show = (): void => {
        if (standing !== undefined) early?.show(standing);
      };
      if (standing !== undefined && limit > onScreen) {
        const first = await soon(search.query(words, { ...asked, limit: onScreen }), show);
        standing = { ...standing, passages: this.#passages(first, standing.passages) };
      }
      const page = await soon(search.query(words, asked), show);
      const posts = page.hits.flatMap(({ path }) => this.#site.issueOfFile(path) ?? []);
      const passages = this.#passages(page);
      return { ...countsOf(page, filter), posts, passages, step: resultsAtOnce };
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      if (error.code !== 'search-file-missing' || error.file !== 'search.json') throw error;
      this.#isMissing = true;
      return undefined;
    }
  }

  /** The passages of a page of results, over those that stand. */
  #passages({ hits }: SearchPage, standing?: ListAnswer['passages']): Map<string, FoundPassage> {
    return new Map([...(standing ?? []), ...hits.map((hit) => [hit.path, hit] as const)]);
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
        passages.set(entry.path, { excerpt: '', marks: [], ...(partial ? { partial } : {}) });
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

/** Waits, and calls `meanwhile` when it takes longer. */
async function soon<Value>(work: Promise<Value>, meanwhile: () => void): Promise<Value> {
  const timer = setTimeout(meanwhile, atOnce);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
