/*
 * Units of all our syntax, repeated: nobody has to think of a case for it to be tried. By default a
 * sample, the same in each run; BROADSHEET_ALL=1 tries all, and the ten slowest as
 * wasm. A time is told from noise by its size: a quadratic cost is a hundred times as much from
 * 100 KB to 1 MB, a linear one ten times, and what is too slow is measured again.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { adopt } from '../../wasm/src/engine/engine.ts';
import { renderPost } from '../../wasm/src/api/render.ts';
import { wasmFile } from '../package/paths.ts';
import { costProgram, costsOf, framed } from './cost.ts';
import { generatedFamilies, sequence } from './generated_families.ts';
import type { Family } from './inputs.ts';
import { elements, shortcodes, unitsOf } from './syntax.ts';

const all = Boolean(process.env.BROADSHEET_ALL);
const sampled = 48;
const sizes = [10_000, 100_000, 1_000_000];
/** Of the time at 1 MB by that at 100 KB. */
const mostGrowth = 25;
/** Shorter ones are noise. */
const measurableMilliseconds = 5;
const mostMilliseconds = 2500;
const mostMegabytes = 128;
/** A cost that is this much out of hand is not waited for. */
const timeout = 60_000;

interface Measured {
  family: Family;
  milliseconds: number;
}

function complaint(family: Family, times: number): { told?: string; milliseconds: number } {
  const posts = sizes.map((bytes) => Buffer.from(family.make(bytes)));
  const { status, stdout } = spawnSync(costProgram as string, [String(times)], {
    input: framed(posts),
    encoding: 'utf8',
    timeout,
  });
  const costs = costsOf(stdout);
  const [, middle, last] = costs;
  if (status !== 0 || middle === undefined || last === undefined) {
    return { told: `does not end in ${timeout} ms`, milliseconds: timeout };
  }
  const { milliseconds, megabytes } = last;
  const growth = milliseconds / Math.max(middle.milliseconds, measurableMilliseconds / 10);
  if (milliseconds > measurableMilliseconds && growth > mostGrowth) {
    return { told: `1 MB takes ${growth.toFixed(0)} times as long as 100 KB`, milliseconds };
  }
  if (milliseconds > mostMilliseconds) return { told: `takes ${milliseconds} ms`, milliseconds };
  if (megabytes > mostMegabytes) return { told: `takes ${megabytes} MB`, milliseconds };
  return { milliseconds };
}

/** What is wrong with each family that something is wrong with, and what each takes. */
function tried(families: Family[]): { wrong: string[]; measured: Measured[] } {
  const wrong: string[] = [];
  const measured: Measured[] = [];
  for (const family of families) {
    let found = complaint(family, 1);
    // What the machine does beside it makes a time longer, never shorter.
    for (let again = 0; again < 2 && found.told !== undefined; again++) {
      found = complaint(family, 3);
    }
    if (found.told !== undefined) wrong.push(`${family.name}: ${found.told}`);
    measured.push({ family, milliseconds: found.milliseconds });
  }
  return { wrong, measured };
}

/** `count` of `list`, the same for one seed. */
function sample<T>(list: readonly T[], count: number, seed: number): T[] {
  const next = sequence(seed);
  return Array.from({ length: count }, () => list[next(list.length)] as T);
}

test('every shortcode, element and alert of the core has units', () => {
  const texts = [...unitsOf.shortcodes, ...unitsOf.elements].map(({ text }) => text).join('\n');
  for (const { name } of shortcodes) expect(texts).toContain(name);
  for (const name of elements) expect(texts).toContain(`<${name}>`);
  // The tables are read by their form; a table that is written otherwise would lose rows.
  expect(shortcodes.length).toBeGreaterThanOrEqual(13);
  expect(elements.length).toBeGreaterThanOrEqual(120);
  expect(unitsOf.alerts.length).toBeGreaterThanOrEqual(10);
});

test('there are more than 500 families, and they are the same in each run', () => {
  const names = generatedFamilies(1, 1).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(500);
  expect(generatedFamilies(1, 1).map(({ name }) => name)).toEqual(names);
});

describe.skipIf(costProgram === undefined)('generated families are linear', () => {
  test.skipIf(all)('natively, a sample', { timeout: 300_000 }, () => {
    const families = sample(generatedFamilies(1, 1), sampled, 7);
    expect(tried(families).wrong).toEqual([]);
  });

  test.runIf(all)(
    'natively, all, and the ten slowest as wasm',
    { timeout: 3_600_000 },
    async () => {
      const { wrong, measured } = tried(generatedFamilies(1, 1));
      expect(wrong).toEqual([]);
      const slowest = measured.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
      const module = new WebAssembly.Module(new Uint8Array(await readFile(wasmFile)));
      for (const { family, milliseconds } of slowest) {
        adopt(module);
        const post = Buffer.from(family.make(1_000_000));
        const durations = Array.from({ length: 3 }, () => {
          const { user, system } = process.cpuUsage();
          renderPost(post);
          const after = process.cpuUsage();
          return (after.user + after.system - user - system) / 1000;
        });
        const least = Math.min(...durations);
        console.log(
          `${milliseconds.toFixed(0)} ms natively, ${least.toFixed(0)} as wasm: ${family.name}`,
        );
        expect(least, family.name).toBeLessThan(1000);
      }
    },
  );
});
