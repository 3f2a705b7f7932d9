/**
 * What the front matter that an independent reader has read should come to in Broadsheet's data: its
 * rules, written again from their description and with none of its code.
 */
import type { PostData } from 'broadsheet';
import { readMoment } from './independent_reader.ts';

/** A member whose value is another one than the independent reader's says. */
export interface ValueDifference {
  key: string;
  reader: unknown;
  ours: unknown;
}

const NAMES: Record<string, string> = {
  last_modified_at: 'lastmod',
  language: 'lang',
  author: 'authors',
  category: 'categories',
  tag: 'tags',
  alias: 'aliases',
  authorlink: 'authorLink',
  author_link: 'authorLink',
  'author-link': 'authorLink',
  authorurl: 'authorLink',
  author_url: 'authorLink',
};
const TEXTS = ['title', 'description', 'cover', 'slug', 'lang', 'authorLink'];
const LISTS = ['authors', 'categories', 'tags', 'aliases'];
const DATES = ['date', 'lastmod'];

/** Members that are found elsewhere when the front matter has none of them. */
const DERIVED = ['title', 'date', 'slug', 'issue'];

/** Holds all members of `data` against the fields, in both directions. */
export function differencesOfValues(fields: object, data: PostData): ValueDifference[] {
  const expected = expectedMembers(fields);
  const differences: ValueDifference[] = [];
  for (const key of new Set([...expected.keys(), ...Object.keys(data)])) {
    const reader = expected.get(key);
    const ours = data[key];
    const derived = reader === undefined && DERIVED.includes(key);
    const nothing = Array.isArray(ours) && ours.length === 0 && reader === undefined;
    if (derived || nothing) continue;
    const same = DATES.includes(key)
      ? isSameMoment(reader, ours)
      : JSON.stringify(sorted(reader)) === JSON.stringify(sorted(ours));
    if (!same) differences.push({ key, reader, ours });
  }
  return differences;
}

function expectedMembers(fields: object): Map<string, unknown> {
  const members = new Map<string, unknown>();
  for (const [written, value] of Object.entries(fields)) {
    const lower = written.trim().toLowerCase();
    const name = NAMES[lower] ?? lower;
    if (TEXTS.includes(name) || DATES.includes(name)) {
      const text = value === null || value === undefined ? '' : String(value).trim();
      if (text === '') members.delete(name);
      else members.set(name, text);
    } else if (LISTS.includes(name)) {
      const items = (Array.isArray(value) ? value : [value])
        .filter((item) => item !== null && item !== undefined)
        .flatMap((item) => (name === 'authors' ? String(item).split('、') : [String(item)]))
        .map((item) => item.trim())
        .filter((item) => item !== '');
      if (items.length > 0) members.set(name, [...new Set(items)]);
    } else if (name === 'draft' || name === 'published') {
      if (value !== null) members.set('draft', name === 'draft' ? value : !value);
    } else if (name === 'weight') {
      if (value !== null) members.set('weight', value);
    } else {
      members.set(written, value);
    }
  }
  return members;
}

function isSameMoment(reader: unknown, ours: unknown): boolean {
  if (typeof reader !== 'string' || typeof ours !== 'string') return reader === ours;
  return JSON.stringify(readMoment(reader)) === JSON.stringify(readMoment(ours));
}

/** With the members of objects in one order, which JSON does not give a meaning to. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
