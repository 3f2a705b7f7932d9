/*
 * How a new archive takes the place of the old one. It is written into a hidden folder beside its
 * place; two renames then put the old one aside and the new one there. Where little has changed, the
 * hidden folder has the changed files only; one rename puts the old archive aside, where they come
 * into it (changes.ts), and one puts it back. Whenever the process dies, the folder is the old
 * archive or the new one, whole; between the two renames (some microseconds, or at most some
 * milliseconds while files are exchanged) there is none, and the next build first puts the old one
 * back, or ends the exchange.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { isBuiltArchive } from '../archive/built_archive.js';
import { Failure, exitStatus, systemCode, systemReason } from '../terminal/failure.js';
import { printable } from '../terminal/terminal.js';
import { realpath } from 'node:fs/promises';
import { recordName } from './build_record.js';
import {
  type Changes,
  exchangeFiles,
  prepareChanges,
  preparedChanges,
  removeEmptied,
  undoExchange,
} from './changes.js';
import type { Staging } from './staging.js';

/** A place that is about to get a new archive. */
export class Replacement {
  /** The folder that gets the archive; a real path where it exists. */
  readonly target: string;
  /** The folder the archive is written into. */
  readonly staging: string;
  readonly #previous: string;
  /** The old archive while its files are exchanged. */
  readonly #changing: string;

  private constructor(target: string) {
    this.target = target;
    this.staging = besides(target, `new-${process.pid}`);
    this.#previous = besides(target, 'previous');
    this.#changing = besides(target, `changing-${process.pid}`);
  }

  /**
   * Checks that `named` may be replaced, clears away what builds that were killed have left, and
   * makes the staging folder.
   *
   * @param source the folder of the posts, which the archive must not swallow
   */
  static async begin(named: string, source: string): Promise<Replacement> {
    const target = await realpath(named).catch(() => realParent(named));
    const place = new Replacement(target);
    try {
      place.#recover();
      await refuseStrangers(named, target, source);
      mkdirSync(place.staging, { recursive: true });
    } catch (error) {
      throw asFailure(error, named);
    }
    return place;
  }

  /** Puts the staged archive in its place. Nothing interrupts it but the end of the process. */
  commit(staged: Staging): void {
    try {
      const changes = staged.changes();
      if (changes !== undefined && prepareChanges(this.staging, this.target, changes)) {
        this.#change(changes);
        return;
      }
      staged.takeOver();
      const isReplacing = existsSync(this.target);
      if (isReplacing) renameSync(this.target, this.#previous);
      try {
        renameSync(this.staging, this.target);
      } catch (error) {
        if (isReplacing) renameSync(this.#previous, this.target);
        throw error;
      }
      removeTree(this.#previous);
    } catch (error) {
      throw asFailure(error, this.target);
    }
  }

  /**
   * Takes the unfinished archive away; the old one stays. First it gets another name: a thread that
   * still writes into it then fails, and cannot keep the folder from being removed.
   */
  abandon(): void {
    // What could not be undone is left for the next build to end.
    if (!existsSync(this.staging) || existsSync(this.#changing)) return;
    const abandoned = `${this.staging}-abandoned`;
    renameSync(this.staging, abandoned);
    removeTree(abandoned);
  }

  #change(changes: Changes): void {
    renameSync(this.target, this.#changing);
    try {
      exchangeFiles(this.staging, this.#changing, changes, false);
    } catch (error) {
      undoExchange(this.staging, this.#changing, changes);
      renameSync(this.#changing, this.target);
      throw error;
    }
    renameSync(this.#changing, this.target);
    removeEmptied(this.target, changes);
    removeTree(this.staging);
  }

  #recover(): void {
    for (const owner of this.#leftBy('changing-')) this.#endChange(owner);
    if (existsSync(this.#previous)) {
      if (existsSync(this.target)) removeTree(this.#previous);
      else renameSync(this.#previous, this.target);
    }
    for (const owner of this.#leftBy('new-')) {
      rmSync(besides(this.target, `new-${owner}`), { recursive: true, force: true });
    }
  }

  /** Of the folders for a purpose, the ends of the names of those whose processes have ended. */
  #leftBy(purpose: string): string[] {
    const parent = dirname(this.target);
    const prefix = basename(besides(this.target, purpose));
    const names = existsSync(parent) ? readdirSync(parent) : [];
    return names
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length))
      .filter((owner) => Number(owner) === process.pid || !isRunning(Number(owner)));
  }

  /** Ends the exchange that a process has begun; if another has built since, it is of no use. */
  #endChange(owner: string): void {
    const changing = besides(this.target, `changing-${owner}`);
    if (existsSync(this.target)) {
      removeTree(changing);
    } else {
      const staging = besides(this.target, `new-${owner}`);
      const changes = preparedChanges(staging);
      if (changes !== undefined) exchangeFiles(staging, changing, changes, true);
      // Nobody knows what is in it: nothing is taken over from it.
      else rmSync(join(changing, recordName), { force: true });
      renameSync(changing, this.target);
    }
  }
}

/**
 * Removes an archive, or what there is of one. Node's own function looks at every file before it
 * removes it and tries every folder first as if it were empty, which for an archive of thousands
 * takes longer than to link all its files.
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
    // Somebody else is at it, too; the careful way then has the last word.
    if (systemCode(error) === 'ENOENT' && !existsSync(folder)) return;
    rmSync(folder, { recursive: true, force: true });
  }
}

function besides(target: string, purpose: string): string {
  return join(dirname(target), `.${basename(target)}.broadsheet-${purpose}`);
}

/** The real path of a folder that does not exist yet; what is missing above it is made later. */
async function realParent(named: string): Promise<string> {
  const parent = dirname(named);
  if (parent === named) return named;
  return join(await realpath(parent).catch(() => realParent(parent)), basename(named));
}

function isRunning(process_: number): boolean {
  if (!Number.isInteger(process_) || process_ <= 0) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return systemCode(error) === 'EPERM';
  }
}

/** A folder of other files is never replaced: what the owner has there would be lost. */
async function refuseStrangers(named: string, target: string, source: string): Promise<void> {
  const shown = printable(named);
  const inner = relative(target, source);
  if (inner === '' || (inner !== '..' && !inner.startsWith(`..${sep}`))) {
    throw new Failure(`${shown} holds the posts themselves; the archive would replace them`, {
      status: exitStatus.usage,
      hint: 'Name another folder: --out archive',
    });
  }
  if (!existsSync(target)) return;
  if (readdirSync(target).length === 0 || (await isBuiltArchive(target))) return;
  throw new Failure(`${shown} holds files that are no archive of Broadsheet; nothing was changed`, {
    status: exitStatus.unusable,
    hint: 'Name an empty or new folder with --out, or empty this one yourself.',
  });
}

function asFailure(error: unknown, named: string): unknown {
  if (error instanceof Failure || systemCode(error) === undefined) return error;
  return new Failure(`cannot write to ${printable(named)}: ${systemReason(error)}`, {
    status: exitStatus.unusable,
    hint: 'Name a folder that you may write to with --out.',
    cause: error,
  });
}
