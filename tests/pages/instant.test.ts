import { afterAll, expect, it } from 'vitest';
import { offsetAt } from '../../web/prerender/instant.js';

const { TZ } = process.env;
afterAll(() => {
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

/** Every two days and some hours, so that all hours of the day come up. */
const step = 53 * 60 * 60 * 1000 + 61_000;

it.each([
  'UTC',
  'Europe/Berlin',
  'Asia/Shanghai',
  'America/St_Johns',
  // Half an hour in summer; seconds until 1972.
  'Australia/Lord_Howe',
  'Africa/Monrovia',
])('the offset of this machine in %s is what the zone by its name has', (zone) => {
  process.env.TZ = zone;
  // Another name of UTC, which no shortcut knows.
  const named = zone === 'UTC' ? 'Etc/UTC' : zone;
  for (let at = Date.UTC(1900, 0, 1); at < Date.UTC(2060, 0, 1); at += step) {
    const expected = offsetAt(at, named);
    if (offsetAt(at, undefined) !== expected) {
      expect(offsetAt(at, undefined), new Date(at).toISOString()).toBe(expected);
    }
  }
  expect(offsetAt(0, 'UTC')).toBe(0);
});
