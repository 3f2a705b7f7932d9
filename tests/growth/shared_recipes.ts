import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '../package/paths.ts';
import { type Family, parts, repeat, series } from './inputs.ts';

/** A case of suites/pathological/recipes.json; its `about` explains the members. */
interface Recipe {
  name: string;
  seq?: [string, number][];
  ramp?: [string, string];
  tree?: [string, string];
  refdef?: string;
  table?: [number, string, string];
  manyrefs?: true;
}

/** The recipes that come with the shared suites. */
export function sharedRecipes(): Family[] {
  const path = join(shared, 'suites/pathological/recipes.json');
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Recipe[] };
  return cases.map(familyOf);
}

function familyOf({ name, seq, ramp, tree, refdef, table, manyrefs }: Recipe): Family {
  if (seq) return parts(name, ...seq);
  if (ramp) return series(name, (index) => ramp[0] + ramp[1].repeat(index + 1));
  if (tree) return series(name, (index) => tree[0].repeat(index) + tree[1]);
  if (refdef) {
    return {
      name,
      make: (bytes) => `[x]: ${repeat(refdef, bytes / 2)}${repeat('\n[x]', bytes / 2)}`,
    };
  }
  if (table) {
    const [columns, delimiter, row] = table;
    const head = `${'|a'.repeat(columns)}|\n${`|${delimiter}`.repeat(columns)}|\n`;
    return { name, make: (bytes) => head + repeat(row, Math.max(0, bytes - head.length)) };
  }
  if (manyrefs) {
    return {
      name,
      make: (bytes) =>
        Array.from({ length: bytes / 20 }, (_, index) => `[${index}]: u\n`).join('') +
        '[0] '.repeat(bytes / 8),
    };
  }
  throw new Error(`the recipe '${name}' is of no known kind`);
}
