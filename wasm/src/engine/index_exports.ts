import { COMMON_FUNCTIONS, type FunctionName } from './exports.js';

/** What `broadsheet-index.wasm` exports; pages do without. */
export const INDEX_FUNCTIONS: readonly FunctionName[] = [
  ...COMMON_FUNCTIONS,
  'broadsheet_index_open',
  'broadsheet_index_add',
  'broadsheet_index_finish',
  'broadsheet_index_next',
  'broadsheet_index_free',
];
