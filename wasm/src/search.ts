import { wellFormedJson } from './catalog_source.js';
import { acquire } from './engine.js';
import { BroadsheetError, describe } from './errors.js';
import { exchange, openHandle } from './exchange.js';
import type { Pointer } from './exports.js';
import type { Instance } from './instance.js';
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
type Answer =
  | { needs: string[] }
  | {
      needs?: undefined;
      total: number;
      facets: Facets;
      posts: unknown[];
      hits: Omit<SearchHit, 'path'>[];
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
  source: URL | string | SearchProvider,
  options: OpenSearchOptions = {},
): Promise<Search> {
  if (typeof source === 'string' || source instanceof URL) {
    const { read, cache = 0 } = options;
    const reader: FileReader =
      read === undefined ? readerOf(source) : async (name) => unzipped(await read(name));
    return new CoreSearch(reader, cache);
  }
  if (typeof source !== 'object' || source === null || typeof source.query !== 'function') {
    throw new BroadsheetError(
      'invalid-argument',
      `The source of the search is ${describe(source)}; expected an address or an object with query().`,
    );
  }
  return {
    query: (text, query) => source.query(text, query),
    links: async (text, query) => {
      if (source.links !== undefined) return source.links(text, query);
      throw new BroadsheetError('invalid-argument', 'This search engine knows no links.');
    },
    dispose: () => source.dispose?.(),
  };
}

/** An index of the core, and the instance whose memory it lives in. */
interface Handle {
  readonly instance: Instance;
  readonly address: Pointer;
}

const forgotten = new FinalizationRegistry<Handle>(close);

function close({ instance, address }: Handle): void {
  if (!instance.lost) instance.invoke('broadsheet_search_free', address);
}

class CoreSearch implements Search {
  readonly #read: FileReader;
  readonly #cache: number;
  /** Undefined after dispose(). */
  #handle: Handle | undefined;
  /** Files on their way, so that queries side by side read each once. */
  readonly #loading = new Map<string, Promise<void>>();
  /** Why files could not be read, for the error that follows. */
  readonly #causes = new Map<string, unknown>();

  constructor(read: FileReader, cache: number) {
    this.#read = read;
    this.#cache = cache;
    this.#handle = this.#open();
  }

  async query(text: string, query: SearchQuery = {}): Promise<SearchPage> {
    const { total, facets, posts, hits, notices } = await this.#answer(text, query, 'posts');
    const found = posts as FoundPost[];
    return {
      total,
      posts: found,
      facets,
      hits: hits.map((hit, index) => ({ path: found[index]?.path ?? '', ...hit })),
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
    if (this.#handle === undefined) return;
    forgotten.unregister(this);
    close(this.#handle);
    this.#handle = undefined;
  }

  async #answer(text: string, query: SearchQuery, scope: 'posts' | 'links') {
    const { signal, ...rest } = checked(text, query);
    const json = wellFormedJson({ ...rest, text, scope }, 'The query');
    let renewed = false;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      signal?.throwIfAborted();
      let answer: Answer;
      try {
        answer = this.#ask(json);
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
      await settled(Promise.all(answer.needs.map((name) => this.#load(name))), signal);
    }
    throw new BroadsheetError('internal-error', 'The query goes on asking for files.');
  }

  #ask(json: string): Answer {
    const { instance, address } = this.#opened();
    return exchange(instance, 'broadsheet_search_query', [address], json).json as Answer;
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
    if (this.#handle === undefined) return;
    const { instance, address } = this.#opened();
    try {
      if (bytes === undefined) exchange(instance, 'broadsheet_search_miss', [address], name);
      else exchange(instance, 'broadsheet_search_provide', [address], name, bytes);
    } catch (error) {
      // The core has noted what is wrong with the file; the query that needs it fails with that.
      if (!(error instanceof BroadsheetError)) throw error;
      this.#causes.set(name, error);
    }
  }

  /** Reads the manifest again, into an index without files; whether that worked. */
  async #renew(): Promise<boolean> {
    const before = this.#handle;
    if (before === undefined) return false;
    this.#handle = this.#open();
    close(before);
    await this.#load(MANIFEST);
    return this.#handle !== undefined;
  }

  #explained(error: unknown): unknown {
    if (!(error instanceof BroadsheetError) || error.file === undefined) return error;
    const { code, message, hint, file } = error;
    const cause = this.#causes.get(file);
    this.#causes.clear();
    return new BroadsheetError(code, message, { hint, file, cause });
  }

  #opened(): Handle {
    if (this.#handle === undefined) {
      throw new BroadsheetError('disposed', 'The search is used after its dispose().');
    }
    if (this.#handle.instance.lost) this.#handle = this.#open();
    return this.#handle;
  }

  #open(): Handle {
    const instance = acquire();
    const address = openHandle(instance, 'broadsheet_search_open', [this.#cache]);
    const handle = { instance, address };
    forgotten.unregister(this);
    forgotten.register(this, handle, this);
    return handle;
  }
}

function isAboutFile(error: unknown): boolean {
  return error instanceof BroadsheetError && error.file !== undefined && error.file !== MANIFEST;
}

function checked(text: unknown, query: unknown): SearchQuery {
  if (typeof text !== 'string') {
    throw new BroadsheetError(
      'invalid-argument',
      `The text of the query is ${describe(text)}; expected a string.`,
    );
  }
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    throw new BroadsheetError(
      'invalid-argument',
      `The query is ${describe(query)}; expected an object.`,
    );
  }
  return query;
}

/** Waits, but no longer than until the signal; what was begun goes on for other queries. */
function settled(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
