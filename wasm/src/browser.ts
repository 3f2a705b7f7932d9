/**
 * The package as browsers, workers and bundlers see it.
 *
 * @packageDocumentation
 */
import { initializersFor } from './loader.js';
import type { ModuleSource } from './types.js';

export * from './api.js';

const initializers = initializersFor({
  // Bundlers find the module by this literal expression; it must stay in one piece.
  defaultSource: () => new URL('./broadsheet.wasm', import.meta.url),
  read: (address) => fetch(address),
});

/**
 * Loads the WebAssembly module. Needed once, before anything else; further calls do nothing, calls
 * while it loads share its outcome, and after a failure it may be called again.
 *
 * @param source where the module is: a URL or (in Node) a path, a Response, its bytes, a compiled
 *   module, or a promise of one of these. Default: `broadsheet.wasm` beside this script.
 * @throws {BroadsheetError} `load-failed`, `wrong-module` or `version-mismatch`
 */
export const init: (source?: ModuleSource) => Promise<void> = initializers.init;

/**
 * Like {@link init}, at once, from bytes or a compiled module that are at hand. Browsers may refuse
 * to compile on the main thread; workers and Node do not.
 */
export const initSync: (source: BufferSource | WebAssembly.Module) => void = initializers.initSync;
