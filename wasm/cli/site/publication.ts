/*
 * When a post is due. Dates without an offset are meant in the site's time zone.
 */

/**
 * The moment a date of the catalog means, in milliseconds.
 *
 * @param date ISO 8601 as the core writes it: a day, or a day with a time, with or without offset
 */
export function instantOf(date: string, timeZone: string | undefined): number {
  const hasOffset = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(date);
  if (hasOffset) return Date.parse(date);
  const asIfUtc = Date.parse(date.includes('T') ? `${date}Z` : `${date}T00:00:00Z`);
  // The offset there is that of the moment itself; two steps settle it but for the hour of a change.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return asIfUtc - offsetAt(guess, timeZone);
}

/** How far a time zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(instant: number, timeZone: string | undefined): number {
  const parts = formatFor(timeZone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const time = {
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    } as const;
    format = new Intl.DateTimeFormat('en-US', {
      ...fields,
      ...time,
      ...(isKnown(timeZone) ? { timeZone } : {}),
    });
    formats.set(timeZone, format);
  }
  return format;
}

function isKnown(timeZone: string | undefined): timeZone is string {
  try {
    return timeZone !== undefined && Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    // A configuration may name anything; this machine's zone is then the best guess.
    return false;
  }
}

/** Whether a post is dated later than `now` (milliseconds). */
export function isFuture(
  date: string | undefined,
  timeZone: string | undefined,
  now: number,
): boolean {
  if (date === undefined) return false;
  const instant = instantOf(date, timeZone);
  return Number.isFinite(instant) && instant > now;
}

/** A moment as front matter has it, in a time zone: `2024-05-12T09:30:00+08:00`. */
export function isoWithOffset(instant: number, timeZone: string | undefined): string {
  const offset = offsetAt(instant, timeZone);
  const minutes = Math.abs(Math.round(offset / 60_000));
  const clock = new Date(instant + offset).toISOString().slice(0, 19);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${clock}${offset < 0 ? '-' : '+'}${hours}:${rest}`;
}
