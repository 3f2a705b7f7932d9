/*
 * The packed package in many hosts at pinned versions (tools/package.json), with BROADSHEET_ALL=1: it
 * fetches a gigabyte of tools and takes minutes. wasm/docs/hosts.md has the table of the outcomes;
 * the first test, which always runs, holds the two together.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedAnswer } from '../installed.ts';
import { type App, frameworkTools, hostTools, makeApp } from './app.ts';
import { type Cell, cells, frameworkCells } from './cells.ts';
import { letter, shown } from '../plugins/letter.ts';
import { answerOfClient, buildNext, builtWithPosts, nextAnswer, startNext } from './next.ts';
import { rspackOfPosts } from './pages.ts';
import { documented, tableOf } from './table.ts';

const all = [...cells, ...frameworkCells];
const page = new URL('../../../wasm/docs/hosts.md', import.meta.url);

test('wasm/docs/hosts.md has the table of this matrix', () => {
  if (process.env.UPDATE === '1') {
    writeFileSync(page, documented(readFileSync(page, 'utf8'), all));
  }
  expect(readFileSync(page, 'utf8')).toContain(tableOf(all));
});

async function expectOutcome(app: App, { outcome, ask }: Cell): Promise<void> {
  const answer = await ask(app);
  if (outcome === 'yes') expect(answer).toEqual(expectedAnswer);
  else {
    expect(answer).toMatchObject({
      name: 'BroadsheetError',
      code: expect.stringMatching(/^(load-failed|worker-failed)$/),
      hint: expect.stringMatching(/\w/),
    });
  }
}

describe.runIf(process.env.BROADSHEET_ALL === '1')('in an app of frameworks', () => {
  let app: App;
  beforeAll(() => {
    app = makeApp(frameworkTools);
  }, 600_000);
  afterAll(() => app?.remove());

  test.each(frameworkCells)(
    '$host: $entry ($outcome)',
    (cell) => expectOutcome(app, cell),
    300_000,
  );
});

describe.runIf(process.env.BROADSHEET_ALL === '1')('in an app of its own', () => {
  let app: App;
  beforeAll(() => {
    app = makeApp(hostTools);
  }, 600_000);
  afterAll(() => app?.remove());

  test.each(cells)('$host: $entry ($outcome)', (cell) => expectOutcome(app, cell), 300_000);

  test.each([
    ['Turbopack', []],
    ['webpack', ['--webpack']],
  ])(
    'Next.js 16 with %s imports posts by the recipe of wasm/docs/tools.md',
    async (_bundler, options) => {
      expect(await builtWithPosts(app, options)).toContain(shown);
    },
    300_000,
  );

  test('an archive has the same bytes, wherever it was built', async () => {
    app.write('letters/one.md', letter);
    app.write(
      'letters/two.md',
      `---\ntitle: Two\ndate: 2026-05-01\n---\n${'词 word '.repeat(3000)}`,
    );
    const command = 'node_modules/broadsheet/dist/cli/main.js';
    const sums: string[] = [];
    for (const [name, runner, ...args] of [
      ['node', 'node'],
      ['bun', 'bun', 'run'],
      ['deno', 'deno', 'run', '-A', '--node-modules-dir=manual'],
    ] as const) {
      const out = `archive_${name}`;
      await app.exec(runner, [...args, command, 'build', 'letters', '-o', out]);
      sums.push(
        await app.exec('sh', ['-c', `cd ${out} && find . -type f | sort | xargs sha256sum`]),
      );
    }
    expect(sums[0]).toMatch(/search\/[\da-f]{8}\.bsx/);
    expect(sums[1]).toBe(sums[0]);
    expect(sums[2]).toBe(sums[0]);
  }, 120_000);

  test('Rspack 2 imports posts by the loader', async () => {
    expect(await rspackOfPosts(app)).toEqual(['周报', expect.stringContaining(shown)]);
  }, 120_000);

  test('Next.js 16: server components, a client component, an edge handler', async () => {
    const built = await buildNext(app);
    expect(built('index')).toContain(nextAnswer);
    expect(built('inlined')).toContain(nextAnswer);
    const address = await startNext(app);
    expect(await (await fetch(`${address}/edge`)).text()).toBe(nextAnswer);
    expect(await answerOfClient(address)).toBe(nextAnswer);
  }, 400_000);
});
