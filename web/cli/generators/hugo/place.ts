import { posix } from 'node:path';
import { mountOf } from './mounts.js';
import type { HugoRules } from './rules.js';

/** Where a file lies in the content of a site. */
export interface ContentPlace {
  /** Its path below the content, with its whole name. */
  path: string;
  language: string;
  /** The folders it lies in; a leaf bundle's own is not among them. */
  folders: string[];
  /** Its name without ending and language; of a leaf bundle its folder's. */
  baseName: string;
  isBundle: boolean;
  /** Whether its name or its mount says the language. */
  saysLanguage: boolean;
}

/** @param path relative to the site's folder */
export function placeOf(path: string, rules: HugoRules): ContentPlace | undefined {
  const mount = mountOf(path, rules.mounts);
  if (mount === undefined) return undefined;
  const inner = mount.source === '' ? path : path.slice(mount.source.length + 1);
  const whole = mount.target === '' ? inner : `${mount.target}/${inner}`;
  const folders = whole.split('/');
  const name = folders.pop() ?? '';
  const stem = name.slice(0, name.length - posix.extname(name).length);
  const suffix = /\.([^.]+)$/.exec(stem)?.[1]?.toLowerCase();
  const isTranslation = suffix !== undefined && Object.hasOwn(rules.languages, suffix);
  const base = isTranslation ? stem.slice(0, -suffix.length - 1) : stem;
  const isBundle = base === 'index' && folders.length > 0;
  const baseName = isBundle ? (folders.pop() ?? '') : base;
  const language = isTranslation ? suffix : (mount.language ?? rules.defaultLanguage);
  const saysLanguage = isTranslation || mount.language !== undefined;
  return { path: whole, language, folders, baseName, isBundle, saysLanguage };
}

/** The sections a page lies in: its first folder, and those below it that have a section page. */
export function sectionsOf({ folders, language }: ContentPlace, rules: HugoRules): string[] {
  const known = new Set(rules.sections);
  for (let depth = folders.length; depth > 1; depth -= 1) {
    const folder = folders.slice(0, depth);
    if (known.has(`${language}:${folder.join('/')}`)) return folder;
  }
  return folders.slice(0, 1);
}
