/** An address in the module's memory; 0 is no address. */
export type Pointer = number;

/** What every module of the package exports. */
export interface CommonExports {
  readonly memory: WebAssembly.Memory;
  /** Runs the C++ constructors; called once for an instance, before anything else. */
  _initialize(): void;

  broadsheet_abi_version(): number;
  broadsheet_reply_free(reply: Pointer): void;
  broadsheet_alloc(size: number): Pointer;
  broadsheet_free(memory: Pointer): void;
}

/**
 * The exports of `broadsheet-list.wasm` as they are: `broadsheet_c.h` seen from JavaScript.
 * `check-exports.mjs` holds this list, `list_exports.txt`, the header and the built module against
 * each other; the same of the other modules.
 */
export interface RawListExports extends CommonExports {
  broadsheet_catalog_open(json: Pointer, jsonSize: number, catalog: Pointer): Pointer;
  broadsheet_catalog_query(catalog: Pointer, query: Pointer, querySize: number): Pointer;
  broadsheet_catalog_free(catalog: Pointer): void;
  broadsheet_search_open(cache: number, search: Pointer): Pointer;
  broadsheet_search_query(search: Pointer, query: Pointer, querySize: number): Pointer;
  broadsheet_search_provide(
    search: Pointer,
    name: Pointer,
    nameSize: number,
    bytes: Pointer,
    bytesSize: number,
  ): Pointer;
  broadsheet_search_miss(search: Pointer, name: Pointer, nameSize: number): Pointer;
  broadsheet_search_free(search: Pointer): void;
}

/** The exports of `broadsheet-issue.wasm`. */
export interface RawIssueExports extends CommonExports {
  broadsheet_render_article(body: Pointer, bodySize: number, options: Pointer): Pointer;
}

/** The exports of `broadsheet.wasm`. */
export interface RawExports extends RawListExports, RawIssueExports {
  broadsheet_version(): Pointer;
  broadsheet_reply_primary(reply: Pointer): Pointer;
  broadsheet_reply_text(reply: Pointer): Pointer;
  broadsheet_reply_json(reply: Pointer): Pointer;
  broadsheet_render(source: Pointer, sourceSize: number, options: Pointer): Pointer;
  broadsheet_render_sent(
    source: Pointer,
    sourceSize: number,
    options: Pointer,
    settings: Pointer,
    settingsSize: number,
  ): Pointer;
  broadsheet_index_prepare(
    path: Pointer,
    pathSize: number,
    source: Pointer,
    sourceSize: number,
  ): Pointer;
}

/** The exports of `broadsheet-index.wasm`. */
export interface RawIndexExports extends CommonExports {
  broadsheet_index_open(options: Pointer, optionsSize: number, index: Pointer): Pointer;
  broadsheet_index_add(index: Pointer, prepared: Pointer, preparedSize: number): Pointer;
  broadsheet_index_finish(index: Pointer): Pointer;
  broadsheet_index_next(index: Pointer, read: Pointer, readSize: number): Pointer;
  broadsheet_index_free(index: Pointer): void;
}

/** A function of one of the modules. */
export type FunctionName = Exclude<keyof RawExports | keyof RawIndexExports, 'memory'>;

/** What {@link CommonExports} has, for the check of a loaded module. */
export const COMMON_FUNCTIONS = [
  '_initialize',
  'broadsheet_abi_version',
  'broadsheet_reply_free',
  'broadsheet_alloc',
  'broadsheet_free',
] as const;

/** The same of {@link RawListExports}. */
export const LIST_FUNCTIONS: readonly FunctionName[] = [
  ...COMMON_FUNCTIONS,
  'broadsheet_catalog_open',
  'broadsheet_catalog_query',
  'broadsheet_catalog_free',
  'broadsheet_search_open',
  'broadsheet_search_query',
  'broadsheet_search_provide',
  'broadsheet_search_miss',
  'broadsheet_search_free',
];

/** The same of {@link RawIssueExports}. */
export const ISSUE_FUNCTIONS: readonly FunctionName[] = [
  ...COMMON_FUNCTIONS,
  'broadsheet_render_article',
];

/** The same of {@link RawExports}. */
export const EXPORTED_FUNCTIONS: readonly FunctionName[] = [
  ...LIST_FUNCTIONS,
  'broadsheet_render_article',
  'broadsheet_version',
  'broadsheet_reply_primary',
  'broadsheet_reply_text',
  'broadsheet_reply_json',
  'broadsheet_render',
  'broadsheet_render_sent',
  'broadsheet_index_prepare',
];
