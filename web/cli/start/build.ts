import { optimizeLate } from './engine_flags.js';
import { keepCode, keptCode } from './kept_code.js';

/** What a build needs of Node. */
const nodesModules = ['crypto', 'fs/promises', 'os', 'timers/promises', 'worker_threads'];

/** What is known of the program's code before a build loads it. */
export interface BuildStart {
  /** What an earlier one has compiled. */
  kept: Buffer | undefined;
  /** Keeps what was compiled meanwhile. */
  keep(compiled: () => Buffer): void;
}

/** Makes the engine ready for a build. */
export function prepareBuild(): BuildStart {
  // Node's own modules come compiled for the usual flags: later, ten milliseconds would go into them.
  for (const name of nodesModules) require(`node:${name}`);
  optimizeLate();
  const kept = keptCode();
  return {
    kept: kept?.code,
    keep(compiled) {
      if (kept !== undefined) keepCode(kept.file, compiled);
    },
  };
}
