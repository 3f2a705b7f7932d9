import { setFlagsFromString } from 'node:v8';

/** Sets a flag of the JavaScript engine, where it is one that knows those of this program. */
function setEngineFlag(flag: string): void {
  const engine = Number.parseInt(process.versions.v8, 10);
  // Others complain of what they do not know.
  if (engine >= 11 && engine <= 13) setFlagsFromString(flag);
}

/** How much of a function runs before it is worth optimizing, in bytes of its code; usually 66 KB. */
const hotCode = 1_000_000;

/**
 * Has JavaScript optimized where it is hot for long: a build is over before most of it has paid for
 * that, and each thread does it again (a sixth less processor time for 131 posts, an eighth for 1,000).
 */
export function optimizeLate(): void {
  setEngineFlag(`--interrupt-budget=${hotCode}`);
}

/** Has WebAssembly compiled without optimizing it, from now on. */
export function compileModulesQuickly(): void {
  setEngineFlag('--liftoff-only');
}

/** Takes that back, with the two flags that it brings with it. */
export function compileModulesAsUsual(): void {
  for (const flag of ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering']) {
    setEngineFlag(flag);
  }
}
