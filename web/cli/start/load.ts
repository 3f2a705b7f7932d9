import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type * as Program from '../program.js';

/** The program's file, beside the scripts that load it. */
const name = 'program.js';

/** The program in memory. */
export interface LoadedProgram {
  readonly run: typeof Program.run;
  /** Whether the code that was kept is in use. */
  readonly usesKept: boolean;
  /** What the engine has compiled of it so far, for {@link loadProgram} of another process. */
  compiled(): Buffer;
}

/**
 * Loads the program. It is one script, and no modules: thirty of these take longer to find and to link
 * than to compile, and what Node keeps of compiled code is that of scripts.
 *
 * @param folder of the program
 * @param kept what was compiled of this very file before
 */
export function loadProgram(folder: string, kept?: Buffer): LoadedProgram {
  const file = join(folder, name);
  // It is plain ASCII, which takes no decoding and half the memory.
  const code = readFileSync(file, 'latin1');
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname, importModule) { ${code}\n})`,
    { filename: file, ...(kept === undefined ? {} : { cachedData: kept }) },
  );
  const module = { exports: {} as typeof Program };
  // Code that was kept does not know any more where its own `import()` leads.
  const importModule = (name: string): Promise<unknown> => import(name);
  script.runInThisContext()(module.exports, require, module, file, folder, importModule);
  return {
    run: module.exports.run,
    usesKept: kept !== undefined && script.cachedDataRejected === false,
    compiled: () => script.createCachedData(),
  };
}
