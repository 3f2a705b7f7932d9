import { join } from 'node:path';
import { Failure, exitStatus, systemReason } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { isBuiltArchive } from './built_archive.js';
import { isMediaName } from './file_types.js';
import { type Item, itemsOf } from './folder_items.js';
import { type Target, followLinks } from './links.js';
import { isHiddenSegment, isMarkdownName } from './post_names.js';

/** A file or folder that is not shown, and why, in words for the owner. */
export interface Skipped {
  path: string;
  reason: string;
}

/** What {@link findMarkdown} found; paths relative to the folder, `/` between segments, sorted. */
export interface Found {
  files: string[];
  /** Pictures, sounds and videos, also by links to them, with the file that each leads to. */
  media: Map<string, string>;
  /** Passed over on purpose. */
  skipped: Skipped[];
  /** Folders that the system refused. */
  failed: Skipped[];
}

/** So many bytes a path may have below the folder: the archive's copy of it lies deeper yet. */
export const mostPathBytes = 1000;

/** Orders by UTF-16 code units: the same on every machine, whatever its language. */
export function byPath(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Finds all Markdown files below `root` (a real path, without links).
 *
 * Linked folders are not entered: inside the root they only repeat what is read anyway, and may
 * lead in circles; outside it they would publish what the owner did not name. A linked file counts
 * when it leads to a file inside the root that is not read already.
 *
 * @param folders which of them are looked through, relative to the root; none lies in another
 */
export async function findMarkdown(
  root: string,
  folders: readonly string[] = [''],
): Promise<Found> {
  const files: string[] = [];
  const media = new Map<string, string>();
  const links: string[] = [];
  const skipped: Skipped[] = [];
  const failed: Skipped[] = [];
  const waiting = [...folders];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const items = listFolder(root, folder, failed);
    const hasManifest = items.some(({ name }) => name === 'manifest.json');
    if (hasManifest && (await isBuiltArchive(join(root, folder)))) {
      skipped.push({ path: folder || '.', reason: 'an archive made by broadsheet build' });
      continue;
    }
    for (const item of items) {
      if (isHiddenSegment(item.name)) continue;
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.bytes !== undefined) {
        if (concernsReaders(item)) skipped.push({ path, reason: 'its name is not UTF-8' });
      } else if (Buffer.byteLength(path) > mostPathBytes) {
        const bytes = mostPathBytes.toLocaleString('en');
        skipped.push({ path, reason: `its path is longer than ${bytes} bytes` });
      } else if (item.isFolder) waiting.push(path);
      else if (item.isLink) links.push(path);
      else if (item.isFile && isMarkdownName(item.name)) files.push(path);
      else if (item.isFile && isMediaName(item.name)) media.set(path, path);
    }
  }
  const known = new Set(files);
  for (const path of links.sort(byPath)) {
    const target = await followLinks(root, path);
    if (target.kind === 'file' && isMediaName(path) && media.has(target.inner)) {
      media.set(path, target.inner);
      continue;
    }
    const verdict = judgeLink(path, target, known);
    if (verdict === 'post') {
      files.push(path);
    } else if (verdict !== 'unrelated') {
      skipped.push(verdict);
    }
  }
  return {
    files: files.sort(byPath),
    media,
    skipped: skipped.sort((one, other) => byPath(one.path, other.path)),
    failed: failed.sort((one, other) => byPath(one.path, other.path)),
  };
}

function concernsReaders({ name, isFile, isFolder, isLink }: Item): boolean {
  return isFolder || ((isFile || isLink) && (isMarkdownName(name) || isMediaName(name)));
}

function listFolder(root: string, folder: string, failed: Skipped[]): Item[] {
  try {
    return itemsOf(join(root, folder));
  } catch (error) {
    if (folder === '') {
      throw new Failure(`cannot read the folder ${printable(root)}: ${systemReason(error)}`, {
        status: exitStatus.unusable,
        cause: error,
      });
    }
    failed.push({ path: folder, reason: `cannot be read: ${systemReason(error)}` });
    return [];
  }
}

/** Decides about a link; the file it leads to joins `known`, so that a second link repeats it. */
function judgeLink(
  path: string,
  target: Target,
  known: Set<string>,
): 'post' | 'unrelated' | Skipped {
  if (target.kind === 'folder') {
    return { path, reason: 'a link to a folder; linked folders are not entered' };
  }
  if (target.kind === 'refused' && (target.isFolder === true || isMarkdownName(path))) {
    return { path, reason: target.reason };
  }
  if (target.kind === 'refused' || !isMarkdownName(path)) return 'unrelated';
  // A link's name makes no post of a key or a table.
  if (!isMarkdownName(target.inner)) {
    return { path, reason: `a link to ${target.inner}, which is no Markdown file` };
  }
  if (known.has(target.inner)) {
    return { path, reason: `a link to ${target.inner}, which is read already` };
  }
  known.add(target.inner);
  return 'post';
}
