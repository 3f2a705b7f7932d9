/* Dates as moments: those without an offset are meant in a time zone. */

/**
 * The moment a date of the catalog means, in milliseconds.
 *
 * @param date ISO 8601 as the core writes it: a day, or a day with a time, with or without offset
 * @param timeZone of dates without an offset; undefined for this machine's
 */
export function instantOf(date: string, timeZone: string | undefined): number {
  const hasOffset = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(date);
  if (hasOffset) return Date.parse(date);
  const asIfUtc = Date.parse(date.includes('T') ? `${date}Z` : `${date}T00:00:00Z`);
  // The offset there is that of the moment itself; two steps settle it but for the hour of a change.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return asIfUtc - offsetAt(guess, timeZone);
}

/**
 * How far a time zone is ahead of UTC at a moment, in milliseconds. The two that most sites have need no
 * formatter, which takes longer for each date than all else that is done with it.
 */
export function offsetAt(instant: number, timeZone: string | undefined): number {
  if (timeZone === 'UTC') return 0;
  return timeZone === undefined ? ownOffsetAt(instant) : formattedOffsetAt(instant, timeZone);
}

/** That of this machine's zone. */
function ownOffsetAt(instant: number): number {
  const date = new Date(instant);
  const shown = Date.UTC(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

function formattedOffsetAt(instant: number, timeZone: string): number {
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
