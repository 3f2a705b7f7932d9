/*
 * When a post is due. Dates without an offset are meant in the site's time zone.
 */
import type { ManifestEntry } from 'broadsheet';
import { instantOf, offsetAt } from '../../prerender/instant.js';
import type { Publication } from '../generators/resolution.js';

export { instantOf };

/** What readers are to see besides what is published. */
export interface Shown {
  drafts: boolean;
  future: boolean;
  expired: boolean;
}

/** Whatever a site may publish, for those who look after it. */
export const everything: Shown = { drafts: true, future: true, expired: true };

/** What readers are to see, as it is told on the command line, else by the site. */
export function shownBy(
  options: { [name in keyof Shown]?: boolean },
  { defaults }: { defaults: { [name in keyof Shown]?: boolean } },
): Shown {
  const isShown = (name: keyof Shown): boolean => options[name] ?? defaults[name] ?? false;
  return { drafts: isShown('drafts'), future: isShown('future'), expired: isShown('expired') };
}

/**
 * Whether readers see a post.
 *
 * @param now in milliseconds
 */
export function isPublished(
  { data }: ManifestEntry,
  publication: Publication,
  { drafts, future, expired }: Shown,
  timeZone: string | undefined,
  now: number,
): boolean {
  return (
    publication.never === undefined &&
    (drafts || data.draft !== true) &&
    (future || !isToCome(publication, timeZone, now)) &&
    (expired || !isPast(publication, timeZone, now))
  );
}

/** Whether a post is due later than `now` (milliseconds). */
export function isToCome(
  { from }: Publication,
  timeZone: string | undefined,
  now: number,
): boolean {
  return from !== undefined && instantOf(from, timeZone) > now;
}

/** Whether a post has expired by `now` (milliseconds). */
export function isPast({ until }: Publication, timeZone: string | undefined, now: number): boolean {
  return until !== undefined && instantOf(until, timeZone) < now;
}

/** A date with its offset: that of the time zone where it is written without. */
export function withOffset(date: string, timeZone: string | undefined): string {
  return /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(date)
    ? date
    : isoWithOffset(instantOf(date, timeZone), timeZone);
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
