import type { ModuleTask } from '../api/types.js';
import { BroadsheetError } from './errors.js';
import type { CommonExports, FunctionName } from './exports.js';
import { Instance } from './instance.js';
import { ABI_VERSION } from './layout.js';
import { TASK_MODULES } from './tasks.js';
import { importsFor } from './wasi.js';

/**
 * The compiled modules and an instance of each. One that is lost is replaced at the next call: the
 * compiled code is kept, so that takes about a millisecond.
 */
const compiled = new Map<ModuleTask, WebAssembly.Module>();
const current = new Map<ModuleTask, Instance>();

/** Whether a module has been accepted that does `task`. */
export function isReady(task: ModuleTask = 'whole'): boolean {
  return compiled.has('whole') || compiled.has(task);
}

/**
 * Accepts a compiled module and starts its first instance.
 *
 * @throws {BroadsheetError} `wrong-module` or `version-mismatch`; nothing has changed then.
 * @internal
 */
export function adopt(module: WebAssembly.Module, task: ModuleTask = 'whole'): void {
  const { file, functions } = TASK_MODULES[task];
  const instance = startInstance(module, file, functions);
  compiled.set(task, module);
  current.set(task, instance);
}

/**
 * Returns the instance to work with, a fresh one if the last was lost: of the whole module, or else
 * of the one for `task`.
 *
 * @throws {BroadsheetError} `not-initialized`
 * @internal
 */
export function acquire(task: ModuleTask = 'whole'): Instance {
  const held = compiled.has('whole') ? 'whole' : task;
  const instance = current.get(held);
  if (instance !== undefined && !instance.lost) return instance;
  const module = compiled.get(held);
  if (module === undefined) {
    throw new BroadsheetError('not-initialized', 'Broadsheet is not initialized yet.', {
      hint: 'Call `await init()` once before anything else.',
    });
  }
  const { file, functions } = TASK_MODULES[held];
  const fresh = startInstance(module, file, functions);
  current.set(held, fresh);
  return fresh;
}

/**
 * Gives all memory of the modules back, catalogs included. Everything asks for {@link init} again
 * afterwards.
 */
export function dispose(): void {
  for (const instance of current.values()) instance.close();
  current.clear();
  compiled.clear();
}

/**
 * Starts an instance of a module of the package.
 *
 * @param file what the module is called in the package
 * @param functions what it must export
 * @throws {BroadsheetError} `wrong-module`, `version-mismatch` or `load-failed`
 * @internal
 */
export function startInstance(
  module: WebAssembly.Module,
  file: string,
  functions: readonly FunctionName[],
): Instance {
  const imports = importsFor(module, file);
  const kinds = new Map(WebAssembly.Module.exports(module).map(({ name, kind }) => [name, kind]));
  const missing =
    kinds.get('memory') === 'memory'
      ? functions.find((name) => kinds.get(name) !== 'function')
      : 'memory';
  if (missing !== undefined) {
    throw new BroadsheetError(
      'wrong-module',
      `The WebAssembly module does not export ${missing}.`,
      { hint: `Load the ${file} that comes with this version of the package.` },
    );
  }
  // Every member has been looked for above.
  const exports = instantiate(module, imports) as unknown as CommonExports;
  const abi = exports.broadsheet_abi_version();
  if (abi !== ABI_VERSION) {
    throw new BroadsheetError(
      'version-mismatch',
      `The WebAssembly module speaks version ${abi} of the interface, this package version ${ABI_VERSION}.`,
      { hint: `Serve the ${file} that comes with this version of the package.` },
    );
  }
  return new Instance(exports);
}

function instantiate(
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
): WebAssembly.Exports {
  try {
    const { exports } = new WebAssembly.Instance(module, imports);
    (exports as unknown as CommonExports)._initialize();
    return exports;
  } catch (cause) {
    throw new BroadsheetError('load-failed', 'The WebAssembly module could not be started.', {
      hint: 'The process or page may have no memory left, or the file may be damaged.',
      cause,
    });
  }
}
