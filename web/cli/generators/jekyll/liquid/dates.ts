/*
 * Dates as Ruby's `strftime` writes them.
 */
import { instantOf, isoWithOffset } from '../../../site/publication.js';
import { readDate } from '../../front_matter.js';
import { calendarDate, dateToken } from '../../hugo/go_time.js';
import type { Value } from './expressions.js';

/** Of the year 9999, in seconds: later ones are no dates. */
const latest = 253_402_300_800;

/** The moment that a value means, in milliseconds. */
export function momentOf(value: Value, timeZone: string): number | undefined {
  if (value === 'now' || value === 'today') return Date.now();
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,11}$/.test(value))) {
    const seconds = Number(value);
    return Math.abs(seconds) < latest ? seconds * 1000 : undefined;
  }
  const date = readDate(value);
  const moment = date === undefined ? Number.NaN : instantOf(date, timeZone);
  return Number.isNaN(moment) ? undefined : moment;
}

/** Writes a moment as `format` has it, with Ruby's flags `-`, `0`, `^` and widths passed over. */
export function formatted(moment: number, format: string, timeZone: string): string {
  const iso = isoWithOffset(moment, timeZone);
  const date = calendarDate(iso);
  const offset = /[+-]\d\d:\d\d$/.exec(iso)?.[0] ?? '+00:00';
  const part = (letter: string): string | undefined => {
    const token = tokens[letter];
    if (token !== undefined) return dateToken(token, date);
    switch (letter) {
      case 'e':
        return String(date.day).padStart(2, ' ');
      case 'k':
        return String(date.hour).padStart(2, ' ');
      case 'l':
        return String(date.hour % 12 || 12).padStart(2, ' ');
      case 'C':
        return String(Math.floor(date.year / 100));
      case 's':
        return String(Math.floor(moment / 1000));
      case 'L':
        return '000';
      case 'u':
        return dateToken('weekday', date)?.replace('0', '7');
      case 'w':
        return dateToken('weekday', date);
      case 'z':
        return offset.replace(':', '');
      case 'Z':
        return offset === '+00:00' ? 'UTC' : offset;
      case 'F':
        return iso.slice(0, 10);
      case 'T':
      case 'X':
        return iso.slice(11, 19);
      case 'R':
        return iso.slice(11, 16);
      case 'D':
      case 'x':
        return formatted(moment, '%m/%d/%y', timeZone);
      case 'c':
        return formatted(moment, '%a %b %e %T %Y', timeZone);
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case '%':
        return '%';
      default:
        return undefined;
    }
  };
  return format.replace(
    /%([-0^_#]*)(\d*)(:?)([a-zA-Z%])/g,
    (whole, flags: string, _, colon, letter) => {
      if (colon === ':' && letter === 'z') return offset;
      let text = part(letter as string);
      if (text === undefined) return whole as string;
      if (flags.includes('-')) text = text.replace(/^[0 ]+(?=\d)/, '');
      if (flags.includes('_')) text = text.replace(/^0(?=\d)/, ' ');
      return flags.includes('^') ? text.toUpperCase() : text;
    },
  );
}

const tokens: Readonly<Record<string, string>> = {
  ...{ Y: '2006', y: '06', m: '01', B: 'January', b: 'Jan', h: 'Jan', d: '02', j: '002' },
  ...{ H: '15', I: '03', M: '04', S: '05', p: 'PM', P: 'pm', A: 'Monday', a: 'Mon' },
};
