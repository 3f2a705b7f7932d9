import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, exitStatus, systemReason } from '../terminal/failure.js';
import { isBuiltArchive } from './built_archive.js';
import { followLinks } from './links.js';
import { isHiddenSegment, isMarkdownName, isMediaName } from './post_names.js';

/** A file or folder that is not shown, and why, in words for the owner. */
export interface Skipped {
  path: string;
  reason: string;
}

/** What {@link findMarkdown} found; paths relative to the folder, `/` between segments, sorted. */
export interface Found {
  files: string[];
  /** Pictures and other media. */
  media: string[];
  /** Passed over on purpose. */
  skipped: Skipped[];
  /** Folders that the system refused. */
  failed: Skipped[];
}

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
 */
export async function findMarkdown(root: string): Promise<Found> {
  const files: string[] = [];
  const media: string[] = [];
  const links: string[] = [];
  const skipped: Skipped[] = [];
  const failed: Skipped[] = [];
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const items = await listFolder(root, folder, failed);
    const hasManifest = items.some(({ name }) => name === 'manifest.json');
    if (hasManifest && (await isBuiltArchive(join(root, folder)))) {
      skipped.push({ path: folder || '.', reason: 'an archive made by broadsheet build' });
      continue;
    }
    for (const item of items) {
      if (isHiddenSegment(item.name)) continue;
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.isDirectory()) waiting.push(path);
      else if (item.isSymbolicLink()) links.push(path);
      else if (item.isFile() && isMarkdownName(item.name)) files.push(path);
      else if (item.isFile() && isMediaName(item.name)) media.push(path);
    }
  }
  const known = new Set(files);
  for (const path of links.sort(byPath)) {
    const verdict = await judgeLink(root, path, known);
    if (verdict === 'post') {
      files.push(path);
    } else if (verdict !== 'unrelated') {
      skipped.push(verdict);
    }
  }
  return {
    files: files.sort(byPath),
    media: media.sort(byPath),
    skipped: skipped.sort((one, other) => byPath(one.path, other.path)),
    failed: failed.sort((one, other) => byPath(one.path, other.path)),
  };
}

async function listFolder(root: string, folder: string, failed: Skipped[]): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder === '') {
      throw new Failure(`cannot read the folder ${root}: ${systemReason(error)}`, {
        status: exitStatus.unusable,
        cause: error,
      });
    }
    failed.push({ path: folder, reason: `cannot be read: ${systemReason(error)}` });
    return [];
  }
}

/** Decides about a link; the file it leads to joins `known`, so that a second link repeats it. */
async function judgeLink(
  root: string,
  path: string,
  known: Set<string>,
): Promise<'post' | 'unrelated' | Skipped> {
  const target = await followLinks(root, path);
  if (target.kind === 'folder') {
    return { path, reason: 'a link to a folder; linked folders are not entered' };
  }
  if (target.kind === 'refused' && (target.isFolder === true || isMarkdownName(path))) {
    return { path, reason: target.reason };
  }
  if (target.kind === 'refused' || !isMarkdownName(path)) return 'unrelated';
  if (known.has(target.inner)) {
    return { path, reason: `a link to ${target.inner}, which is read already` };
  }
  known.add(target.inner);
  return 'post';
}
