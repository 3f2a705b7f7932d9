import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { systemCode } from '../terminal/failure.js';
import { isMediaName } from '../archive/file_types.js';
import { isHiddenPath, isMarkdownName } from '../archive/post_names.js';

/** What happened in the folder since the last report. */
export interface Changes {
  /** Files that were written, came or went; relative paths, `/` between segments. */
  paths: Set<string>;
  /** Whether files or folders came or went, so that the folder must be looked through again. */
  rearranged: boolean;
}

/** A running watch. */
export interface Watch {
  /** Resolves when from now on every change is seen. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/** Editors write a file in several steps, and tools write many files: one report for all. */
const settleMilliseconds = 60;

/** Watches `root` and reports changes of posts and pictures, gathered over a moment. */
export function watchFolder(
  root: string,
  report: (changes: Changes) => Promise<void>,
  trouble: (message: string) => void,
): Watch {
  const pathOf = (absolute: string): string => relative(root, absolute).split(sep).join('/');
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (absolute, found) => {
      const path = pathOf(absolute);
      if (path === '') return false;
      return isHiddenPath(path) || (found?.isFile() === true && !isShown(path));
    },
  });

  let gathered: Changes = { paths: new Set(), rearranged: false };
  let timer: NodeJS.Timeout | undefined;
  let reporting = Promise.resolve();
  const flush = (): void => {
    timer = undefined;
    const changes = gathered;
    gathered = { paths: new Set(), rearranged: false };
    reporting = reporting
      .then(() => report(changes))
      .catch((error: unknown) => trouble(`changes could not be read: ${String(error)}`));
  };
  watcher.on('all', (event, absolute) => {
    gathered.paths.add(pathOf(absolute));
    gathered.rearranged ||= event !== 'change';
    timer ??= setTimeout(flush, settleMilliseconds);
  });

  let isTold = false;
  watcher.on('error', (error) => {
    // What may not be read was named when the folder was read.
    if (systemCode(error) === 'EACCES' || systemCode(error) === 'EPERM') return;
    // One message: the same limit would otherwise be reported for every file.
    if (!isTold) trouble(explanation(error));
    isTold = true;
  });

  return {
    ready: new Promise((resolve) => watcher.once('ready', resolve)),
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function isShown(path: string): boolean {
  return isMarkdownName(path) || isMediaName(path);
}

function explanation(error: unknown): string {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EMFILE') {
    return (
      'not all files are watched: the system allows no more (on Linux raise ' +
      'fs.inotify.max_user_watches and max_user_instances, or use --no-watch)'
    );
  }
  return `watching failed: ${error instanceof Error ? error.message : String(error)}`;
}
