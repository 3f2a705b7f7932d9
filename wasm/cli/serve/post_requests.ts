import { sep } from 'node:path';
import { followLinks } from '../archive/links.js';
import { isHiddenSegment } from '../archive/post_names.js';

/** The file a request is for, or why there is none. */
export type Request = { path: string; inner: string } | { problem: string };

/**
 * Turns the part of a URL's path behind `/posts/` into a file below `root`.
 *
 * Each segment is decoded once and on its own, so that no encoded slash, dot or zero byte becomes
 * part of a path, and the links on the way are followed before the file is believed to be inside.
 */
export async function requestedFile(root: string, encodedPath: string): Promise<Request> {
  const segments: string[] = [];
  for (const encoded of encodedPath.split('/')) {
    const segment = decoded(encoded);
    if (segment === undefined) return { problem: 'the address is not well encoded' };
    if (!isPlainSegment(segment)) return { problem: 'only files of the archive are served' };
    segments.push(segment);
  }
  const path = segments.join('/');
  const target = await followLinks(root, path);
  if (target.kind === 'file') return { path, inner: target.inner };
  return { problem: target.kind === 'folder' ? 'it is a folder' : 'there is no such file' };
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function isPlainSegment(segment: string): boolean {
  if (segment === '' || isHiddenSegment(segment)) return false;
  return !segment.includes('/') && !segment.includes('\0') && !segment.includes(sep);
}
