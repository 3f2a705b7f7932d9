import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'package/**/*.test.ts',
      'cli/**/*.test.ts',
      'browser/**/*.test.ts',
      'pages/**/*.test.ts',
      'corpora/**/*.test.ts',
      'compat/**/*.test.ts',
      'growth/**/*.test.ts',
      'safety/**/*.test.ts',
    ],
    globalSetup: ['./package/require_built_package.ts'],
    // Processes, not threads: one file's garbage, memory and working directory are its own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    server: {
      // What is tested is what is shipped: Node itself loads it, untransformed.
      deps: { external: [/\/wasm\/dist\//, /\/fresh_package\.mjs$/] },
    },
  },
});
