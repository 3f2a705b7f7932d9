import { BroadsheetError } from './errors.js';

/** Thrown through the module by its own request to end; never reaches a caller as such. */
export class ModuleExit extends Error {
  override readonly name = 'ModuleExit';
  readonly status: number;

  constructor(status: number) {
    super(`the module ended itself with status ${status}`);
    this.status = status;
  }
}

/**
 * What a module of C++ code may ask of its host. Broadsheet's core uses no file, clock or
 * environment. `check-exports.mjs` tells when a module asks for more.
 */
const hostFunctions: Record<string, Record<string, (...args: never[]) => unknown>> = {
  wasi_snapshot_preview1: {
    proc_exit(status: number): never {
      throw new ModuleExit(status);
    },
  },
  env: {
    // Views are made anew after every call that may allocate (memory.ts), so nothing is to be done.
    emscripten_notify_memory_growth: () => undefined,
  },
};

/**
 * Returns the imports of `module`, which the package calls `file`.
 *
 * @throws {BroadsheetError} `wrong-module` when it asks for something Broadsheet's module does not.
 */
export function importsFor(module: WebAssembly.Module, file: string): WebAssembly.Imports {
  const imports: WebAssembly.Imports = {};
  for (const { module: space, name, kind } of WebAssembly.Module.imports(module)) {
    const implementation = hostFunctions[space]?.[name];
    if (kind !== 'function' || !implementation) {
      throw new BroadsheetError(
        'wrong-module',
        `The WebAssembly module imports ${space}.${name}, which Broadsheet's module does not.`,
        { hint: `Load the ${file} that comes with this version of the package.` },
      );
    }
    imports[space] ??= {};
    imports[space][name] = implementation;
  }
  return imports;
}
