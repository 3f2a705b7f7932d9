/**
 * The package as edge runtimes see it (Cloudflare Workers, edge functions of Next.js). Code from
 * bytes is forbidden there: the module is imported as a module, which the deployment compiles.
 *
 * @packageDocumentation
 */
import own from '../inline/module_import.js';
import { initializersFor } from '../engine/loader.js';
import type { Bytes, CompiledModule } from '../api/platform_types.js';
import type { ModuleSource, ModuleTask } from '../api/types.js';

export * from '../api/api.js';

const initializers = initializersFor({
  defaultSource: () => own,
  read: (address) => fetch(address),
});

/** See the browser entry: the functions are the same. */
export const init: (source?: ModuleSource, task?: ModuleTask) => Promise<void> = initializers.init;

/** See the browser entry; without a source the package's own module, which is at hand. */
export function initSync(source?: Bytes | CompiledModule, task?: ModuleTask): void {
  // Of another task there is no module here, which is said as of any that is missing.
  const given = source ?? ((task ?? 'whole') === 'whole' ? own : undefined);
  initializers.initSync(given as Bytes | CompiledModule, task);
}
