import { wellFormedJson } from './catalog_source.js';
import { acquire, startInstance } from '../engine/engine.js';
import { BroadsheetError, invalidArgument } from '../engine/errors.js';
import { type CoreObject, Handle } from '../marshal/handle.js';
import { INDEX_FUNCTIONS } from '../engine/index_exports.js';
import { compileNow } from '../engine/loader.js';
import { call, copied, open } from '../marshal/marshal.js';
import { checkNames, checkType } from '../marshal/names.js';
import type { Bytes, CompiledModule } from './platform_types.js';
import type { Diagnostic, PostData } from './types.js';

/** Where a post stands in an index: its number, its first link's, and how many links it has. */
export type IndexedPost = [document: number, firstLink: number, links: number];

export interface IndexOptions {
  /** Index drafts, too. Default: false. */
  drafts?: boolean;
  /** Memory for terms, in bytes, before a run is handed to the host. Default: 96 MiB. */
  memory?: number;
  /**
   * The manifest (`search.json`) of an index that this one adds to: posts of both are found. It
   * should be one without additions: an index has at most one.
   */
  base?: string;
  /** Posts of the base that changed or are gone. */
  superseded?: IndexedPost[];
  /**
   * The module that writes indexes, where its file `broadsheet-index.wasm` does not lie beside the
   * script, as in a program that is bundled into one file.
   */
  module?: Bytes | CompiledModule;
}

/** Where an index is written to. */
export interface IndexHost {
  /**
   * Stores a file of the index; its bytes are not compressed.
   *
   * @param isOfLinks whether only {@link Search.links} reads it
   */
  write(name: string, bytes: Uint8Array, isOfLinks: boolean): Promise<void> | void;
  /** Keeps a run until the index is finished; the first is run 0. */
  appendRun(bytes: Uint8Array): Promise<void> | void;
  /** Reads `size` bytes of a run from `offset` on, fewer at its end. */
  readRun(run: number, offset: number, size: number): Promise<Uint8Array> | Uint8Array;
}

/** What became of a post that was added. */
export interface AddedPost {
  data: PostData;
  excerpt: string;
  words: number;
  minutes: number;
  diagnostics: Diagnostic[];
  /** Absent for a draft that is left out. */
  indexed?: IndexedPost;
}

/** An index in the making. Use it from one place: a call must have ended before the next begins. */
export interface IndexBuilder {
  /** Renders a post and adds it. @param path what results call it */
  add(path: string, source: string | Uint8Array): Promise<AddedPost>;
  /**
   * Adds a post that {@link preparePost} has prepared.
   *
   * @returns where it stands; undefined for a draft that is left out
   */
  addPrepared(prepared: Uint8Array): Promise<IndexedPost | undefined>;
  /** Writes what is left, the manifest last. */
  finish(): Promise<void>;
  /** Gives the memory back; needed when the index is not finished, too. */
  dispose(): void;
}

interface Step {
  kind: 'nothing' | 'file' | 'manifest' | 'run' | 'read';
  name: string;
  links?: true;
  run: number;
  offset: number;
  size: number;
}

/** What the package calls the module that writes. */
const MODULE_FILE = 'broadsheet-index.wasm';

let readModule: (() => Bytes) | undefined;
let compiled: WebAssembly.Module | undefined;

/** Sets how the host reads `broadsheet-index.wasm`, which is when the first index begins. */
export function useIndexModule(read: () => Bytes): void {
  readModule = read;
}

/**
 * Begins a search index, for {@link openSearch} to answer from. The same posts in the same order give
 * the same files, whatever the host and the memory.
 *
 * @throws {BroadsheetError} before {@link init}, or when `broadsheet-index.wasm` cannot be loaded
 */
export function createIndex(host: IndexHost, options: IndexOptions = {}): IndexBuilder {
  checkHost(host);
  checkNames(options, 'drafts memory base superseded module');
  for (const [name, type] of Object.entries({
    drafts: 'boolean',
    memory: 'number',
    base: 'string',
  })) {
    checkType(name, options[name as keyof IndexOptions], type);
  }
  acquire();
  const { module, ...settings } = options;
  const json = wellFormedJson(settings, 'The options');
  const instance = startInstance(moduleToUse(module), MODULE_FILE, INDEX_FUNCTIONS);
  const address = open(instance, 'broadsheet_index_open', [], [json]);
  return new CoreIndex({ instance, address }, host);
}

function checkHost(host: IndexHost): void {
  for (const name of ['write', 'appendRun', 'readRun'] as const) {
    if (typeof host?.[name] !== 'function') {
      throw invalidArgument(`The host has no function ${name}.`, { hint: 'See IndexHost.' });
    }
  }
}

function moduleToUse(given: IndexOptions['module']): WebAssembly.Module {
  if (given !== undefined) return compileNow(given, 'The bytes', MODULE_FILE);
  if (compiled === undefined) {
    let bytes: Bytes | undefined;
    try {
      bytes = readModule?.();
    } catch (cause) {
      throw missing(cause);
    }
    if (bytes === undefined) throw missing();
    compiled = compileNow(bytes, MODULE_FILE, MODULE_FILE);
  }
  return compiled;
}

function missing(cause?: unknown): BroadsheetError {
  return new BroadsheetError('load-failed', `${MODULE_FILE} could not be read.`, {
    hint: `It lies beside the package's scripts; pass it as \`module\` where they are bundled.`,
    cause,
  });
}

const closeInstance = ({ instance }: CoreObject): void => instance.close();

/** It has an instance of the module to itself, whose memory goes with it. */
class CoreIndex implements IndexBuilder {
  readonly #handle: Handle;
  readonly #host: IndexHost;

  constructor(index: CoreObject, host: IndexHost) {
    // What has been added is in the instance alone: an index that is lost must be built again.
    this.#handle = new Handle('index', closeInstance, () => index, false);
    this.#host = host;
  }

  async add(path: string, source: string | Uint8Array): Promise<AddedPost> {
    const instance = acquire();
    const prepared = call(instance, 'broadsheet_index_prepare', [], [path, source], (blocks) =>
      copied(instance, blocks),
    );
    const indexed = await this.addPrepared(prepared.bytes);
    const added = prepared.json as AddedPost;
    return indexed === undefined ? added : { ...added, indexed };
  }

  async addPrepared(prepared: Uint8Array): Promise<IndexedPost | undefined> {
    const { indexed } = this.#handle.call('broadsheet_index_add', prepared).json as {
      indexed?: IndexedPost;
    };
    await this.#work();
    return indexed;
  }

  async finish(): Promise<void> {
    this.#handle.call('broadsheet_index_finish');
    await this.#work();
  }

  dispose(): void {
    this.#handle.dispose();
  }

  /** Does what the core asks for until there is nothing left to do. */
  async #work(): Promise<void> {
    let read = new Uint8Array(0);
    for (;;) {
      const { bytes, json } = this.#handle.call('broadsheet_index_next', read);
      const { kind, name, links = false, run, offset, size } = json as Step;
      read = new Uint8Array(0);
      if (kind === 'nothing') return;
      if (kind === 'run') await this.#host.appendRun(bytes);
      else if (kind === 'read') read = Uint8Array.from(await this.#host.readRun(run, offset, size));
      else await this.#host.write(name, bytes, links);
    }
  }
}
