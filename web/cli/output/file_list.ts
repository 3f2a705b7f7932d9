/*
 * The list that an archive publishes of its files, with a hash of each. By it the next build, on
 * whatever machine, tells the archive's files from others that lie among them. Whoever wrote it is
 * not known: it is checked as any input is, and can only say of files in the same folder, by their
 * content, that they may be replaced or removed there.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../archive/digest.js';
import { wellKnown } from '../archive/publishable.js';
import { readRegularFile } from '../archive/regular_file.js';

/** The list's file in an archive. */
export const listName = 'files.json';

/** A list as it was found. */
export interface FileList {
  /** Hashes by path; {@link listName} is not among them. */
  files: ReadonlyMap<string, string>;
  /** Files that lead from addresses of former builds, each with the path of its post. */
  moved: Readonly<Record<string, string>>;
  /** Of the list's own bytes. */
  digest: string;
}

const format = 'broadsheet-files';
const version = 1;

/** A list of two million files is smaller. */
const mostBytes = 1 << 28;

/**
 * The bytes of a list.
 *
 * @param moved as {@link FileList} has them
 */
export function listOf(
  files: ReadonlyMap<string, string>,
  moved: Readonly<Record<string, string>> = {},
): string {
  // By UTF-16 code units, as always here; it is what sort() does by itself, and soonest.
  const sorted = Object.create(null) as Record<string, string>;
  for (const path of [...files.keys()].sort()) sorted[path] = files.get(path) ?? '';
  const more = Object.keys(moved).length === 0 ? {} : { moved };
  return `${JSON.stringify({ format, version, files: sorted, ...more })}\n`;
}

/** The list of an archive; undefined where there is none, or one that cannot be used. */
export function readList(archive: string): FileList | undefined {
  try {
    const file = join(archive, listName);
    if (!lstatSync(file).isFile()) return undefined;
    const bytes = readRegularFile(file, mostBytes);
    const list: unknown = JSON.parse(bytes.toString('utf8'));
    const files = filesIn(list);
    return files && { files, moved: movedIn(list), digest: digest(bytes) };
  } catch {
    return undefined;
  }
}

function filesIn(list: unknown): Map<string, string> | undefined {
  const { format: named, version: numbered, files } = (list ?? {}) as Record<string, unknown>;
  if (named !== format || numbered !== version || typeof files !== 'object') return undefined;
  const entries = Object.entries(files ?? {});
  const isSound = entries.every(
    ([path, hash]) => isPathInside(path) && path !== listName && /^[\w-]{22}$/.test(String(hash)),
  );
  if (!isSound) return undefined;
  // What no build writes is nobody's to give away: a forged list would have `.git` removed.
  return new Map((entries as [string, string][]).filter(([path]) => mayBeOurs(path)));
}

function movedIn(list: unknown): Record<string, string> {
  const { moved } = (list ?? {}) as { moved?: unknown };
  const entries = typeof moved === 'object' ? Object.entries(moved ?? {}) : [];
  return Object.fromEntries(
    entries.filter(([file, path]) => {
      return isPathInside(file) && /\.html?$/.test(file) && typeof path === 'string';
    }),
  );
}

/** Whether a build may have written a file of this path: nothing hidden but what hosts ask for. */
function mayBeOurs(path: string): boolean {
  if (path === '.nojekyll') return true;
  return path.split('/').every((segment) => !segment.startsWith('.') || segment === wellKnown);
}

/**
 * Whether a path leads to a file below the folder it is relative to, on every system: no segment
 * that leads up or nowhere, and on Windows none with a separator, a drive or a stream.
 */
export function isPathInside(path: string): boolean {
  return path.length <= 4096 && path.split('/').every(isSegment);
}

function isSegment(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..' || segment.includes('\0')) return false;
  return process.platform !== 'win32' || !/[\\:<>"|?*]/.test(segment);
}
