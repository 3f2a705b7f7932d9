/*
 * Whatever a post holds, its cost grows at most linearly: processor time and memory, natively and as
 * wasm. docs/limits.md has the bars (0.25 s and 1 s for a megabyte); the guards here are ten times
 * as wide, because tests run on busy machines. BROADSHEET_GROWTH_REPORT=1 prints every figure.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { acquire, adopt } from '../../wasm/src/engine/engine.ts';
import { renderHtml, renderPost } from '../../wasm/src/api/render.ts';
import { noShared, wasmFile } from '../package/paths.ts';
import { type Cost, costProgram, costsOf, framed } from './cost.ts';
import type { Family } from './inputs.ts';
import { knownFamilies } from './known_families.ts';
import { ownFamilies } from './own_families.ts';
import { sharedRecipes } from './shared_recipes.ts';

/** In bytes: four doublings, then two, so that one time that is off does not decide. */
const sizes = [15_625, 250_000, 1_000_000];
const maxRatioOfDoubling = 2.5;
/** Two renderings that take less cannot be told apart by their times. */
const measurableMilliseconds = 2;
/** Below this a time tells of caches and of memory not yet asked for, and makes any growth look steep. */
const leastMilliseconds = 1;
/** Of the module's memory, which holds input and reply too; natively of what is allocated. */
const maxMegabytes = 96;
/** Page, text, mail, article and feed stand side by side. */
const maxMegabytesSent = 4 * maxMegabytes;
/** Rows stand beside the tree, and answers beside the rows. */
const maxMegabytesTree = 6 * maxMegabytes;

type Measure = (posts: Uint8Array[], times: number) => Cost[];

const measureNative: Measure = (posts, times) => measured(posts, [String(times)]);
/** Of mail, article and feed beside the page. */
const measureSent: Measure = (posts, times) => measured(posts, [String(times), 'sent']);

/** With syntax that is off by default, and hooks that answer for every node. */
const measureTree: Measure = (posts, times) => measured(posts, [String(times), 'tree']);

function measured(posts: Uint8Array[], line: string[]): Cost[] {
  const { status, stdout, stderr } = spawnSync(costProgram as string, line, {
    input: framed(posts),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return costsOf(stdout);
}

let module: WebAssembly.Module;

function measureWasm(posts: Uint8Array[], times: number): Cost[] {
  // Memory never shrinks: each family has an instance of its own.
  adopt(module);
  return posts.map((post) => {
    const durations = Array.from({ length: times }, () => {
      const { user, system } = process.cpuUsage();
      renderPost(post);
      const after = process.cpuUsage();
      return (after.user + after.system - user - system) / 1000;
    });
    return {
      milliseconds: Math.min(...durations),
      megabytes: acquire().memory.bytes().length / 1e6,
    };
  });
}

/** What is wrong with the costs of a family; empty when nothing is. */
function complaints(costs: Cost[], most: Cost): string[] {
  const found: string[] = [];
  costs.forEach(({ milliseconds, megabytes }, index) => {
    const size = sizes[index];
    const before = costs[index - 1];
    if (milliseconds > most.milliseconds) found.push(`${size} bytes take ${milliseconds} ms`);
    if (megabytes > most.megabytes) found.push(`${size} bytes take ${megabytes} MB`);
    if (before === undefined || milliseconds < measurableMilliseconds) return;
    const doublings = Math.log2((size as number) / (sizes[index - 1] as number));
    const ratio =
      (milliseconds / Math.max(before.milliseconds, leastMilliseconds)) ** (1 / doublings);
    if (ratio > maxRatioOfDoubling)
      found.push(`from ${sizes[index - 1]} to ${size} bytes: ×${ratio}`);
  });
  return found;
}

async function expectLinear(
  family: Family,
  measure: Measure,
  milliseconds: number,
  megabytes = maxMegabytes,
): Promise<void> {
  const most = { milliseconds, megabytes };
  const posts = sizes.map((bytes) => Buffer.from(family.make(bytes)));
  let costs = measure(posts, 1);
  // What the machine does beside it makes a time longer, never shorter, and may last for seconds: so
  // the least of several times is judged, taken further and further apart.
  for (let again = 0; again < 7 && complaints(costs, most).length > 0; again++) {
    await setTimeout(50 * 2 ** again);
    const times = measure(posts, 3);
    costs = costs.map((cost, index) => {
      const other = times[index] as Cost;
      return other.milliseconds < cost.milliseconds ? other : cost;
    });
  }
  if (process.env.BROADSHEET_GROWTH_REPORT) {
    const figures = costs.map(
      (c) => `${c.milliseconds.toFixed(1)} ms ${c.megabytes.toFixed(0)} MB`,
    );
    console.log(`${measure.name} | ${family.name} | ${figures.join(' | ')}`);
  }
  expect(complaints(costs, most)).toEqual([]);
}

const lists: [string, Family[]][] = [
  ["md4c's and cmark's", knownFamilies],
  ['our own', ownFamilies],
];
if (!noShared) lists.push(['the shared recipes', sharedRecipes()]);

beforeAll(async () => {
  module = new WebAssembly.Module(new Uint8Array(await readFile(wasmFile)));
  adopt(module);
  // The engine compiles hot functions while it runs; that is not the posts' cost.
  for (let round = 0; round < 200; round++) renderHtml('# a\n\n**b** [c](d) `e`\n\n- f\n');
});

describe.each(lists)('of %s families', (_, families) => {
  test('names are different', () => {
    expect(new Set(families.map(({ name }) => name)).size).toBe(families.length);
  });

  describe.skipIf(costProgram === undefined)('natively', () => {
    test.each(families)('$name', (family) => expectLinear(family, measureNative, 2500));
  });

  describe.skipIf(costProgram === undefined)('natively, with all that is sent', () => {
    // (Some minutes for all.)
    const some = process.env.BROADSHEET_ALL ? families : families.filter((_, n) => n % 9 === 0);
    test.each(some)('$name', (family) =>
      expectLinear(family, measureSent, 10_000, maxMegabytesSent),
    );
  });

  describe.skipIf(costProgram === undefined)('natively, by the tree', () => {
    const some = process.env.BROADSHEET_ALL ? families : families.filter((_, n) => n % 9 === 4);
    test.each(some)('$name', (family) =>
      expectLinear(family, measureTree, 10_000, maxMegabytesTree),
    );
  });

  describe('in wasm', () => {
    test.each(families)('$name', (family) => expectLinear(family, measureWasm, 10_000));
  });
});

test.skipIf(noShared)(`the shared recipes are read${noShared ? ` (${noShared})` : ''}`, () => {
  expect(sharedRecipes()).toHaveLength(85);
});
