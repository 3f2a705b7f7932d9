import type { Bytes } from './platform_types.js';
import { parseEntries, wellFormedJson } from './catalog_source.js';
import { acquire } from '../engine/engine.js';
import { freedBy, Handle } from '../marshal/handle.js';
import { POSITION_SIZE } from '../engine/layout.js';
import { open } from '../marshal/marshal.js';
import { QUERY_NAMES, checkNames } from '../marshal/names.js';
import type {
  Catalog,
  CatalogEntry,
  CatalogPage,
  CatalogQuery,
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
export function createCatalog(posts: string | Bytes): Catalog<ManifestEntry>;
export function createCatalog<Entry extends CatalogEntry>(
  posts: Iterable<Entry> | Pick<Manifest<Entry>, 'posts'>,
): Catalog<Entry>;
export function createCatalog(
  posts: string | Bytes | Iterable<CatalogEntry> | Pick<Manifest<CatalogEntry>, 'posts'>,
): Catalog<CatalogEntry> {
  const { entries, json } = parseEntries(posts);
  return new CoreCatalog(entries, json);
}

const free = freedBy('broadsheet_catalog_free');

class CoreCatalog<Entry extends CatalogEntry> implements Catalog<Entry> {
  readonly #entries: readonly Entry[];
  readonly #handle: Handle;

  constructor(entries: readonly Entry[], json: Uint8Array) {
    this.#entries = entries;
    this.#handle = new Handle('catalog', free, () => {
      const instance = acquire('list');
      return { instance, address: open(instance, 'broadsheet_catalog_open', [], [json]) };
    });
  }

  query(query: CatalogQuery = {}): CatalogPage<Entry> {
    const json = checkedQuery(query);
    return this.#handle.read('broadsheet_catalog_query', [json], (blocks, instance) => {
      const { total, facets, notices } = JSON.parse(instance.decode(blocks.json)) as Omit<
        CatalogPage,
        'posts'
      >;
      const { at: first, size } = blocks.primary;
      const posts: Entry[] = [];
      for (let at = first; at < first + size; at += POSITION_SIZE) {
        posts.push(this.#entries[instance.memory.word(at)] as Entry);
      }
      return { total, posts, facets, ...(notices && { notices }) };
    });
  }

  dispose(): void {
    this.#handle.dispose();
  }
}

function checkedQuery(query: CatalogQuery): string {
  checkNames(query, QUERY_NAMES, 'The query');
  return wellFormedJson(query, 'The query');
}
