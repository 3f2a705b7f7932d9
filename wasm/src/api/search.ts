import { unlessAborted } from './abort.js';
import type { HostUrl } from './platform_types.js';
import { wellFormedJson } from './catalog_source.js';
import { acquire } from '../engine/engine.js';
import { BroadsheetError, describe, invalidArgument } from '../engine/errors.js';
import { freedBy, Handle } from '../marshal/handle.js';
import { open } from '../marshal/marshal.js';
import { QUERY_NAMES, checkNames, checkType } from '../marshal/names.js';
import { type FileReader, readerOf, unzipped } from './search_files.js';
import type {
  FoundLink,
  FoundPost,
  LinkPage,
  OpenSearchOptions,
  Search,
  SearchHit,
  SearchNotice,
  SearchPage,
  SearchProvider,
  SearchQuery,
} from './search_types.js';
import type { Facets } from './types.js';

/** The one file of an index that changes. */
const MANIFEST = 'search.json';

/** No query of a sound index asks so often for files. */
const MAX_ROUNDS = 16;

/** What the core answers: files it needs, or a page. */
type QueryReply =
  | { needs: string[] }
  | {
      needs?: undefined;
      total: number;
      facets: Facets;
      posts: unknown[];
      hits: (Omit<SearchHit, 'path' | 'excerpt' | 'marks'> & Partial<SearchHit>)[];
      notices: SearchNotice[];
    };

/**
 * Opens a search index, as `broadsheet index` or `broadsheet build` writes it. Nothing is read before
 * the first query, and then only the files that it needs; they are kept for the next ones.
 *
 * @param source the folder of the index, as a URL or (in Node) a path; or an engine that answers in
 *   place of an index
 * @throws {BroadsheetError} before {@link init}, or `invalid-argument` for something else
 */
export async function openSearch(
  source: HostUrl | string | SearchProvider,
  options: OpenSearchOptions = {},
): Promise<Search> {
  if (typeof source === 'string' || source instanceof URL) {
    checkNames(options, 'read cache');
    const { read, cache = 0 } = options;
    checkType('read', read, 'function');
    checkType('cache', cache, 'number');
    const reader: FileReader =
      read === undefined ? readerOf(source) : async (name) => unzipped(await read(name));
    return new CoreSearch(reader, cache);
  }
  if (typeof source !== 'object' || source === null || typeof source.query !== 'function') {
    throw invalidArgument(
      `The source of the search is ${describe(source)}; expected an address or an object with query().`,
    );
  }
  return {
    query: (text, query) => source.query(text, query),
    links: async (text, query) => {
      if (source.links !== undefined) return source.links(text, query);
      throw invalidArgument('This search engine knows no links.');
    },
    dispose: () => source.dispose?.(),
  };
}

const free = freedBy('broadsheet_search_free');

class CoreSearch implements Search {
  readonly #read: FileReader;
  readonly #handle: Handle;
  /** Files on their way, so that queries side by side read each once. */
  readonly #loading = new Map<string, Promise<void>>();
  /** The file that was read last: what is shown comes last of all. */
  #last = MANIFEST;
  /** Why files could not be read, for the error that follows. */
  readonly #causes = new Map<string, unknown>();

  constructor(read: FileReader, cache: number) {
    this.#read = read;
    this.#handle = new Handle('search', free, () => {
      const instance = acquire('list');
      return { instance, address: open(instance, 'broadsheet_search_open', [cache], []) };
    });
  }

  async query(text: string, query: SearchQuery = {}): Promise<SearchPage> {
    const { total, facets, posts, hits, notices } = await this.#answer(text, query, 'posts');
    const found = posts as FoundPost[];
    return {
      total,
      posts: found,
      facets,
      hits: hits.map((hit, index) => ({
        path: found[index]?.path ?? '',
        excerpt: '',
        marks: [],
        ...hit,
      })),
      notices,
    };
  }

  async links(text: string, query: SearchQuery = {}): Promise<LinkPage> {
    const { total, facets, posts, hits, notices } = await this.#answer(text, query, 'links');
    const links = (posts as FoundLink[]).map((link, index) => {
      const { score = 0, partial } = hits[index] ?? {};
      return { ...link, score, ...(partial ? { partial } : {}) };
    });
    return { total, links, facets, notices };
  }

  dispose(): void {
    this.#handle.dispose();
  }

  async #answer(text: string, query: SearchQuery, scope: 'posts' | 'links') {
    const { signal, ...rest } = checked(text, query);
    // A link is told by its entry alone.
    const excerpts = scope === 'links' || rest.excerpts !== false;
    const json = wellFormedJson({ ...rest, excerpts, text, scope }, 'The query');
    let renewed = false;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      signal?.throwIfAborted();
      let answer: QueryReply;
      try {
        answer = this.#ask(json, excerpts);
      } catch (error) {
        // The index may have been written anew since its manifest was read: that is looked at once.
        if (renewed || !isAboutFile(error) || !(await this.#renew())) throw this.#explained(error);
        renewed = true;
        continue;
      }
      if (answer.needs === undefined) {
        this.#causes.clear();
        return answer;
      }
      await unlessAborted(Promise.all(answer.needs.map((name) => this.#load(name))), signal);
    }
    throw new BroadsheetError('internal-error', 'The query goes on asking for files.');
  }

  #ask(json: string, hasPosts: boolean): QueryReply {
    try {
      const answer = this.#handle.call('broadsheet_search_query', json).json as QueryReply;
      if (answer.needs !== undefined || !hasPosts || isSound(answer)) return answer;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    // The core passes entries on as they are; whoever wrote the index may have written anything.
    throw new BroadsheetError('search-file-damaged', `The file ${this.#last} holds no posts.`, {
      file: this.#last,
    });
  }

  /** Reads a file and hands it to the core, which judges it. Never rejects. */
  #load(name: string): Promise<void> {
    const loading =
      this.#loading.get(name) ??
      this.#fetch(name).finally(() => {
        this.#loading.delete(name);
      });
    this.#loading.set(name, loading);
    return loading;
  }

  async #fetch(name: string): Promise<void> {
    let bytes: Uint8Array | undefined;
    try {
      bytes = await this.#read(name);
    } catch (cause) {
      this.#causes.set(name, cause);
    }
    if (this.#handle.disposed) return;
    try {
      if (bytes === undefined) this.#handle.call('broadsheet_search_miss', name);
      else {
        this.#last = name;
        this.#handle.call('broadsheet_search_provide', name, bytes);
      }
    } catch (error) {
      // The core has noted what is wrong with the file; the query that needs it fails with that.
      if (!(error instanceof BroadsheetError)) throw error;
      this.#causes.set(name, error);
    }
  }

  /** Reads the manifest again, into an index without files; whether that worked. */
  async #renew(): Promise<boolean> {
    if (this.#handle.disposed) return false;
    this.#handle.renew();
    await this.#load(MANIFEST);
    return !this.#handle.disposed;
  }

  #explained(error: unknown): unknown {
    if (!(error instanceof BroadsheetError) || error.file === undefined) return error;
    const { code, message, hint, file } = error;
    const cause = this.#causes.get(file);
    this.#causes.clear();
    return new BroadsheetError(code, message, { hint, file, cause });
  }
}

/** Whether there is an entry for each hit, and of the form that callers count on. */
function isSound({ posts, hits }: { posts: unknown[]; hits: unknown[] }): boolean {
  const isEntry = (post: Partial<FoundPost & FoundLink> | null): boolean =>
    typeof post?.path === 'string' && /^[os]/.test(typeof (post.data ?? post.url));
  return posts.length === hits.length && (posts as FoundPost[]).every(isEntry);
}

function isAboutFile(error: unknown): boolean {
  return error instanceof BroadsheetError && error.file !== undefined && error.file !== MANIFEST;
}

function checked(text: unknown, query: SearchQuery): SearchQuery {
  if (typeof text !== 'string') {
    throw invalidArgument(`The text of the query is ${describe(text)}; expected a string.`);
  }
  checkNames(query, `${QUERY_NAMES} prefix excerpts signal`, 'The query');
  checkType('prefix', query.prefix, 'boolean');
  checkType('excerpts', query.excerpts, 'boolean');
  return query;
}
