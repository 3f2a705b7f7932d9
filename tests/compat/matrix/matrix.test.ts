/*
 * The packed package in many hosts at pinned versions (tools/package.json), with BROADSHEET_ALL=1: it
 * fetches half a gigabyte of tools and takes minutes. wasm/docs/hosts.md has the table of the outcomes;
 * the first test, which always runs, holds the two together.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedAnswer } from '../installed.ts';
import { type App, hostTools, makeApp } from './app.ts';
import { cells } from './cells.ts';
import { answerOfClient, buildNext, nextAnswer, startNext } from './next.ts';
import { documented, tableOf } from './table.ts';

const page = new URL('../../../wasm/docs/hosts.md', import.meta.url);

test('wasm/docs/hosts.md has the table of this matrix', () => {
  if (process.env.UPDATE === '1') {
    writeFileSync(page, documented(readFileSync(page, 'utf8'), cells));
  }
  expect(readFileSync(page, 'utf8')).toContain(tableOf(cells));
});

describe.runIf(process.env.BROADSHEET_ALL === '1')('in an app of its own', () => {
  let app: App;
  beforeAll(() => {
    app = makeApp(hostTools);
  }, 600_000);
  afterAll(() => app?.remove());

  test.each(cells)(
    '$host: $entry ($outcome)',
    async ({ outcome, ask }) => {
      const answer = await ask(app);
      if (outcome === 'yes') expect(answer).toEqual(expectedAnswer);
      else {
        expect(answer).toMatchObject({
          name: 'BroadsheetError',
          code: expect.stringMatching(/^(load-failed|worker-failed)$/),
          hint: expect.stringMatching(/\w/),
        });
      }
    },
    300_000,
  );

  test('Next.js 16: server components, a client component, an edge handler', async () => {
    const built = await buildNext(app);
    expect(built('index')).toContain(nextAnswer);
    expect(built('inlined')).toContain(nextAnswer);
    const address = await startNext(app);
    expect(await (await fetch(`${address}/edge`)).text()).toBe(nextAnswer);
    expect(await answerOfClient(address)).toBe(nextAnswer);
  }, 400_000);
});
