/*
 * How a new archive takes the place of the old one. It is written into a hidden folder beside its
 * place; two renames then put the old one aside and the new one there (swap.ts). Where little has
 * changed, one rename puts the old archive aside, where the changed files come into it (changes.ts),
 * and one puts it back.
 *
 * Whenever the process dies, the folder is the old archive or the new one, with all else that lies in
 * it. Between the two renames (some microseconds, or at most some milliseconds while files are moved or
 * exchanged) there is none, and the next build ends what is begun. What that is stands in a journal
 * with this user's state; nothing that lies beside the archive or in it is asked.
 */
import { type Stats, chmodSync, lstatSync, realpathSync, renameSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isBuiltArchive } from '../archive/built_archive.js';
import { isInside } from '../archive/links.js';
import { makeFolders } from '../archive/make_folders.js';
import { hashOf } from '../archive/regular_file.js';
import { type FolderId, exists, folderId, isSameFolder, textOf } from '../archive/tree.js';
import { lock } from '../state/lock.js';
import { StateFolder } from '../state/state_folder.js';
import { Failure, exitStatus, systemFailure } from '../terminal/failure.js';
import { counted, printable } from '../terminal/terminal.js';
import {
  changesTo,
  exchangeFiles,
  prepareChanges,
  removeEmptied,
  undoExchange,
} from './changes.js';
import { type EarlierFiles, earlierFiles } from './earlier_files.js';
import { listName } from './file_list.js';
import { type Commit, type Journal, readJournal, removeJournal, writeJournal } from './journal.js';
import type { Staging } from './staging.js';
import { type Survey, survey } from './survey.js';
import { moveForeign, removeIfEmpty, removeOwn } from './swap.js';
import { WorkFolder, namesLikeOurs, newWorkName } from './work_folder.js';

/** What a build or `broadsheet index` puts in place, for people. */
type Made = 'archive' | 'index';

/** How it was put there. */
export interface Committed {
  /** What lies there and is not the archive's, by name; all of it has stayed. */
  foreign: string[];
  /** Files whose stamps are as they were before. */
  kept: ReadonlyMap<string, string>;
  /** In words, what could not be put in order. */
  notes: string[];
}

/** A place that is about to get a new archive. */
export class Replacement {
  /** The folder that gets the archive; a real path where it exists. */
  readonly target: string;
  /** What this user's builds keep of the place; undefined where nothing can be kept. */
  readonly state: StateFolder | undefined;
  /** In words, what an owner should know of the place. */
  readonly notes: string[] = [];
  readonly #named: string;
  readonly #what: Made;
  readonly #parent: string;
  #work: WorkFolder | undefined;
  #journal: Journal | undefined;
  /** The folder that is there. */
  #old: FolderId | undefined;

  private constructor(target: string, named: string, what: Made) {
    this.target = target;
    this.#what = what;
    this.#named = named;
    this.#parent = dirname(target);
    this.state = StateFolder.open(target);
  }

  /**
   * Checks that `named` may be written to, ends what builds that were killed have begun, and makes the
   * folder for the new archive.
   *
   * @param source the folder of the posts, which must not be swallowed
   * @param what what is to be put there
   */
  static async begin(named: string, source: string, what: Made = 'archive'): Promise<Replacement> {
    const target = await realParent(named);
    refuseAroundPosts(named, target, source, what);
    refuseOthers(named, what);
    if (what === 'index') await refuseArchive(named);
    const place = new Replacement(target, named, what);
    try {
      if (place.state === undefined) place.notes.push(withoutState);
      else lock(place.state.path, named);
      place.#recover();
      refuseOthers(named, what);
      place.#open();
      return place;
    } catch (error) {
      place.abandon();
      throw systemFailure(error, `cannot write the ${what} ${printable(named)}`);
    }
  }

  /** The folder the archive is written into. */
  get staging(): string {
    return this.#working.archive;
  }

  /** A folder for files that are needed until the archive is whole. */
  get scratch(): string {
    return this.#working.path;
  }

  get #working(): WorkFolder {
    if (this.#work === undefined) throw new Error('the place was not opened');
    return this.#work;
  }

  /**
   * Puts the staged archive in its place. Nothing interrupts it but the end of the process.
   *
   * @param earlier what has been found there
   */
  async commit(staged: Staging, earlier: EarlierFiles): Promise<Committed> {
    try {
      this.#requireUnchanged(earlier);
      const found = survey(this.target, staged.files, earlier);
      if (found.obstacles.length > 0)
        throw await inTheWay(this.#named, this.target, found, this.#what);
      return this.#exchange(staged, earlier, found) ?? this.#swap(staged, found);
    } catch (error) {
      throw systemFailure(error, `cannot write the ${this.#what} ${printable(this.#named)}`);
    }
  }

  /** Takes the unfinished archive away; the old one stays. */
  abandon(): void {
    const work = this.#work;
    if (work === undefined || !exists(work.path)) return;
    // What could not be undone is left for the next build to end.
    if (work.remove()) removeJournal(this.state);
  }

  /** Mends the old archive where that is little; undefined where it is not. */
  #exchange(staged: Staging, earlier: EarlierFiles, found: Survey): Committed | undefined {
    const { archive: staging, old: archive, undo } = this.#working;
    const changes = this.#old && changesTo(this.target, found, earlier, staged.files);
    if (changes === undefined) return undefined;
    if (!prepareChanges({ archive: this.target, staging, undo }, changes, found)) return undefined;
    const places = { archive, staging, undo };
    this.#write({ ...(this.#old && { old: this.#old }), changes });
    renameSync(this.target, archive);
    try {
      exchangeFiles(places, changes, false);
      renameSync(archive, this.target);
    } catch (error) {
      undoExchange(places, changes);
      renameSync(archive, this.target);
      throw error;
    }
    const kept = new Map(found.stamps);
    for (const path of [...changes.changed, ...changes.gone]) kept.delete(path);
    return this.#committed(found, kept, () => {
      removeEmptied(this.target, changes);
      return [];
    });
  }

  /** Puts the new archive in the place of the old one. */
  #swap(staged: Staging, found: Survey): Committed {
    const { archive, old } = this.#working;
    const { foreign } = found;
    staged.takeOver();
    const isReplacing = this.#old !== undefined;
    if (isReplacing) chmodSync(archive, lstatSync(this.target).mode & 0o7777);
    const isNew = folderId(archive);
    this.#write({
      ...(this.#old && { old: this.#old }),
      ...(isNew && { archive: isNew }),
      foreign,
    });
    if (isReplacing) renameSync(this.target, old);
    try {
      if (isReplacing) moveForeign(old, archive, foreign);
      renameSync(archive, this.target);
    } catch (error) {
      if (isReplacing) {
        moveForeign(archive, old, foreign);
        renameSync(old, this.target);
      }
      throw error;
    }
    return this.#committed(found, new Map(), () =>
      isReplacing ? putAside(old, this.target, found, staged.adopted) : [],
    );
  }

  /** The archive is in place; what is still to be done can be done by the next build, too. */
  #committed(
    { foreign }: Survey,
    kept: ReadonlyMap<string, string>,
    tidy: () => string[],
  ): Committed {
    const notes: string[] = [];
    try {
      notes.push(...tidy());
      if (this.#working.remove() || notes.length > 0) removeJournal(this.state);
    } catch (error) {
      const failure = systemFailure(error, `cannot remove ${printable(this.scratch)}`);
      if (!(failure instanceof Failure)) throw error;
      notes.push(`${failure.message}; the next build will`);
    }
    this.#work = undefined;
    return { foreign: foreign.map(textOf), kept, notes };
  }

  /** Makes the hidden folder beside the archive. */
  #open(): void {
    makeFolders(this.#parent);
    const parent = folderId(this.#parent);
    if (parent === undefined) throw new Error(`'${this.#parent}' is no folder`);
    this.#old = folderId(this.target);
    const name = newWorkName(this.target);
    // Named before it is made, so that none is left that nobody knows of.
    this.#journal = { parent, work: name };
    writeJournal(this.state, this.#journal);
    const work = new WorkFolder(this.#parent, name);
    work.make();
    this.#work = work;
    const workId = folderId(work.path);
    this.#journal = { parent, work: name, ...(workId && { workId }) };
    writeJournal(this.state, this.#journal);
    work.makeArchive();
  }

  #write(commit: Commit): void {
    if (this.#journal !== undefined) writeJournal(this.state, { ...this.#journal, commit });
  }

  /** Another may have built here meanwhile, where this build's lock is not seen. */
  #requireUnchanged({ own }: EarlierFiles): void {
    const list = own.get(listName);
    const isSame = isSameFolder(folderId(this.target), this.#old) && !exists(this.#working.old);
    if (isSame && (list === undefined || list === hashOf(join(this.target, listName)))) return;
    throw new Failure(`${printable(this.#named)} has become another while this build was running`, {
      status: exitStatus.unusable,
      hint: 'Nothing was changed by this build. Run it again.',
    });
  }

  /** Ends what a build that was killed has begun. */
  #recover(): void {
    const journal = readJournal(this.state);
    const found = folderId(this.#parent);
    if (journal !== undefined && found !== undefined && isSameFolder(found, journal.parent)) {
      const work = new WorkFolder(this.#parent, journal.work);
      const isTheirs = isSameFolder(folderId(work.path), journal.workId);
      if (journal.workId === undefined) removeIfEmpty(work.path);
      else if (isTheirs) this.#end(work, journal.commit);
    }
    removeJournal(this.state);
    if (found !== undefined) this.#nameLeftovers();
  }

  #end(work: WorkFolder, commit: Commit | undefined): void {
    const { old, archive, foreign = [], changes } = commit ?? {};
    const place = folderId(this.target);
    const isAside = old !== undefined && isSameFolder(folderId(work.old), old);
    const isInTheWay = place === undefined && exists(this.target);
    if (isAside && place === undefined && !isInTheWay) {
      if (changes !== undefined) {
        const { archive: staging, undo } = work;
        exchangeFiles({ archive: work.old, staging, undo }, changes, true);
        renameSync(work.old, this.target);
        removeEmptied(this.target, changes);
      } else if (isSameFolder(folderId(work.archive), archive)) {
        moveForeign(work.old, work.archive, foreign);
        renameSync(work.archive, this.target);
        this.notes.push(
          ...putAside(
            work.old,
            this.target,
            earlierFiles({ folder: work.old, known: undefined }),
            new Set(),
          ),
        );
      } else {
        renameSync(work.old, this.target);
      }
    } else if (isAside && place !== undefined && isSameFolder(place, archive)) {
      const earlier = earlierFiles({ folder: work.old, known: undefined });
      this.notes.push(...putAside(work.old, this.target, earlier, new Set()));
    }
    if (!work.remove()) this.notes.push(...leftIn(work.old));
  }

  /** What has a name like ours and is in no journal is somebody else's: it is named, no more. */
  #nameLeftovers(): void {
    const names = namesLikeOurs(this.#parent, this.target, basename(this.target));
    if (names.length === 0) return;
    this.notes.push(
      `beside ${printable(this.#named)} lies what no build of yours is known to have left; it is ` +
        `left alone: ${listed(names)}`,
    );
  }
}

const withoutState =
  'no folder can be had that is yours alone (XDG_STATE_HOME names one): nothing is known of the last ' +
  'build, and what one that is killed leaves is not put in order by the next';

/** Removes the old archive that is out of its place, and brings back what has come into it since. */
function putAside(
  old: string,
  target: string,
  found: Pick<Survey, 'own' | 'stamps'>,
  taken: ReadonlySet<string>,
): string[] {
  const left = removeOwn(old, found, taken);
  moveForeign(old, target, left);
  removeIfEmpty(old);
  return exists(old) ? leftIn(old) : [];
}

function leftIn(old: string): string[] {
  return [
    `files that are not of the archive are now in ${printable(old)}: they found no place in it`,
  ];
}

/** The real path of the folder above, with the name in it; what is missing there is made later. */
async function realParent(named: string): Promise<string> {
  const parent = dirname(named);
  if (parent === named) return named;
  return join(await realpath(parent).catch(() => realParent(parent)), basename(named));
}

function refuseAroundPosts(named: string, target: string, source: string, what: Made): void {
  if (!isInside(target, source)) return;
  throw new Failure(
    `${printable(named)} holds the posts themselves; the ${what} would replace them`,
    {
      status: exitStatus.usage,
      hint: `Name another folder: --out ${what === 'index' ? 'search' : what}`,
    },
  );
}

/** Only a folder gets an archive, or a place where there is nothing yet. */
function refuseOthers(named: string, what: Made): void {
  const found = statsOf(named, what);
  if (found === undefined || found.isDirectory()) return;
  const is = found.isSymbolicLink() ? 'a link' : found.isFile() ? 'a file' : 'no folder';
  const leads = found.isSymbolicLink() ? realOrNothing(named) : undefined;
  throw new Failure(`${printable(named)} is ${is}; the ${what} needs a folder of its own`, {
    status: exitStatus.unusable,
    hint:
      leads === undefined
        ? 'Name another folder with --out.'
        : `To write to where it leads: --out ${printable(leads)}`,
  });
}

function statsOf(named: string, what: Made): Stats | undefined {
  try {
    return lstatSync(named, { throwIfNoEntry: false });
  } catch (error) {
    throw systemFailure(error, `cannot write the ${what} ${printable(named)}`);
  }
}

/** The files of an archive are ours to replace, and would all go for those of an index. */
async function refuseArchive(named: string): Promise<void> {
  if (!(await isBuiltArchive(named))) return;
  throw new Failure(`${printable(named)} holds an archive; the index would replace it`, {
    status: exitStatus.unusable,
    hint: 'An archive has its index in its folder search already. Name another folder with --out.',
  });
}

function realOrNothing(named: string): string | undefined {
  try {
    return realpathSync(named);
  } catch {
    return undefined;
  }
}

async function inTheWay(
  named: string,
  target: string,
  { obstacles }: Survey,
  what: Made,
): Promise<Failure> {
  const names = listed(obstacles.map(({ path }) => textOf(path)));
  const isChanged = obstacles.every((obstacle) => obstacle.isChanged);
  const message = isChanged
    ? `in ${printable(named)} somebody has changed ${names}; the new ${what} has ${them(obstacles)} too`
    : `in ${printable(named)} the ${what} has no place: there is ${names} already, not written by a build`;
  const isListless = (await isBuiltArchive(target)) && !exists(join(target, listName));
  return new Failure(`${message}; nothing was changed`, {
    status: exitStatus.unusable,
    hint: isListless
      ? `It looks like an archive of Broadsheet 0.1, which kept no ${listName}. Remove it yourself, or name another folder with --out.`
      : `Move ${them(obstacles)} away or remove ${them(obstacles)}, or name another folder with --out.`,
  });
}

function them(list: readonly unknown[]): string {
  return list.length === 1 ? 'it' : 'them';
}

/** The first names of a list, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(printable).join(', ');
  return names.length > 3 ? `${shown} and ${counted(names.length - 3, 'more', 'more')}` : shown;
}
