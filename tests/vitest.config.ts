import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What builds keep for the next ones, instead of with the one who runs the tests. */
const state = mkdtempSync(join(tmpdir(), 'broadsheet-state-'));
process.on('exit', () => rmSync(state, { recursive: true, force: true }));

/** The files that take longest, by the clock. */
const longest = [
  'cli/build',
  'hostile/hostile',
  'growth/growth',
  'browser/parity',
  'browser/accessibility',
  'browser/offline',
  'browser/offline_hosts',
  'browser/languages',
  'hostile/kills',
  'browser/subscribe',
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
      'tree/**/*.test.ts',
      'cli/**/*.test.ts',
      'front_matter_builds/**/*.test.ts',
      'browser/**/*.test.ts',
      'pages/**/*.test.ts',
      'corpora/**/*.test.ts',
      'mail/**/*.test.ts',
      'dialects/**/*.test.ts',
      'compat/**/*.test.ts',
      'growth/**/*.test.ts',
      'safety/**/*.test.ts',
      'sites/**/*.test.ts',
      'hostile/**/*.test.ts',
      'webkit/**/*.test.ts',
    ],
    globalSetup: ['./package/require_built_package.ts'],
    env: { XDG_STATE_HOME: state },
    // Processes, not threads: one file's garbage, memory and working directory are its own.
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // A browser on a machine that is busy may be late once. What passes on the second try is named
    // at the end; everything that is not about time fails at once.
    retry: { count: 1, condition: /Timeout \d+ms exceeded|net::ERR_/ },
    testTimeout: 60_000,
    hookTimeout: 180_000,
    server: {
      // What is tested is what is shipped: Node itself loads it, untransformed.
      deps: { external: [/\/(?:wasm|package)\/dist\//, /\/fresh_package\.mjs$/] },
    },
  },
});
