/*
 * What a build is about to do outside of its own folders, for the next one to put in order where it
 * is killed. The journal lies in a folder of this user's; all the same it is checked: it names folders
 * by their identity, and files by paths that stay inside.
 */
import type { BytePath, FolderId } from '../archive/tree.js';
import type { StateFolder } from '../state/state_folder.js';
import type { Changes } from './changes.js';
import { isPathInside } from './file_list.js';

/** See above. */
export interface Journal {
  /** The folder that the archive lies in. */
  parent: FolderId;
  /** The name of the hidden folder beside the archive that the build works in. */
  work: string;
  /** That folder; not known for the moment in which it is made. */
  workId?: FolderId;
  /** Set when the archive is about to be put in place. */
  commit?: Commit;
}

/** How the new archive is put in place. */
export interface Commit {
  /** The folder that is there so far; none of a first build. */
  old?: FolderId;
  /** The new one; none where the old one is mended. */
  archive?: FolderId;
  /** What is to be moved from the old folder into the new one. */
  foreign?: BytePath[];
  /** What is to be exchanged in the old one. */
  changes?: Changes;
}

const name = 'journal.json';

export function writeJournal(state: StateFolder | undefined, journal: Journal): void {
  state?.write(name, JSON.stringify(journal));
}

export function removeJournal(state: StateFolder | undefined): void {
  state?.remove(name);
}

/** What the last build has left; undefined when it has ended. */
export function readJournal(state: StateFolder | undefined): Journal | undefined {
  try {
    const journal = JSON.parse(state?.read(name) ?? 'null') as Journal | null;
    return journal !== null && isSound(journal) ? journal : undefined;
  } catch {
    return undefined;
  }
}

function isSound({ parent, work, commit }: Journal): boolean {
  const { changes, foreign = [] } = commit ?? {};
  const paths = [...foreign, ...(changes === undefined ? [] : Object.values(changes).flat())];
  return (
    typeof parent.ino === 'string' &&
    /^\.broadsheet-[\w-]+$/.test(work) &&
    paths.every((path) => typeof path === 'string' && isPathInside(path))
  );
}
