/*
 * What is told without the long way is what the long way tells: characters without expressions, hosts
 * without `URL`, dates without the core.
 */
import { init, renderPost } from 'broadsheet';
import { beforeAll, expect, it } from 'vitest';
import { readDate } from '../../web/cli/generators/front_matter.js';
import { commonRanges, kindOf } from '../../web/page/site/guess-language.js';
import { hostOf, parsedUrl } from '../../web/page/site/parsed-url.js';

beforeAll(() => init());

/** The same numbers in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

it('knows what the characters of most texts are', () => {
  const wrong: string[] = [];
  for (const [first, last, kind] of commonRanges) {
    for (let code = first; code <= last; code += 1) {
      if (kindOf(code) !== kind) wrong.push(code.toString(16));
    }
  }
  expect(wrong).toEqual([]);
});

it('reads hosts as browsers do', () => {
  const random = numbers(16);
  const next = (count: number): number => Math.floor((random.next().value as number) * count);
  const letters = ['a', 'b', 'z', '0', '9', '-', '.', 'x', 'xn--', ':', '@', 'Z', 'ü', '%2e', '_'];
  const ends = ['', '/', '?q', '#f', '\\', ':80', ':81/', ' '];
  const wrong: string[] = [];
  for (let count = 0; count < 50_000; count += 1) {
    const name = Array.from({ length: 1 + next(9) }, () => letters[next(letters.length)]).join('');
    const address = `http${next(2) === 0 ? 's' : ''}://${name}${ends[next(ends.length)]}`;
    const expected = parsedUrl(address)?.host;
    if (hostOf(address) !== expected) wrong.push(address);
  }
  expect(wrong).toEqual([]);
  expect(hostOf('mailto:someone@example.org')).toBeUndefined();
  expect(hostOf('HTTPS://Example.ORG/a')).toBe('example.org');
});

it('takes a settled date for what the core makes of it', () => {
  const random = numbers(4);
  const next = (count: number): number => Math.floor((random.next().value as number) * count);
  const two = (count: number): string => String(next(count)).padStart(2, '0');
  const wrong: string[] = [];
  for (let count = 0; count < 20_000; count += 1) {
    const day = `${1000 + next(2000)}-${two(14)}-${two(33)}`;
    const offset = ['', 'Z', `+${two(15)}:${two(61)}`, `-${two(2)}:${two(2)}`][next(4)];
    const date = next(4) === 0 ? day : `${day}T${two(25)}:${two(61)}:${two(61)}${offset}`;
    const read = renderPost(`${JSON.stringify({ date })}\n`).data.date;
    if (readDate(date) !== read) wrong.push(date);
  }
  expect(wrong).toEqual([]);
});
