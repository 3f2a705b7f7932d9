import { setFlagsFromString } from 'node:v8';

/** The major version of V8. Flags belong to versions: others complain of what they do not know. */
const engine = Number.parseInt(process.versions.v8, 10);

/** How much of a function runs before it is worth optimizing, in bytes of its code; usually 66 KB. */
const hotCode = 1_000_000;

/**
 * Has JavaScript optimized where it is hot for long: a build is over before most of it has paid for
 * that, and each thread does it again (a sixth less processor time for 131 posts, an eighth for 1,000).
 * The engines of Node.js 22 and later have another compiler between, and gain nothing by their flags.
 */
export function optimizeLate(): void {
  if (engine === 11) setFlagsFromString(`--interrupt-budget=${hotCode}`);
}

/** Has WebAssembly compiled without optimizing it, from now on. */
export function compileModulesQuickly(): void {
  setForModules('--liftoff-only');
}

/** Takes that back, with the two flags that it brings with it. */
export function compileModulesAsUsual(): void {
  for (const flag of ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering']) {
    setForModules(flag);
  }
}

function setForModules(flag: string): void {
  if (engine >= 11 && engine <= 13) setFlagsFromString(flag);
}
