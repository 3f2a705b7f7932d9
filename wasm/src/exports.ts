/** An address in the module's memory; 0 is no address. */
export type Pointer = number;

/**
 * The module's exports as they are: `broadsheet_c.h` seen from JavaScript. `check-exports.mjs` holds
 * this list, `exports.txt`, the header and the built module against each other.
 */
export interface RawExports {
  readonly memory: WebAssembly.Memory;
  /** Runs the C++ constructors; called once for an instance, before anything else. */
  _initialize(): void;

  broadsheet_abi_version(): number;
  broadsheet_version(): Pointer;
  broadsheet_reply_primary(reply: Pointer): Pointer;
  broadsheet_reply_text(reply: Pointer): Pointer;
  broadsheet_reply_json(reply: Pointer): Pointer;
  broadsheet_reply_free(reply: Pointer): void;
  broadsheet_alloc(size: number): Pointer;
  broadsheet_free(memory: Pointer): void;
  broadsheet_render(source: Pointer, sourceSize: number, options: Pointer): Pointer;
  broadsheet_catalog_open(json: Pointer, jsonSize: number, catalog: Pointer): Pointer;
  broadsheet_catalog_query(catalog: Pointer, query: Pointer, querySize: number): Pointer;
  broadsheet_catalog_free(catalog: Pointer): void;
}

/** The functions among {@link RawExports}, for the check of a loaded module. */
export const EXPORTED_FUNCTIONS: readonly Exclude<keyof RawExports, 'memory'>[] = [
  '_initialize',
  'broadsheet_abi_version',
  'broadsheet_version',
  'broadsheet_reply_primary',
  'broadsheet_reply_text',
  'broadsheet_reply_json',
  'broadsheet_reply_free',
  'broadsheet_alloc',
  'broadsheet_free',
  'broadsheet_render',
  'broadsheet_catalog_open',
  'broadsheet_catalog_query',
  'broadsheet_catalog_free',
];
