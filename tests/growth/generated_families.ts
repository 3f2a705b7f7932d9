import type { Family } from './inputs.ts';
import { placed, places } from './places.ts';
import { allUnits, type Unit } from './syntax.ts';

/** Numbers that look random and are the same in every run (xorshift32). */
export function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** How closers of units that stand open follow. */
const ends = ['left open', 'closed once', 'closed as often'] as const;

function family(units: Unit[], place: (typeof places)[number], end: (typeof ends)[number]): Family {
  const texts = units.map(({ text }) => text);
  const closers = units.map(({ closer }) => closer ?? '').reverse();
  return {
    name: `${JSON.stringify(texts.join(''))} ${place.name}, ${end}`,
    make: (bytes) => {
      if (end === 'left open') return placed(place, texts, bytes);
      if (end === 'closed once') return placed(place, texts, bytes) + closers.join('');
      const half = placed({ ...place, behind: '' }, texts, bytes / 2);
      return `${half}a${closers.join('').repeat(bytes / 2 / closers.join('').length)}${place.behind ?? ''}`;
    },
  };
}

/**
 * Families of repeated syntax. `rounds` times each unit alone, with one other and with two others,
 * at a place and with an end that come from `seed`.
 */
export function generatedFamilies(seed: number, rounds: number): Family[] {
  const next = sequence(seed);
  const any = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const families = new Map<string, Family>();
  for (let round = 0; round < rounds; round++) {
    for (const unit of allUnits) {
      for (const others of [0, 1, 2]) {
        const units = [unit, ...Array.from({ length: others }, () => any(allUnits))];
        const open = units.some(({ closer }) => closer !== undefined);
        const one = family(units, any(places), open ? any(ends) : 'left open');
        families.set(one.name, one);
      }
    }
  }
  return [...families.values()];
}
