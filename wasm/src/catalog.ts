import { parseEntries, wellFormedJson } from './catalog_source.js';
import { acquire } from './engine.js';
import { BroadsheetError, describe } from './errors.js';
import type { Pointer } from './exports.js';
import type { Instance } from './instance.js';
import { POINTER_SIZE, POSITION_SIZE } from './layout.js';
import { compact, roomFor } from './memory.js';
import type {
  Catalog,
  CatalogEntry,
  CatalogPage,
  CatalogQuery,
  Facets,
  Manifest,
  ManifestEntry,
} from './types.js';

/**
 * Makes a catalog: the posts' metadata, ready to be filtered, sorted and counted.
 *
 * @param posts the entries, in any order (further members are kept); or a manifest, as an object, as
 *   JSON text or as the bytes of its file
 * @returns a catalog whose queries answer with the same entry objects. Call its `dispose()` when it
 *   is not needed any more; one that is forgotten is cleaned up with the garbage.
 * @throws {BroadsheetError} before {@link init}, or `invalid-argument` for something else than posts
 */
export function createCatalog(posts: string | BufferSource): Catalog<ManifestEntry>;
export function createCatalog<Entry extends CatalogEntry>(
  posts: Iterable<Entry> | Pick<Manifest<Entry>, 'posts'>,
): Catalog<Entry>;
export function createCatalog(
  posts: string | BufferSource | Iterable<CatalogEntry> | Pick<Manifest<CatalogEntry>, 'posts'>,
): Catalog<CatalogEntry> {
  const { entries, json } = parseEntries(posts);
  return new CoreCatalog(entries, json);
}

/** A catalog of the core, and the instance whose memory it lives in. */
interface Handle {
  readonly instance: Instance;
  readonly address: Pointer;
}

const forgotten = new FinalizationRegistry<Handle>(close);

function close({ instance, address }: Handle): void {
  instance.catalogFree(address);
}

class CoreCatalog<Entry extends CatalogEntry> implements Catalog<Entry> {
  readonly #entries: readonly Entry[];
  /** What the core was given; kept to open the catalog again when its instance was lost. */
  #json: Uint8Array | undefined;
  #handle: Handle;

  constructor(entries: readonly Entry[], json: Uint8Array) {
    this.#entries = entries;
    this.#json = json;
    this.#handle = this.#open(json);
  }

  query(query: CatalogQuery = {}): CatalogPage<Entry> {
    const { instance, address } = this.#opened();
    const reply = ask(instance, address, checkedQuery(query));
    try {
      const { memory } = instance;
      const { primary, json } = instance.blocks(reply);
      const { total, facets } = JSON.parse(instance.decode(json)) as {
        total: number;
        facets: Facets;
      };
      const posts: Entry[] = [];
      for (let at = primary.at; at < primary.at + primary.size; at += POSITION_SIZE) {
        posts.push(this.#entries[memory.word(at)] as Entry);
      }
      return { total, posts, facets };
    } finally {
      instance.replyFree(reply);
    }
  }

  dispose(): void {
    if (this.#json === undefined) return;
    this.#json = undefined;
    forgotten.unregister(this);
    close(this.#handle);
  }

  #opened(): Handle {
    if (this.#json === undefined) {
      throw new BroadsheetError('disposed', 'The catalog is used after its dispose().');
    }
    if (this.#handle.instance.lost) {
      forgotten.unregister(this);
      this.#handle = this.#open(this.#json);
    }
    return this.#handle;
  }

  #open(json: Uint8Array): Handle {
    const instance = acquire();
    const handle = { instance, address: open(instance, json) };
    forgotten.register(this, handle, this);
    return handle;
  }
}

function open(instance: Instance, json: Uint8Array): Pointer {
  const buffer = instance.takeBuffer(POINTER_SIZE + json.length);
  try {
    const { memory } = instance;
    memory.setWord(buffer, 0);
    memory.write(buffer + POINTER_SIZE, json);
    const reply = instance.catalogOpen(buffer + POINTER_SIZE, json.length, buffer);
    try {
      instance.blocks(reply);
      return memory.word(buffer);
    } finally {
      instance.replyFree(reply);
    }
  } finally {
    instance.releaseBuffer();
  }
}

function ask(instance: Instance, catalog: Pointer, query: string): Pointer {
  const input = compact(query);
  const buffer = instance.takeBuffer(roomFor(input));
  try {
    return instance.catalogQuery(catalog, buffer, instance.memory.write(buffer, input));
  } finally {
    instance.releaseBuffer();
  }
}

function checkedQuery(query: unknown): string {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) {
    throw new BroadsheetError(
      'invalid-argument',
      `The query is ${describe(query)}; expected an object.`,
    );
  }
  return wellFormedJson(query, 'The query');
}
