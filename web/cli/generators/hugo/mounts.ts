/*
 * `[[module.mounts]]`: which folders hold content, and which of their files are left out
 * (hugofs/glob/filename_filter.go).
 */
import { globExpression } from '../glob.js';
import { type Values, isMap, mapIn, wordIn, wordsIn } from '../values.js';
import { joined } from './slug.js';

/** Patterns of files, from the folder of a mount on. */
export interface FileFilter {
  include?: readonly string[];
  exclude?: readonly string[];
}

/** A folder whose files stand below the content. */
export interface Mount extends FileFilter {
  source: string;
  /** Below the content; empty for all of it. */
  target: string;
  language?: string;
}

/** Which folders hold content, the more particular first. */
export function mountsOf(values: Values, codes: readonly string[]): Mount[] {
  const languages = mapIn(values, 'languages');
  const mounts: Mount[] = [];
  for (const item of listedMounts(values)) {
    const target = joined(wordIn(item, 'target') ?? '');
    const inner = /^content(?:\/(.*))?$/.exec(target);
    const source = wordIn(item, 'source');
    if (inner === null || source === undefined) continue;
    const language = wordIn(item, 'lang') ?? codeIn(item);
    mounts.push({ ...mountAt(source, inner[1] ?? '', language), ...filterOf(item) });
  }
  if (mounts.length === 0) {
    const common = wordIn(values, 'contentdir') ?? 'content';
    for (const code of codes) {
      const own = wordIn(mapIn(languages, code), 'contentdir');
      if (own !== undefined) mounts.push(mountAt(own, '', code));
    }
    if (mounts.length < codes.length) mounts.push(mountAt(common, '', undefined));
  }
  return mounts.sort((one, other) => other.source.length - one.source.length);
}

/** The mounts of a configuration as they are written. */
export function listedMounts(values: Values): Values[] {
  const listed = mapIn(values, 'module').mounts;
  return Array.isArray(listed) ? listed.filter(isMap) : [];
}

export function filterOf(mount: Values): FileFilter {
  const [include, exclude] = [wordsIn(mount, 'includefiles'), wordsIn(mount, 'excludefiles')];
  return {
    ...(include.length > 0 ? { include } : {}),
    ...(exclude.length > 0 ? { exclude } : {}),
  };
}

/** The mount that a file of the site belongs to; of a folder (with `/` behind it) as well. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  return mounts.find((mount) => {
    const { source } = mount;
    return (
      (source === '' || path.startsWith(`${source}/`)) &&
      (path.endsWith('/') || admits(mount, source === '' ? path : path.slice(source.length + 1)))
    );
  });
}

/** Whether a filter lets a file in, and all folders on the way to it. */
export function admits(filter: FileFilter, path: string): boolean {
  if (filter.include === undefined && filter.exclude === undefined) return true;
  const names = path.split('/');
  return (
    names.every((_, at) => at === 0 || admitsFolder(filter, names.slice(0, at).join('/'))) &&
    matches(filter, path, [])
  );
}

/** As {@link admits}, of a folder: on the way to what is included it is. */
export function admitsFolder(filter: FileFilter, path: string): boolean {
  const above = (filter.include ?? []).flatMap((pattern) => {
    const names = rooted(pattern).split('/').slice(0, -1);
    return names.map((_, at) => names.slice(0, at + 1).join('/'));
  });
  return matches(filter, path, above);
}

/** What is included goes before what is excluded; where something is, nothing else is let in. */
function matches({ include, exclude }: FileFilter, path: string, more: readonly string[]): boolean {
  const isOneOf = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => globExpression(rooted(pattern)).test(rooted(path)));
  if (isOneOf([...(include ?? []), ...more])) return true;
  return !isOneOf(exclude ?? []) && include === undefined;
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** The language of a mount in newer configurations: `sites.matrix.languages`. */
function codeIn(mount: Values): string | undefined {
  const [code] = wordsIn(mapIn(mapIn(mount, 'sites'), 'matrix'), 'languages');
  return code;
}

function mountAt(source: string, target: string, language: string | undefined): Mount {
  const mount = { source: joined(source), target };
  return language === undefined ? mount : { ...mount, language: language.toLowerCase() };
}
