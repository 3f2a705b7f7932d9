import { globExpression } from '../glob.js';
import type { JekyllRules } from './rules.js';

/** A file that Jekyll makes a document of a collection of. */
export interface JekyllDocument {
  collection: string;
  isDraft: boolean;
  /** Relative to the folder of collections. */
  path: string;
  /** Of posts: the folders above `_posts`, which Jekyll takes for categories. */
  folders: string[];
  /** Of posts: what the file's name says. */
  date?: string;
  /** The file's name without ending, and of posts without date. */
  slug: string;
  /** The file's name without ending. */
  stem: string;
}

/** Why a page is no document. */
export const pageOfSite = 'a page of the site, not a post';

const dated = /^(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)\.[^.]+$/;

/**
 * Which document a file is, or in words why it is none.
 *
 * @param path relative to the site's folder
 */
export function documentOf(path: string, rules: JekyllRules): JekyllDocument | string {
  const base = rules.collectionsDir === '' ? '' : `${rules.collectionsDir}/`;
  const segments = path.split('/');
  const collection = path.startsWith(base)
    ? collectionAt(path.slice(base.length), rules)
    : undefined;
  if (collection !== undefined) {
    const [, ...inner] = path.slice(base.length).split('/');
    const refused = refusal(inner.join('/'), path, rules);
    if (refused !== undefined) return refused;
    if (rules.collections[collection]?.hasPages !== true) {
      return `the collection ${collection} has no pages (output: false)`;
    }
    const stem = stemOf(inner.at(-1) ?? '');
    return {
      ...{ collection, isDraft: false, path: path.slice(base.length), folders: [] },
      ...{ stem, slug: stem },
    };
  }
  const at = segments.findIndex((segment) => segment === '_posts' || segment === '_drafts');
  if (at < 0 || at === segments.length - 1) return pageOfSite;
  const folders = segments.slice(0, at);
  for (let depth = 1; depth <= folders.length; depth += 1) {
    const folder = folders.slice(0, depth).join('/');
    const refused = refusal(folders[depth - 1] ?? '', folder, rules);
    if (refused !== undefined) return refused;
  }
  if (!path.startsWith(base)) return `posts of the site lie in ${rules.collectionsDir}`;
  const refused = refusal(segments.slice(at + 1).join('/'), path, rules);
  if (refused !== undefined) return refused;
  const name = segments.at(-1) ?? '';
  const isDraft = segments[at] === '_drafts';
  const found = dated.exec(name);
  if (!isDraft && found === null) return 'its name has no date, which posts of Jekyll need';
  const relative = path.slice(base.length);
  const [, date, slug] = found ?? [];
  return {
    ...{ collection: 'posts', isDraft, path: relative, stem: stemOf(name) },
    folders: relative.split('/').slice(0, relative.split('/').indexOf(segments[at] ?? '')),
    slug: (slug ?? stemOf(name)).replace(/\.+$/, ''),
    ...(date === undefined ? {} : { date }),
  };
}

function collectionAt(path: string, { collections }: JekyllRules): string | undefined {
  const [folder = ''] = path.split('/');
  const label = folder.startsWith('_') ? folder.slice(1) : undefined;
  return label !== undefined && label !== 'posts' && Object.hasOwn(collections, label)
    ? label
    : undefined;
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

/** Why Jekyll's filter passes an entry over (`EntryFilter`). */
function refusal(
  entry: string,
  path: string,
  { include, exclude }: JekyllRules,
): string | undefined {
  const name = entry.slice(entry.lastIndexOf('/') + 1);
  const isIncluded = include.some((pattern) => isMatch(pattern, path) || isMatch(pattern, name));
  const left = exclude.filter((pattern) => !include.includes(pattern));
  if (left.some((pattern) => isMatch(pattern, path)) && !isIncluded) {
    return 'excluded by the configuration of the site';
  }
  const isSpecial = /^[._#~]/.test(entry) || /^[._#~]/.test(name) || entry.endsWith('~');
  return isSpecial && !isIncluded ? 'Jekyll passes names over that begin so' : undefined;
}

/**
 * Why Jekyll passes a file or folder of the site over that is no document.
 *
 * @param path relative to the site's folder
 */
export function passedOverAsFile(path: string, rules: JekyllRules): string | undefined {
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const folder = segments.slice(0, depth).join('/');
    const refused = refusal(segments[depth - 1] ?? '', folder, rules);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** Whether the site's `include` names a file itself: it is then published, of whatever type. */
export function isNamedFile(path: string, { include }: JekyllRules): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (path.startsWith('.well-known/')) return true;
  return include.some((pattern) => {
    const clean = pattern.replace(/^\//, '');
    return clean === path || clean === name;
  });
}

function isMatch(pattern: string, path: string): boolean {
  const clean = pattern.replace(/^\//, '');
  if (clean === '') return false;
  return path.startsWith(clean) || `${path}/` === clean || fnmatch(clean, path);
}

/** As Ruby's `File.fnmatch` without flags: `*` goes across folders. */
function fnmatch(pattern: string, path: string): boolean {
  return /[*?[]/.test(pattern) && globExpression(pattern.replace(/\*+/g, '**')).test(path);
}
