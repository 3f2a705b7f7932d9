/** The package in other people's tests. */
import type { App, Entry } from './app.ts';
import { expectedAnswer } from '../installed.ts';
import { lastLine } from './cells.ts';

const test = (entry: Entry, before = ''): string => `${before}import './${entry}.js';
test('answers', async () => {
  const answer = await globalThis.answer.catch(String);
  expect(answer).toEqual(${JSON.stringify(expectedAnswer)});
});\n`;

/** Jest runs ES modules by Node's own loader (\`--experimental-vm-modules\`). */
export function jest(environment: 'node' | 'jsdom') {
  return async (app: App, entry: Entry): Promise<unknown> => {
    const name = `jest_${environment}_${entry}`;
    app.write(`${name}/${entry}.test.mjs`, test(entry).replace('./', '../'));
    app.write(
      `${name}.config.json`,
      JSON.stringify({
        testMatch: [`**/${name}/*.test.mjs`],
        transform: {},
        testEnvironment: environment,
      }),
    );
    const output = await app.exec(
      'jest',
      ['--config', `${name}.config.json`, '--json', '--silent'],
      {
        NODE_OPTIONS: '--experimental-vm-modules',
      },
    );
    return (lastLine(output) as { numPassedTests: number }).numPassedTests === 1
      ? expectedAnswer
      : output;
  };
}

/** Vitest, by the newest Node: its newest environments ask for one. */
export function vitest(environment: 'node' | 'jsdom' | 'happy-dom') {
  return async (app: App, entry: Entry): Promise<unknown> => {
    const name = `vitest_${environment}_${entry}`;
    const head = `import { expect, test } from 'vitest';\n`;
    app.write(`${name}/${entry}.test.js`, test(entry, head).replace('./', '../'));
    const output = await app.exec('./node_modules/node-26/bin/node', [
      './node_modules/vitest/vitest.mjs',
      ...['run', `${name}/`, '--environment', environment, '--reporter=json'],
    ]);
    return (lastLine(output) as { numPassedTests: number }).numPassedTests === 1
      ? expectedAnswer
      : output;
  };
}
