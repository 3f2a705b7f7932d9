import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, by the clock. */
const longest = [
  'cli/build',
  'growth/growth',
  'browser/parity',
  'browser/accessibility',
  'browser/offline',
  'safety/hostile_front_matter',
  'safety/chromium',
  'compat/bundlers',
  'package/api_reference',
];

/**
 * Long files come first. Where no run was before, Vitest goes by the size of a file, and at the end
 * one that is short to read and long to run has a core for itself while the other idles.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.includes(`/${name}.test.`));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

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
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    server: {
      // What is tested is what is shipped: Node itself loads it, untransformed.
      deps: { external: [/\/wasm\/dist\//, /\/fresh_package\.mjs$/] },
    },
  },
});
