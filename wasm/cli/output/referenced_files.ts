import { posix } from 'node:path';
import type { Post } from 'broadsheet';
import { followLinks } from '../archive/links.js';
import { isHiddenPath, isMarkdownName } from '../archive/post_names.js';

/**
 * The paths that a post links to or shows, other than posts, whether there are such files or not:
 * relative to the root, `/` between segments, none hidden.
 */
export function referencedPaths(
  path: string,
  post: Pick<Post, 'data' | 'links' | 'images'>,
): string[] {
  const urls = [...post.links, ...post.images].map(({ url }) => url);
  if (post.data.cover !== undefined) urls.push(post.data.cover);
  const files = new Set<string>();
  for (const url of new Set(urls)) {
    const file = localPath(path, url);
    if (file !== undefined && !isMarkdownName(file) && !isHiddenPath(file)) files.add(file);
  }
  return [...files];
}

/** Those of the paths that are files below `root`; what leads outside is left out. */
export async function existingFiles(root: string, paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if ((await followLinks(root, path)).kind === 'file') files.push(path);
  }
  return files;
}

/**
 * Which file of the archive a URL in the post at `path` means; undefined when it names another host
 * or scheme, a place in the post itself, or something outside.
 */
export function localPath(path: string, url: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/#?]|$)/i.test(url)) return undefined;
  try {
    const file = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    const resolved = posix.normalize(posix.join(posix.dirname(path), file));
    const leaves = resolved === '..' || resolved.startsWith('../') || resolved.includes('\0');
    return leaves || resolved === '.' || resolved.endsWith('/') ? undefined : resolved;
  } catch {
    return undefined;
  }
}
