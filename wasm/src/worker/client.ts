import { unlessAborted } from '../api/abort.js';
import type { Bytes, HostUrl } from '../api/platform_types.js';
import {
  type BroadsheetError,
  type ErrorDetails,
  checkObject,
  errorOf,
  invalidArgument,
} from '../engine/errors.js';
import { highlightSent, namingLanguages } from '../api/highlight.js';
import type { SentPost, SentSettings } from '../api/sent_types.js';
import type { HookNode } from '../api/hook_types.js';
import { answersLater } from '../api/hooks.js';
import { checkNames, checkType } from '../marshal/names.js';
import { hooksOf } from '../marshal/options.js';
import type {
  LinkPage,
  OpenSearchOptions,
  Search,
  SearchPage,
  SearchQuery,
} from '../api/search_types.js';
import type {
  Catalog,
  CatalogEntry,
  CatalogPage,
  CatalogQuery,
  Manifest,
  ManifestEntry,
  AsyncRenderOptions,
  ModuleSource,
  Post,
  RenderOptions,
} from '../api/types.js';
import type { WorkerReply, WorkerRequest, Work } from './protocol.js';

/** A worker, as browsers and Node have it. */
export interface WorkerConnection {
  post(request: WorkerRequest): void;
  /** Called once. `failed`: the worker could not be loaded, or ended. */
  listen(answered: (answer: WorkerReply) => void, failed: (error: unknown) => void): void;
  /** Whether the program waits for an answer: only then may the worker keep it alive. */
  setBusy(busy: boolean): void;
  end(): void;
}

/** What differs between hosts. */
export interface WorkerHost {
  /** The class of the entry beside it: a program meets one class, whichever entries it uses. */
  ErrorClass: typeof BroadsheetError;
  open(): WorkerConnection;
  /** Makes an address absolute: the worker has another base. */
  resolve(address: string): string;
}

/** A {@link Catalog} whose answers come from a worker. */
export interface WorkerCatalog<Entry extends CatalogEntry = CatalogEntry> {
  /** As {@link Catalog.query}, with the very entries the catalog was made of. */
  query(query?: CatalogQuery): Promise<CatalogPage<Entry>>;
  /** Gives the memory back. Further queries are rejected. */
  dispose(): void;
}

/** The package's functions, answered by a worker. */
export interface WorkerPackage {
  init(source?: ModuleSource): Promise<void>;
  renderPost(source: string | Uint8Array, options?: AsyncRenderOptions): Promise<Post>;
  renderHtml(source: string | Uint8Array, options?: AsyncRenderOptions): Promise<string>;
  renderSent<Settings extends SentSettings>(
    source: string | Uint8Array,
    options?: RenderOptions,
    settings?: Settings,
  ): Promise<SentPost<Settings>>;
  createCatalog(posts: string | Bytes): Promise<WorkerCatalog<ManifestEntry>>;
  createCatalog<Entry extends CatalogEntry>(
    posts: Iterable<Entry> | Pick<Manifest<Entry>, 'posts'>,
  ): Promise<WorkerCatalog<Entry>>;
  openSearch(source: HostUrl | string, options?: Pick<OpenSearchOptions, 'cache'>): Promise<Search>;
  version(): Promise<string>;
  dispose(): void;
}

interface PendingReply {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Makes the functions for a host. The worker starts with the first call and is kept. */
export function workerPackage(host: WorkerHost): WorkerPackage {
  let thread: WorkerConnection | undefined;
  let nextId = 0;
  let nextCatalog = 0;
  let nextSearch = 0;
  let nextTree = 0;
  let starting: Promise<void> | undefined;
  const waiting = new Map<number, PendingReply>();

  function ask(work: Work): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const running = started();
      const id = nextId++;
      try {
        running.post({ id, work });
      } catch (cause) {
        // A function among the options, say: nothing that can be cloned.
        reject(
          invalidArgument('The arguments cannot be sent to a worker.', {
            hint: 'Pass plain data: no functions, no DOM nodes.',
            cause,
          }),
        );
        return;
      }
      waiting.set(id, { resolve, reject });
      running.setBusy(true);
    });
  }

  /** Lets go of something in the worker. Should that end before, it is gone, too. */
  function release(work: Work): void {
    ask(work).catch(() => undefined);
  }

  function started(): WorkerConnection {
    if (thread !== undefined) return thread;
    const opened = connect(host);
    opened.listen(
      (answer) => {
        const found = waiting.get(answer.id);
        waiting.delete(answer.id);
        if (waiting.size === 0) opened.setBusy(false);
        if ('failure' in answer) found?.reject(errorFrom(host, answer.failure));
        else found?.resolve(answer.value);
      },
      (cause) => {
        if (thread !== opened) return;
        end(
          new host.ErrorClass('load-failed', 'The worker could not be loaded, or ended.', {
            hint: 'Is the worker script served beside this one, and does the content security policy allow it (worker-src)? Call init() to start it again.',
            cause,
          }),
        );
      },
    );
    thread = opened;
    return opened;
  }

  function end(reason: BroadsheetError): void {
    thread?.end();
    thread = undefined;
    starting = undefined;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  async function load(source: ModuleSource | undefined): Promise<void> {
    await ask({ do: 'init', source: await sendable(source, host) });
  }

  /** Hooks run on this side: their nodes come with the first answer, and theirs go back. */
  async function hooked(
    post: Omit<Extract<Work, { do: 'openPost' }>, 'do' | 'tree'>,
    given: AsyncRenderOptions,
    signal: AbortSignal | undefined,
  ): Promise<Post> {
    signal?.throwIfAborted();
    const tree = nextTree++;
    const opened = (await ask({ do: 'openPost', tree, ...post })) as {
      post: Post;
      asked: HookNode[];
    };
    if (opened.asked.length === 0) return opened.post;
    const home = thread;
    try {
      const answers = await answersLater(opened.asked, given, signal);
      return (await ask({ do: 'completePost', tree, answers })) as Post;
    } catch (error) {
      if (thread === home) release({ do: 'closePost', tree });
      throw error;
    }
  }

  return {
    init(source) {
      // Calls share the outcome of the first; after a failure the next tries again.
      starting ??= load(source).catch((error: unknown) => {
        starting = undefined;
        throw error;
      });
      return starting;
    },

    async renderPost(source, given = {}) {
      const { hooks, options, signal } = withoutFunctions(given);
      if (hooks === 0) return (await ask({ do: 'renderPost', source, options })) as Post;
      return hooked({ source, options, hooks, isWhole: true }, given, signal);
    },

    async renderHtml(source, given = {}) {
      const { hooks, options, signal } = withoutFunctions(given);
      if (hooks === 0) return (await ask({ do: 'renderHtml', source, options })) as string;
      return (await hooked({ source, options, hooks, isWhole: false }, given, signal)).html;
    },

    async renderSent(source, given = {}, settings = {} as never) {
      const { highlight } = given;
      const { options } = withoutFunctions(given);
      const told = highlight === undefined ? settings : namingLanguages(settings);
      const sent = (await ask({ do: 'renderSent', source, options, settings: told })) as SentPost;
      if (highlight !== undefined) highlightSent(sent, highlight);
      return sent as never;
    },

    async createCatalog(posts: unknown): Promise<WorkerCatalog<never>> {
      const catalog = nextCatalog++;
      const list = listOf(posts);
      const slim = list?.map((entry, index) => numbered(entry, index));
      const read = await ask({ do: 'openCatalog', catalog, posts: slim ?? posts });
      const home = thread;
      const entries = list ?? (read as CatalogEntry[]);
      const places = new Map(
        list === undefined ? entries.map((entry, at) => [entry.path, at]) : [],
      );
      let isOpen = true;
      return {
        async query(query = {}) {
          if (!isOpen || thread !== home) {
            throw new host.ErrorClass('disposed', 'The catalog is used after its dispose().');
          }
          const page = (await ask({ do: 'query', catalog, query })) as CatalogPage<Numbered>;
          const found = page.posts.map(
            ({ number, path }) => entries[number ?? places.get(path) ?? 0],
          );
          return { ...page, posts: found as never[] };
        },
        dispose() {
          if (isOpen && thread === home) release({ do: 'closeCatalog', catalog });
          isOpen = false;
        },
      };
    },

    async openSearch(source, options = {}): Promise<Search> {
      if (typeof source !== 'string' && !(source instanceof URL)) {
        throw invalidArgument('A worker searches an index at an address.', {
          hint: 'Pass its URL, or ask your engine without the worker.',
        });
      }
      const search = nextSearch++;
      checkNames(options, 'read cache');
      checkType('read', (options as OpenSearchOptions).read, 'function');
      const { cache, ...others } = options;
      // What cannot be sent, a function that reads files, is refused with a reason.
      await ask({
        do: 'openSearch',
        search,
        source: host.resolve(String(source)),
        cache,
        ...others,
      });
      const home = thread;
      let isOpen = true;
      async function found<Page>(
        scope: 'query' | 'links',
        text: string,
        given: SearchQuery,
      ): Promise<Page> {
        const { signal, ...query } = checkedObject(given, 'The query');
        if (!isOpen || thread !== home) {
          throw new host.ErrorClass('disposed', 'The search is used after its dispose().');
        }
        signal?.throwIfAborted();
        const answer = ask({ do: 'search', search, scope, text, query }) as Promise<Page>;
        // (The worker's answer then comes to nobody.)
        return unlessAborted(answer, signal);
      }
      return {
        query: (text, query = {}) => found<SearchPage>('query', text, query),
        links: (text, query = {}) => found<LinkPage>('links', text, query),
        dispose() {
          if (isOpen && thread === home) release({ do: 'closeSearch', search });
          isOpen = false;
        },
      };
    },

    version: async () => (await ask({ do: 'version' })) as string,

    dispose() {
      end(new host.ErrorClass('disposed', 'The worker was ended by dispose().'));
    },
  };
}

/** The worker checks all that can be sent to it. */
function withoutFunctions(given: AsyncRenderOptions): {
  hooks: number;
  options: RenderOptions;
  signal: AbortSignal | undefined;
} {
  checkType('highlight', checkedObject(given).highlight, 'function');
  const { highlight: _, on, signal, ...options } = given;
  const sent: RenderOptions = { ...options };
  if (typeof options.syntax?.wiki === 'function') sent.syntax = { ...options.syntax, wiki: true };
  return { hooks: hooksOf(given as RenderOptions), options: sent, signal };
}

function checkedObject<Options extends object>(options: Options, what = 'The options'): Options {
  checkObject(options, what);
  return options;
}

/** An entry as the worker has it: without what a catalog does not read. */
interface Numbered extends CatalogEntry {
  /** Its position in the caller's list. */
  number?: number;
}

function numbered(entry: CatalogEntry, number: number): unknown {
  // What is no entry is sent as it is; the catalog says what is wrong with it.
  if (typeof entry !== 'object' || entry === null) return entry;
  return { path: entry.path, data: entry.data, number };
}

/** The caller's entries, unless they are still text or bytes. */
function listOf(posts: unknown): CatalogEntry[] | undefined {
  if (Array.isArray(posts)) return posts.slice() as CatalogEntry[];
  if (typeof posts !== 'object' || posts === null) return undefined;
  if (ArrayBuffer.isView(posts) || posts instanceof ArrayBuffer) return undefined;
  if (Symbol.iterator in posts) return Array.from(posts as Iterable<CatalogEntry>);
  const { format, posts: listed } = posts as Partial<Manifest>;
  // Of a manifest of another version the catalog knows what to say.
  return format === undefined && Array.isArray(listed) ? listed.slice() : undefined;
}

/** Turns what `init` takes into what can be cloned. */
async function sendable(
  source: ModuleSource | undefined,
  host: WorkerHost,
): Promise<string | Bytes | WebAssembly.Module | undefined> {
  const awaited = await source;
  if (typeof awaited === 'string') return host.resolve(awaited);
  if (typeof URL === 'function' && awaited instanceof URL) return awaited.href;
  if (typeof Response === 'function' && awaited instanceof Response) return awaited.arrayBuffer();
  return awaited as Bytes | WebAssembly.Module | undefined;
}

function connect(host: WorkerHost): WorkerConnection {
  try {
    return host.open();
  } catch (cause) {
    throw new host.ErrorClass('load-failed', 'The worker could not be started.', {
      hint: 'Does this host have workers, and does its content security policy allow them (worker-src)?',
      cause,
    });
  }
}

function errorFrom(
  host: WorkerHost,
  { code, message, ...details }: ErrorDetails & { code: string; message: string },
): BroadsheetError {
  return errorOf(code, message, details, host.ErrorClass);
}
