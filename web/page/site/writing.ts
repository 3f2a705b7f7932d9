import type { ManifestEntry } from 'broadsheet';
import type { Strings } from './strings/en.js';

/** So much of a text tells its language. */
const sampleLength = 2000;

const guesses = new WeakMap<ManifestEntry, string>();

let guess: ((text: string) => string) | undefined;

/** Sets what guesses; see `guesses.ts`. */
export function guessWith(guesser: (text: string) => string): void {
  guess = guesser;
}

/**
 * The language tag of an issue for fonts, line breaking and screen readers: as its front matter
 * says, else guessed by its script, from its text where that is at hand. `und` (undetermined) where
 * only the author could know.
 */
export function languageOf(entry: ManifestEntry, text?: string): string {
  if (entry.data.lang) return entry.data.lang.replaceAll('_', '-');
  if (text) return guessed(text);
  let known = guesses.get(entry);
  if (known === undefined) {
    known = guessed(`${entry.data.title ?? ''} ${entry.excerpt}`);
    guesses.set(entry, known);
  }
  return known;
}

function guessed(text: string): string {
  return guess?.(text.slice(0, sampleLength)) ?? 'und';
}

/** Whether the language of one of these is still to be guessed. */
export function needGuesses(posts: readonly ManifestEntry[]): boolean {
  return posts.some((entry) => !entry.data.lang && !guesses.has(entry));
}

/** Takes over what was guessed where the text was at hand. */
export function knowLanguage(entry: ManifestEntry, guess: string): void {
  guesses.set(entry, guess);
}

/** How much of a date is shown; `short` has all of it, for a narrow column. */
export type DateForm = 'full' | 'short' | 'within-year';

const formats = new Map<string, Intl.DateTimeFormat>();
/** Each day of an archive stands on many pages, and formatting takes long. */
const written = new Map<string, string>();

/**
 * A date in words, on the day that its author wrote, wherever the reader is: the offset tells when,
 * but a letter of the 12th stays a letter of the 12th.
 */
export function dateInWords(
  date: string,
  { locale }: Pick<Strings, 'locale'>,
  form: DateForm = 'full',
): string {
  const key = `${locale} ${form}`;
  const daily = `${key} ${date.slice(0, 10)}`;
  let words = written.get(daily);
  if (words === undefined) {
    words = dayInWords(date, key, locale, form) ?? date;
    if (words !== date) written.set(daily, words);
  }
  return words;
}

function dayInWords(date: string, key: string, locale: string, form: DateForm): string | undefined {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, {
      ...(form === 'within-year' ? {} : { year: 'numeric' }),
      month: form === 'full' ? 'long' : 'short',
      day: 'numeric',
      timeZone: 'UTC',
    });
    formats.set(key, format);
  }
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  return Number.isNaN(instant.getTime()) ? undefined : format.format(instant);
}

const numbers = new Map<string, Map<number, string>>();

/** A count as the interface's language writes it: lists have the same ones over and over. */
export function numberInWords(count: number, { locale }: Pick<Strings, 'locale'>): string {
  let known = numbers.get(locale);
  if (known === undefined) {
    known = new Map();
    numbers.set(locale, known);
  }
  let words = known.get(count);
  if (words === undefined) {
    words = count.toLocaleString(locale);
    known.set(count, words);
  }
  return words;
}

/** By the interface's locale: to make one takes as long as a page of a list. */
const languageNames = new Map<string, Intl.DisplayNames>();

/** The name of a language in the interface's language: `zh` is "Chinese". */
export function languageName(tag: string, { locale }: Pick<Strings, 'locale'>): string {
  let names = languageNames.get(locale);
  if (names === undefined) {
    names = new Intl.DisplayNames(locale, { type: 'language' });
    languageNames.set(locale, names);
  }
  try {
    return names.of(tag.replaceAll('_', '-')) ?? tag;
  } catch {
    // Not a language tag; the author's word stands.
    return tag;
  }
}
