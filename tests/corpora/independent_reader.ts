/**
 * A second opinion on front matter: js-yaml, or `yaml` where js-yaml rejects the block, behind a
 * splitter of a few lines. Nothing of Broadsheet is used.
 */
import { CORE_SCHEMA, load } from 'js-yaml';
import { parseDocument } from 'yaml';

export interface SplitPost {
  /** Between the delimiters, if there are two. */
  block?: string;
  body: string;
}

/** Divides a post at the lines `---`; blank lines and a byte order mark may stand before them. */
export function splitPost(source: string): SplitPost {
  const text = source.replace(/^\ufeff/, '');
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (!/^---\s*$/.test(lines[first] ?? '')) return { body: text };
  const last = lines.findIndex((line, index) => index > first && /^(---|\.\.\.)\s*$/.test(line));
  if (last < 0) return { body: text };
  return {
    block: lines.slice(first + 1, last).join('\n'),
    body: lines
      .slice(last + 1)
      .join('\n')
      .replace(/^\ufeff/, ''),
  };
}

/** What the fields say, as text. */
export interface Metadata {
  title: string | undefined;
  date: string | undefined;
  categories: string[];
  tags: string[];
  /** The reader that accepted the block; `none` had errors and gave what it had. */
  reader: 'js-yaml' | 'yaml' | 'none';
}

/** Reads title, date, categories and tags of a front matter block. */
export function readMetadata(block: string): Metadata {
  const { fields, reader } = readFields(block);
  const byKey = new Map(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    title: text(byKey.get('title')),
    date: text(byKey.get('date')),
    categories: texts(byKey.get('categories')),
    tags: texts(byKey.get('tags')),
    reader,
  };
}

/** Reads all fields of a front matter block. */
export function readFields(block: string): { fields: object; reader: Metadata['reader'] } {
  if (block.trim() === '') return { fields: {}, reader: 'js-yaml' };
  try {
    return { fields: load(block, { schema: CORE_SCHEMA }) as object, reader: 'js-yaml' };
  } catch {
    const document = parseDocument(block, { schema: 'core', uniqueKeys: false });
    const fields = (document.toJS() as object | null) ?? {};
    return { fields, reader: document.errors.length === 0 ? 'yaml' : 'none' };
  }
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function texts(value: unknown): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.map(text).filter((item) => item !== undefined);
}

/** A point in time as a text says it. */
export interface Moment {
  /** Milliseconds since 1970; without an offset the time counts as UTC. */
  instant: number;
  /** In minutes; null when the text has none. */
  offset: number | null;
  hasTime: boolean;
}

/** Reads the dates of these newsletters; undefined for a text that is no date. */
export function readMoment(date: string): Moment | undefined {
  const match =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(Z|([+-])(\d\d):?(\d\d))?$/.exec(
      date.trim(),
    );
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone, sign, hours, minutes] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(midnight).getUTCDate() !== Number(day)) return undefined;
  const clock = (Number(hour ?? 0) * 60 + Number(minute ?? 0)) * 60 + Number(second ?? 0);
  const distance = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const offset = sign === '-' && distance > 0 ? -distance : distance;
  return {
    instant: midnight + (clock + Number(fraction ?? 0)) * 1000 - (zone ? offset * 60_000 : 0),
    offset: zone ? offset : null,
    hasTime: hour !== undefined,
  };
}
