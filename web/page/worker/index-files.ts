import { checksumOf, pathsName, searchStart, splitFiles } from '../site/search-start.js';
import type { HandedOver } from './handed.js';

/** The list of an index's files, the only one that changes under its name. */
const listName = 'search.json';

/** The files of the archive's index: those of the start at once, the others from the host. */
export class IndexFiles {
  /** Where they lie. */
  readonly folder: URL;
  readonly #handed: HandedOver;
  readonly #inManifest: () => string[];
  #paths: readonly string[] = [];
  #start: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

  /**
   * @param hasStart whether there is a file with which a search begins
   * @param inManifest the paths of the posts that search finds, in the manifest's order
   */
  constructor(root: string, handed: HandedOver, hasStart: boolean, inManifest: () => string[]) {
    this.#inManifest = inManifest;
    if (!hasStart) this.#start = Promise.resolve(new Map());
    this.folder = new URL('search/', root);
    this.#handed = handed;
  }

  /** Fetches the file with which a search begins, if the page has not. */
  start(): Promise<ReadonlyMap<string, Uint8Array>> {
    this.#start ??= this.#fetchStart();
    return this.#start;
  }

  /** Reads a file; `undefined` where there is none. */
  async read(name: string): Promise<Uint8Array | undefined> {
    const start = await this.start();
    const found = start.get(name);
    if (found !== undefined) {
      // Asked for again, the list is looked at anew: the archive may have changed.
      if (name === listName) {
        this.#start = Promise.resolve(without(start, listName));
        this.#paths = pathsOf(start.get(pathsName), this.#inManifest);
      }
      return found;
    }
    if (name === listName) this.#paths = [];
    return this.#fetch(name);
  }

  /** The posts' paths by their numbers in the index that is read, as far as they are known. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  async #fetchStart(): Promise<ReadonlyMap<string, Uint8Array>> {
    const handed = await this.#handed.get('index');
    try {
      const bytes = handed ? new Uint8Array(handed) : await this.#fetch(searchStart.slice(7));
      return bytes === undefined ? new Map() : splitFiles(await unzipped(bytes));
    } catch {
      return new Map();
    }
  }

  async #fetch(name: string): Promise<Uint8Array | undefined> {
    // Names with checksums never change their content.
    const cache = /^[\da-f]{8}\.bsx$/.test(name) ? 'default' : 'no-cache';
    const response = await fetch(new URL(name, this.folder), { cache });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

function pathsOf(bytes: Uint8Array | undefined, inManifest: () => string[]): string[] {
  try {
    const paths: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (Array.isArray(paths)) return paths.map(String);
    const known = inManifest();
    return paths === checksumOf(known) ? known : [];
  } catch {
    return [];
  }
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): Map<string, Value> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** Takes gzip off; hosts may have done so on the way. */
async function unzipped(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
