/*
 * Hostile folders under every command, watched from outside: nothing but what the command is for is
 * created, changed, removed or read into it. By default a sample; BROADSHEET_ALL=1 runs all.
 */
import { describe, expect, it } from 'vitest';
import { canBeNobody, commands, nobody, runIn } from './commands.js';
import { folders } from './kinds.js';
import { differences, leaks, makeWorld, removeWorld, snapshot } from './world.js';
import { join } from 'node:path';

const isAll = process.env.BROADSHEET_ALL === '1';
const all = folders(300);
/** Some of them: `BROADSHEET_HOSTILE=0,60` names which, to divide a long run. */
const [from, to] = (process.env.BROADSHEET_HOSTILE ?? '').split(',').map(Number);
const isPart = from !== undefined && to !== undefined;
const part = isPart ? all.slice(from, to) : all;
const sample = isAll || isPart ? part : all.filter((_, index) => index % 53 === 5);
/** So many worlds at a time: each is mostly the start of processes. */
const atOnce = 2;

async function faultsOf(names: readonly string[], owner: number | undefined): Promise<string[]> {
  const faults: string[] = [];
  const world = makeWorld(names, owner);
  const fault = (args: readonly string[], what: string) =>
    faults.push(`${names.join(' + ')}: ${args.join(' ')}: ${what}`);
  try {
    let before = snapshot(world.root);
    for (const { args, may } of commands) {
      const { status, stdout, stderr, hung } = await runIn(world, args, owner);
      const after = snapshot(world.root);
      for (const difference of differences(before, after)) {
        const isAllowed = /^.state(?:\/|$)/.test(difference) || may?.test(difference) === true;
        if (!isAllowed) fault(args, difference);
      }
      before = after;
      if (hung) fault(args, 'hangs');
      else if (status === null || status > 5)
        fault(args, `ends with ${status}: ${stderr.slice(0, 300)}`);
      if (/^\s+at |defect of Broadsheet/m.test(stderr)) fault(args, stderr.slice(0, 600));
      if (`${stdout}${stderr}`.includes('CANARY')) fault(args, 'prints the secret');
      const read = [
        ...leaks(join(world.folder, 'archive')),
        ...leaks(join(world.folder, 'search')),
      ];
      if (read.length > 0) fault(args, `has read the secret into ${read.join(', ')}`);
    }
  } finally {
    removeWorld(world);
  }
  return faults;
}

async function faultsOfAll(owner: number | undefined): Promise<string[]> {
  const faults: string[] = [];
  const waiting = [...sample];
  const work = async (): Promise<void> => {
    for (let names = waiting.pop(); names !== undefined; names = waiting.pop()) {
      faults.push(...(await faultsOf(names, owner)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return faults;
}

describe('a hostile folder', () => {
  const limit = isAll || isPart ? 14_400_000 : 240_000;
  it('is one of at least 300', () => expect(all.length).toBeGreaterThanOrEqual(300));

  // One of the two is enough for a sample.
  it.runIf(isAll || isPart || !canBeNobody)(
    `touches and reads nothing outside (${sample.length} folders, by who runs the tests)`,
    async () => expect(await faultsOfAll(undefined)).toEqual([]),
    limit,
  );

  it.skipIf(!canBeNobody)(
    `touches and reads nothing outside (${sample.length} folders, by an unprivileged user)`,
    async () => expect(await faultsOfAll(nobody)).toEqual([]),
    limit,
  );
});
