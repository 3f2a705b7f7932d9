import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { followLinks } from './links.js';
import { withheldByName } from './publishable.js';
import { type Skipped, byPath } from './scan.js';

/** What a post says about the files beside it. */
export interface ReferringPost {
  path: string;
  /** As `references.ts` has them. */
  references: readonly string[];
  /** Whether readers see it: no draft, none with a date to come, as far as these are left out. */
  isListed: boolean;
}

/** A file that is published. */
export interface PublishedFile {
  /** Relative to the archive's folder, as posts call it. */
  path: string;
  /** Where it is when links are followed, relative to the same folder. */
  inner: string;
}

/** What {@link PublishedFiles.all} tells. */
export interface PublishedAndWithheld {
  files: PublishedFile[];
  /** What is there and not published: what posts refer to that readers see, then all else. */
  withheld: Skipped[];
}

const onlyHidden = 'only drafts or posts to come refer to it';

/**
 * The files beside the posts of a folder that are published with them: those that listed posts refer
 * to, and the pictures, sounds and videos that lie there, unless they belong to posts that readers do
 * not see. All by the rule of publishable.ts.
 */
export class PublishedFiles {
  readonly #root: string;
  /** Where each of them leads. */
  readonly #media: ReadonlyMap<string, string>;
  readonly #exclude: readonly string[];
  readonly #listed = new Set<string>();
  readonly #hidden = new Set<string>();
  /** Whether readers see any post that lies in the folder itself. */
  readonly #folders = new Map<string, boolean>();
  /** Whether they see the post of this name, which may have a folder of the same for its files. */
  readonly #stems = new Map<string, boolean>();
  #all: Promise<PublishedAndWithheld> | undefined;

  readonly #isElsewhere: (path: string) => boolean;

  /**
   * @param root the folder, a real path
   * @param media the pictures, sounds and videos of the folder, with the file that each leads to
   * @param exclude paths that the owner has left out, relative to the folder
   * @param isElsewhere whether a file is published at an address of its own
   */
  constructor(
    root: string,
    media: ReadonlyMap<string, string>,
    posts: Iterable<ReferringPost>,
    exclude: readonly string[],
    isElsewhere: (path: string) => boolean = () => false,
  ) {
    this.#root = root;
    this.#isElsewhere = isElsewhere;
    this.#media = media;
    this.#exclude = exclude.map((path) => path.replace(/^\.\//, '').replace(/\/+$/, ''));
    for (const { path, references, isListed } of posts) {
      const known = isListed ? this.#listed : this.#hidden;
      for (const reference of references) known.add(reference);
      note(this.#folders, folderOf(path), isListed);
      const stem = path.replace(/\.[^./]+$/, '');
      note(this.#stems, stem, isListed);
      note(this.#stems, stem.replace(/\.[^./]+$/, ''), isListed);
    }
  }

  /** Notes that a post refers to a file otherwise than by the way from its own. */
  refer(path: string, isListed: boolean): void {
    (isListed ? this.#listed : this.#hidden).add(path);
  }

  /** The file that is published at `path`; undefined when none is. */
  async find(path: string): Promise<PublishedFile | undefined> {
    const isHere = !this.#isElsewhere(path) && this.#reason(path) === undefined;
    const found = isHere ? await followed(this.#root, path) : undefined;
    return found !== undefined && 'inner' in found ? found : undefined;
  }

  /** All of them; looked up once. */
  all(): Promise<PublishedAndWithheld> {
    this.#all ??= this.#lookUpAll();
    return this.#all;
  }

  async #lookUpAll(): Promise<PublishedAndWithheld> {
    const files: PublishedFile[] = [];
    const withheld: Skipped[] = [];
    const others: Skipped[] = [];
    const candidates = new Set([...this.#listed, ...this.#hidden, ...this.#media.keys()]);
    for (const path of [...candidates].sort(byPath)) {
      if (this.#isElsewhere(path)) continue;
      const found = await followed(this.#root, path);
      if (found === undefined) continue;
      const reason = this.#reason(path) ?? ('reason' in found ? found.reason : undefined);
      if (reason !== undefined) (this.#listed.has(path) ? withheld : others).push({ path, reason });
      else if ('inner' in found) files.push(found);
    }
    return { files, withheld: [...withheld, ...others] };
  }

  /** Why a file is not published, as far as names and posts tell. */
  #reason(path: string): string | undefined {
    if (this.#listed.has(path)) return withheldByName(path);
    const inner = this.#media.get(path);
    if (this.#hidden.has(path) || (inner !== undefined && this.#isOnlyHidden(inner))) {
      return onlyHidden;
    }
    if (inner === undefined) return 'no post refers to it';
    for (const name of new Set([path, inner])) {
      const reason =
        withheldByName(name) ??
        (this.#isExcluded(name) ? 'excluded by the configuration' : undefined) ??
        (this.#isOfHidden(name) ? 'it lies with drafts or posts to come' : undefined);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  #isOnlyHidden(path: string): boolean {
    return this.#hidden.has(path) && !this.#listed.has(path);
  }

  #isExcluded(path: string): boolean {
    return this.#exclude.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  }

  /** Whether a file that no post refers to goes with posts that readers do not see. */
  #isOfHidden(path: string): boolean {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
      // A folder for one post's files: `letter/`, or what editors make, `letter.assets/`.
      const isSeen =
        this.#folders.get(folder) ?? this.#stems.get(folder.replace(/(?:\.assets|_files)$/i, ''));
      if (isSeen !== undefined) return !isSeen;
    }
    return false;
  }
}

/**
 * Why a file that a post refers to is not published, by its name and by what it is; undefined when it
 * may be, or when there is no such file.
 *
 * @param root the folder of the posts, a real path
 */
export async function whyWithheld(root: string, path: string): Promise<string | undefined> {
  const found = await followed(root, path);
  if (found === undefined) return undefined;
  return withheldByName(path) ?? ('reason' in found ? found.reason : undefined);
}

/** Undefined when there is no such file. */
async function followed(
  root: string,
  path: string,
): Promise<PublishedFile | { reason: string } | undefined> {
  const target = await followLinks(root, path);
  if (target.kind === 'folder') return undefined;
  if (target.kind === 'refused') {
    const isNone = target.isMissing === true || target.isFolder === true;
    return isNone ? undefined : { reason: target.reason };
  }
  const { inner } = target;
  const reason = withheldByName(inner);
  if (reason !== undefined) return { reason: `it leads to ${inner}: ${reason}` };
  try {
    await access(join(root, inner), constants.R_OK);
  } catch {
    return { reason: 'no permission to read it' };
  }
  return { path, inner };
}

/** The folder of a path; empty for the archive's own. */
function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

function note(known: Map<string, boolean>, name: string, isListed: boolean): void {
  known.set(name, isListed || known.get(name) === true);
}
