import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BroadsheetError,
  type Diagnostic,
  type ManifestEntry,
  type PostData,
  type PreparedPost,
  preparePost,
} from 'broadsheet';
import { languageOfPath } from '../site/language.js';
import type { Site } from '../site/site.js';
import { systemCode, systemReason } from '../terminal/failure.js';
import { followLinks } from './links.js';
import {
  isHiddenPath,
  isMarkdownName,
  isRepositoryPaper,
  isSectionPage,
  opensWithFrontMatter,
} from './post_names.js';

/** What is kept of a post. */
export interface PostReading {
  kind: 'post';
  entry: ManifestEntry;
  diagnostics: Diagnostic[];
}

/** What one Markdown file turned out to be. */
export type Reading =
  | PostReading
  /** Passed over on purpose. */
  | { kind: 'skipped'; reason: string }
  /** The system or the core refused it; `gone` when there is no such file (any more). */
  | { kind: 'failed'; reason: string; gone: boolean };

/** A post with all that was read and rendered of it: large, and not to be kept. */
export interface WholePost {
  /** Relative to the archive's folder. */
  path: string;
  /** The file's bytes. */
  source: Uint8Array;
  /** As rendered without a `base`. */
  post: PreparedPost['post'];
  /** What a search index takes of it. */
  prepared: Uint8Array;
}

/** A reading, and of a post the whole of it. */
export interface Read {
  reading: Reading;
  whole?: WholePost;
}

/**
 * Reads and renders one file; `path` is relative to the site's root. Never throws. Blocks: Node's
 * promises take several times the processor time for small files, of which an archive has thousands.
 *
 * @param files all Markdown files of the site: some are posts or not by what lies beside them
 */
export function readPost(site: Site, path: string, files: ReadonlySet<string>): Read {
  const reason = passedOver(site, path, files);
  return reason === undefined ? readFile(site, path) : skipped(reason);
}

/** What reading a file takes of a site. */
export type ReadingSite = Pick<Site, 'root' | 'kind' | 'languages' | 'draftFolder'>;

/** As {@link readPost}, of a file that is not passed over. */
export function readFile(site: ReadingSite, path: string): Read {
  let source: Uint8Array;
  try {
    source = readFileSync(join(site.root, path));
  } catch (error) {
    const gone = systemCode(error) === 'ENOENT';
    return { reading: { kind: 'failed', reason: `cannot be read: ${systemReason(error)}`, gone } };
  }
  if (source.length === 0) return skipped('an empty file');
  if (isRepositoryPaper(path) && !opensWithFrontMatter(source)) {
    return skipped('about the repository (a post needs front matter here)');
  }
  return rendered(site, path, source);
}

/** Why a file is no post, whatever is in it. */
export function passedOver(
  site: Site,
  path: string,
  files: ReadonlySet<string>,
): string | undefined {
  return isSectionPage(path) ? 'a section page, not a post' : site.passOver(path, files);
}

export function skipped(reason: string): Read {
  return { reading: { kind: 'skipped', reason } };
}

function rendered(site: ReadingSite, path: string, source: Uint8Array): Read {
  try {
    const { post, prepared } = preparePost(path, source);
    completeFromPlace(site, path, post.data);
    const { data, excerpt, words, minutes, diagnostics } = post;
    const entry = { path, data, excerpt, words, minutes };
    return {
      reading: { kind: 'post', entry, diagnostics },
      whole: { path, source, post, prepared },
    };
  } catch (error) {
    // Whatever is wrong with a post is a diagnostic; the core only throws when it cannot go on.
    if (!(error instanceof BroadsheetError)) throw error;
    const reason = `cannot be rendered: ${error.message}`;
    return { reading: { kind: 'failed', reason, gone: false } };
  }
}

/** Adds what the place of a file says about a post: its language, that it is a draft. */
function completeFromPlace(site: ReadingSite, path: string, data: PostData): void {
  const language = data.lang === undefined ? languageOfPath(path, site) : undefined;
  if (language !== undefined) data.lang = language;
  const folders = path.split('/').slice(0, -1);
  if (site.draftFolder !== undefined && folders.includes(site.draftFolder)) data.draft = true;
}

/** Identifies one state of a file; another stamp means that it must be read again. */
export type Stamp = string;

/**
 * The stamp of a file that may be a post, or undefined when there is none: it is gone, hidden, not
 * Markdown, or a link that is not followed.
 *
 * @param lasting whether it will be compared with the stamp that a later process takes. One of a file
 *   that was written this moment is then like no other: it could be written again within one tick
 *   of its file system's clock (what git calls racily clean).
 */
export async function stampOf(
  root: string,
  path: string,
  lasting: boolean,
): Promise<Stamp | undefined> {
  if (!isMarkdownName(path) || isHiddenPath(path)) return undefined;
  try {
    const found = lstatSync(join(root, path));
    if (found.isSymbolicLink() && (await followLinks(root, path)).kind !== 'file') return undefined;
    if (!found.isFile() && !found.isSymbolicLink()) return undefined;
    const stamp = `${found.ino}:${found.size}:${found.mtimeMs}`;
    const now = Date.now();
    return lasting && now - found.mtimeMs <= tickOf(found.mtimeMs) ? `${stamp}:${now}` : stamp;
  } catch {
    return undefined;
  }
}

/** So long, in milliseconds, the clock of a file system may stand still that says this time. */
function tickOf(time: number): number {
  // The coarsest, FAT's, has whole seconds, every other one of them.
  return time % 1000 === 0 ? 2000 : 20;
}
