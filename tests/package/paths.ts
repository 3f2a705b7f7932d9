import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package as it is packed. */
export const packageFolder = resolve(root, 'dist/package');

/** The built modules. */
export const wasmFile = resolve(packageFolder, 'dist/broadsheet.wasm');
export const indexWasmFile = resolve(packageFolder, 'dist/broadsheet-index.wasm');

/** Real posts and public suites, if they are at hand. */
export const shared = resolve(root, process.env.BROADSHEET_SHARED ?? '../shared');

/** Why tests over {@link shared} are skipped, or false. */
export const noShared = existsSync(shared)
  ? false
  : `no posts at ${shared}: set BROADSHEET_SHARED to their folder`;
