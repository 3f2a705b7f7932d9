import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { exists } from '../archive/tree.js';
import { keyOf } from '../state/state_folder.js';
import { systemCode } from '../terminal/failure.js';

/** What all hidden folders beside an archive begin with. */
function prefixOf(target: string): string {
  return `.broadsheet-${keyOf(target).slice(0, 6)}-`;
}

/** A name that nobody can have foreseen. */
export function newWorkName(target: string): string {
  return `${prefixOf(target)}${randomBytes(9).toString('base64url')}`;
}

/** Names beside an archive as builds give them, today's or those of version 0.1. */
export function namesLikeOurs(parent: string, target: string, name: string): string[] {
  const earlier = `.${name}.broadsheet-`;
  return readdirSync(parent).filter(
    (found) => found.startsWith(prefixOf(target)) || found.startsWith(earlier),
  );
}

/** The hidden folder beside an archive that a build works in; nobody else may look into it. */
export class WorkFolder {
  readonly path: string;
  /** The archive in the making. */
  readonly archive: string;
  /** The old archive, while it is not in its place. */
  readonly old: string;
  /** Files that leave it. */
  readonly undo: string;

  constructor(parent: string, name: string) {
    this.path = join(parent, name);
    this.archive = join(this.path, 'new');
    this.old = join(this.path, 'old');
    this.undo = join(this.path, 'undo');
  }

  make(): void {
    mkdirSync(this.path, { mode: 0o700 });
  }

  makeArchive(): void {
    mkdirSync(this.archive);
  }

  /**
   * Removes it, unless it holds an old archive, or what has come into one. First the new archive gets
   * another name: a thread that still writes into it then fails, and cannot keep the folder from being
   * removed.
   *
   * @returns whether it has gone
   */
  remove(): boolean {
    if (exists(this.old)) return false;
    const abandoned = join(this.path, 'abandoned');
    if (exists(this.archive)) renameSync(this.archive, abandoned);
    removeTree(this.path);
    return true;
  }
}

/**
 * Removes a folder of ours with all in it, and follows no links. Node's own function looks at every
 * file before it removes it and tries every folder first as if it were empty, which for an archive of
 * thousands takes longer than to link all its files.
 */
function removeTree(folder: string): void {
  try {
    for (const item of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, item.name);
      if (item.isDirectory()) removeTree(path);
      else unlinkSync(path);
    }
    rmdirSync(folder);
  } catch (error) {
    // A thread is still at it; the careful way then has the last word.
    if (systemCode(error) === 'ENOENT' && !exists(folder)) return;
    rmSync(folder, { recursive: true, force: true });
  }
}
