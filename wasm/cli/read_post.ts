import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BroadsheetError, type Diagnostic, type ManifestEntry, renderPost } from 'broadsheet';
import { systemCode, systemReason } from './failure.js';
import { followLinks } from './links.js';
import {
  isHiddenPath,
  isMarkdownName,
  isRepositoryPaper,
  isSectionPage,
  opensWithFrontMatter,
} from './post_names.js';

/** What one Markdown file turned out to be. */
export type Reading =
  | { kind: 'post'; entry: ManifestEntry; diagnostics: Diagnostic[] }
  /** Passed over on purpose. */
  | { kind: 'skipped'; reason: string }
  /** The system or the core refused it; `gone` when there is no such file (any more). */
  | { kind: 'failed'; reason: string; gone: boolean };

/** Reads and renders one file; `path` is relative to `root`. Never rejects. */
export async function readPost(root: string, path: string): Promise<Reading> {
  if (isSectionPage(path)) return { kind: 'skipped', reason: 'a section page, not a post' };
  let source: Uint8Array;
  try {
    source = await readFile(join(root, path));
  } catch (error) {
    const gone = systemCode(error) === 'ENOENT';
    return { kind: 'failed', reason: `cannot be read: ${systemReason(error)}`, gone };
  }
  if (source.length === 0) return { kind: 'skipped', reason: 'an empty file' };
  if (isRepositoryPaper(path) && !opensWithFrontMatter(source)) {
    return { kind: 'skipped', reason: 'about the repository (a post needs front matter here)' };
  }
  return rendered(path, source);
}

function rendered(path: string, source: Uint8Array): Reading {
  try {
    const { data, excerpt, words, minutes, diagnostics } = renderPost(source, { file: path });
    return { kind: 'post', entry: { path, data, excerpt, words, minutes }, diagnostics };
  } catch (error) {
    // Whatever is wrong with a post is a diagnostic; the core only throws when it cannot go on.
    if (!(error instanceof BroadsheetError)) throw error;
    return { kind: 'failed', reason: `cannot be rendered: ${error.message}`, gone: false };
  }
}

/** Identifies one state of a file; another stamp means that it must be read again. */
export type Stamp = string;

/**
 * The stamp of a file that may be a post, or undefined when there is none: it is gone, hidden, not
 * Markdown, or a link that is not followed.
 */
export async function stampOf(root: string, path: string): Promise<Stamp | undefined> {
  if (!isMarkdownName(path) || isHiddenPath(path)) return undefined;
  try {
    const found = await lstat(join(root, path));
    if (found.isSymbolicLink() && (await followLinks(root, path)).kind !== 'file') return undefined;
    if (!found.isFile() && !found.isSymbolicLink()) return undefined;
    return `${found.ino}:${found.size}:${found.mtimeMs}`;
  } catch {
    return undefined;
  }
}
