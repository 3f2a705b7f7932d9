/**
 * The package as browsers, workers and bundlers see it.
 *
 * @packageDocumentation
 */
import { nodeModule } from '../engine/codecs.js';
import { initializersFor } from '../engine/loader.js';
import type { Bytes, CompiledModule } from '../api/platform_types.js';
import type { ModuleSource, ModuleTask } from '../api/types.js';

export * from '../api/api.js';

const initializers = initializersFor({
  // Bundlers find the module by this literal expression; it must stay in one piece.
  defaultSource: () => new URL('./broadsheet.wasm', import.meta.url),
  async read(address) {
    const text = String(address);
    // A bundle for browsers that Node runs, and Jest's jsdom, which has no fetch.
    const read = /^file:/i.test(text) && nodeModule('fs/promises')?.readFile;
    if (!read) return fetch(text);
    const { fileURLToPath } = nodeModule('url') as { fileURLToPath(url: string): string };
    return (read as (path: string) => Promise<Bytes>)(fileURLToPath(text));
  },
});

/**
 * Loads the WebAssembly module. Needed once, before anything else; further calls do nothing, calls
 * while it loads share its outcome, and after a failure it may be called again.
 *
 * @param source where the module is: a URL or (in Node) a path, a Response, its bytes, a compiled
 *   module, or a promise of one of these. Default: `broadsheet.wasm` beside this script.
 * @param task `whole`, or what a smaller module is for, whose source must be given: `list`
 *   (`broadsheet-list.wasm`: {@link createCatalog} and {@link openSearch}) or `issue`
 *   (`broadsheet-issue.wasm`: {@link renderArticle}). One of each may be loaded; what none of them
 *   does is `not-initialized`.
 * @throws {BroadsheetError} `load-failed`, `wrong-module` or `version-mismatch`
 */
export const init: (source?: ModuleSource, task?: ModuleTask) => Promise<void> = initializers.init;

/**
 * Like {@link init}, at once, from bytes or a compiled module that are at hand. Browsers may refuse
 * to compile on the main thread; workers and Node do not.
 */
export const initSync: (source: Bytes | CompiledModule, task?: ModuleTask) => void =
  initializers.initSync;
