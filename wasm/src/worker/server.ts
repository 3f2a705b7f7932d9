import type { Search, SearchQuery } from '../api/search_types.js';
import type { CatalogEntry, CatalogPage, CatalogQuery, ModuleSource } from '../api/types.js';
import type { WorkerReply, SentError, WorkerRequest, Work } from './protocol.js';

/** The package as the worker has it. */
export interface Package {
  init(source?: ModuleSource): Promise<void>;
  version(): string;
  renderPost(source: string | Uint8Array, options?: object): unknown;
  renderHtml(source: string | Uint8Array, options?: object): string;
  renderSent(source: string | Uint8Array, options?: object, settings?: object): unknown;
  createCatalog(posts: Iterable<CatalogEntry>): {
    query(query?: CatalogQuery): CatalogPage;
    dispose(): void;
  };
  openSearch(source: string, options: { cache?: number }): Promise<Search>;
}

/** Returns what answers requests, one after the other. */
export function serverFor(broadsheet: Package): (request: WorkerRequest) => Promise<WorkerReply> {
  const catalogs = new Map<number, ReturnType<Package['createCatalog']>>();
  const searches = new Map<number, Search>();

  async function work(asked: Work): Promise<unknown> {
    switch (asked.do) {
      case 'init':
        return broadsheet.init(asked.source);
      case 'version':
        return broadsheet.version();
      case 'renderPost':
        return broadsheet.renderPost(asked.source, asked.options);
      case 'renderHtml':
        return broadsheet.renderHtml(asked.source, asked.options);
      case 'renderSent':
        return broadsheet.renderSent(asked.source, asked.options, asked.settings);
      case 'openCatalog':
        return open(asked.catalog, asked.posts);
      case 'query': {
        const catalog = catalogs.get(asked.catalog);
        return catalog?.query(asked.query as CatalogQuery);
      }
      case 'closeCatalog':
        catalogs.get(asked.catalog)?.dispose();
        catalogs.delete(asked.catalog);
        return undefined;
      case 'openSearch': {
        const { search, source, cache } = asked;
        searches.set(
          search,
          await broadsheet.openSearch(source, cache === undefined ? {} : { cache }),
        );
        return undefined;
      }
      case 'search':
        return searches.get(asked.search)?.[asked.scope](asked.text, asked.query as SearchQuery);
      case 'closeSearch':
        searches.get(asked.search)?.dispose();
        searches.delete(asked.search);
    }
  }

  function open(number: number, posts: unknown): unknown {
    // The catalog judges what is no list of posts.
    const catalog = broadsheet.createCatalog(posts as Iterable<CatalogEntry>);
    catalogs.set(number, catalog);
    // A manifest's text was only read here: all its posts go back, drafts too.
    return Array.isArray(posts) ? undefined : catalog.query({ drafts: true }).posts;
  }

  return async ({ id, work: asked }) => {
    try {
      return { id, value: await work(asked) };
    } catch (error) {
      return { id, failure: failureOf(error) };
    }
  };
}

function failureOf(error: unknown): SentError {
  const { code, message, hint, file, line, column } = error as Partial<SentError>;
  return {
    code: code ?? 'internal-error',
    message: message ?? String(error),
    hint,
    file,
    line,
    column,
  };
}
