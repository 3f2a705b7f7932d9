/*
 * What lies in the archive that a build replaces. For a large one a thread looks at it, while this
 * one reads the record and finds the posts.
 */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../terminal/failure.js';
import { Thread } from '../threads/thread.js';

/** The files of an archive; all paths relative to it, `/` between segments. */
export interface EarlierFiles {
  /** As the build has left them that wrote the archive. */
  untouched: string[];
  /** What else there is besides folders: changed since, or links. */
  others: string[];
  /** Inner ones first. */
  folders: string[];
}

export interface EarlierTask {
  folder: string;
  record: string;
}

export interface EarlierReply {
  kind: 'listed';
  files: EarlierFiles | undefined;
}

/** A list that is on its way. */
export interface Listing {
  /** Undefined where there is no archive, or one that cannot be looked at. */
  files(): Promise<EarlierFiles | undefined>;
  end(): void;
}

/** An archive whose record is smaller than this is listed sooner than a thread starts. */
const smallRecord = 1 << 17;

/** @param record the file that the archive's build wrote last */
export function listEarlier(folder: string, record: string): Listing {
  const task = { folder, record };
  const size = statSync(join(folder, record), { throwIfNoEntry: false })?.size ?? 0;
  if (size < smallRecord) {
    return { files: () => Promise.resolve(earlierFiles(task)), end: () => undefined };
  }
  let listed: EarlierReply | undefined;
  const thread = new Thread<'list', EarlierReply>(
    'earlier_files_worker.js',
    'lists the files of the last build',
    task,
    (reply) => {
      listed = reply;
    },
  );
  thread.send('list');
  return {
    async files() {
      await thread.until(() => listed !== undefined);
      return listed?.files;
    },
    end: () => thread.end(),
  };
}

/** Looks at all files of an archive. */
export function earlierFiles({ folder, record }: EarlierTask): EarlierFiles | undefined {
  try {
    return filesOf(folder, lstatSync(join(folder, record)).mtimeMs);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}

/** @param finished when its build ended, in milliseconds of its file system */
function filesOf(folder: string, finished: number): EarlierFiles {
  const files: EarlierFiles = { untouched: [], others: [], folders: [] };
  const look = (inner: string): void => {
    for (const item of readdirSync(`${folder}/${inner}`, { withFileTypes: true })) {
      const path = inner === '' ? item.name : `${inner}/${item.name}`;
      if (item.isDirectory()) {
        look(path);
        files.folders.push(path);
      } else {
        const isUntouched = item.isFile() && lstatSync(`${folder}/${path}`).mtimeMs <= finished;
        (isUntouched ? files.untouched : files.others).push(path);
      }
    }
  };
  look('');
  return files;
}
