/*
 * The parts of a date that Hugo's permalinks name: tokens, and layouts of Go's `time.Format` made of
 * letters and digits.
 */

/** A date as it was written, without regard to its offset. */
export interface CalendarDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** What Hugo takes for the date of a page without one. */
export const noDate: CalendarDate = { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
];
const weekdays = [
  ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
];

/** Reads a date in the core's form. */
export function calendarDate(date: string | undefined): CalendarDate {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?/.exec(date ?? '');
  if (found === null) return noDate;
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { year, month, day, hour, minute, second };
}

/** The value of a token such as `year` or `2006`; undefined for words that mean no date. */
export function dateToken(token: string, date: CalendarDate): string | undefined {
  switch (token) {
    case 'year':
      return String(date.year);
    case 'month':
      return padded(date.month);
    case 'monthname':
      return monthName(date);
    case 'day':
      return padded(date.day);
    case 'weekday':
      return String(weekdayOf(date));
    case 'weekdayname':
      return weekdayName(date);
    case 'yearday':
      return String(yearDay(date));
    default:
      return layoutToken(token, date);
  }
}

const layout = /January|Jan|Monday|Mon|2006|002|01|02|03|04|05|06|15|PM|pm|_2|1|2|3|4|5/g;

function layoutToken(token: string, date: CalendarDate): string | undefined {
  let hasParts = false;
  const text = token.replace(layout, (part) => {
    hasParts = true;
    return layoutPart(part, date);
  });
  return hasParts ? text : undefined;
}

function layoutPart(part: string, date: CalendarDate): string {
  const hour12 = date.hour % 12 || 12;
  switch (part) {
    case 'January':
      return monthName(date);
    case 'Jan':
      return monthName(date).slice(0, 3);
    case 'Monday':
      return weekdayName(date);
    case 'Mon':
      return weekdayName(date).slice(0, 3);
    case '2006':
      return String(date.year).padStart(4, '0');
    case '06':
      return padded(date.year % 100);
    case '002':
      return String(yearDay(date)).padStart(3, '0');
    case '01':
      return padded(date.month);
    case '1':
      return String(date.month);
    case '02':
      return padded(date.day);
    case '_2':
      return String(date.day).padStart(2, ' ');
    case '2':
      return String(date.day);
    case '15':
      return padded(date.hour);
    case '03':
      return padded(hour12);
    case '3':
      return String(hour12);
    case '04':
      return padded(date.minute);
    case '4':
      return String(date.minute);
    case '05':
      return padded(date.second);
    case '5':
      return String(date.second);
    case 'PM':
      return date.hour < 12 ? 'AM' : 'PM';
    default:
      return date.hour < 12 ? 'am' : 'pm';
  }
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

function monthName({ month }: CalendarDate): string {
  return months[month - 1] ?? '';
}

function weekdayName(date: CalendarDate): string {
  return weekdays[weekdayOf(date)] ?? '';
}

function weekdayOf(date: CalendarDate): number {
  return dayOf(date).getUTCDay();
}

function yearDay(date: CalendarDate): number {
  const first = dayOf({ ...date, month: 1, day: 1 });
  return (dayOf(date).getTime() - first.getTime()) / 86_400_000 + 1;
}

function dayOf({ year, month, day }: CalendarDate): Date {
  // Date.UTC takes the years 0 to 99 for those of the 20th century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
