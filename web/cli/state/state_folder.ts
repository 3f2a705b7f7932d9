/*
 * Where a build keeps what it must know of the one before: with the user, never beside the archive or
 * in it, where whoever made the folder could have left it. Git has had to learn the same
 * (CVE-2022-24765): what is found in a folder may not say what is done elsewhere.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { digest } from '../archive/digest.js';
import { readRegularFile } from '../archive/regular_file.js';
import { withPath } from '../terminal/failure.js';
import { isPrivate, privateFolderBelow } from './private_folder.js';

/** State of folders that were not built for so long goes. */
const keptFor = 90 * 24 * 60 * 60 * 1000;

/** More than any record has. */
const mostBytes = 1 << 29;

/** The private folder of what was written to one place. */
export class StateFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Opens the folder that belongs to a target; undefined where none can be had that belongs to this
   * user alone.
   *
   * @param target a real path, which names it: numbers of devices change with a restart
   */
  static open(target: string): StateFolder | undefined {
    const name = keyOf(target);
    for (const builds of candidates()) {
      if (builds === undefined) continue;
      const path = join(builds, name);
      if (!isPrivate(path)) continue;
      forgetOld(builds, name);
      return new StateFolder(path);
    }
    return undefined;
  }

  /** The content of a file; undefined when there is none that can be read. */
  read(name: string): string | undefined {
    try {
      return readRegularFile(join(this.path, name), mostBytes).toString('utf8');
    } catch {
      return undefined;
    }
  }

  /** Writes a file: whoever is killed meanwhile leaves the old one or the new one. */
  write(name: string, content: string): void {
    const file = join(this.path, name);
    try {
      writeFileSync(`${file}.new`, content, { mode: 0o600 });
    } catch (error) {
      throw withPath(error, file);
    }
    renameSync(`${file}.new`, file);
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { force: true });
  }
}

/** Names the state of a target, and what a build makes beside it. */
export function keyOf(target: string): string {
  return digest(target);
}

/** Folders for the state of all builds, the best first; each is made where it is not there. */
function* candidates(): Generator<string | undefined> {
  yield privateFolderBelow(stateHome(), 'broadsheet', 'builds');
  // Of all users; ours is made with our name, and is used only if it is ours alone.
  const owner = process.getuid?.() ?? 'user';
  // A relative one would lie where the command runs, which may be a stranger's folder.
  if (isAbsolute(tmpdir())) yield privateFolder(join(tmpdir(), `broadsheet-${owner}`));
}

/** By the XDG Base Directory Specification, or what stands for it elsewhere. */
function stateHome(): string | undefined {
  const { XDG_STATE_HOME: named, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32') return local;
  // A relative one is to be ignored, says the specification.
  if (named !== undefined && isAbsolute(named)) return named;
  const home = homedir();
  if (!isAbsolute(home)) return undefined;
  return process.platform === 'darwin'
    ? join(home, 'Library/Application Support')
    : join(home, '.local/state');
}

function privateFolder(folder: string): string | undefined {
  return isPrivate(folder) ? folder : undefined;
}

/** Archives come and go; what was known of them would stay for good. */
function forgetOld(builds: string, current: string): void {
  try {
    for (const name of readdirSync(builds)) {
      const folder = join(builds, name);
      const isOld = Date.now() - statSync(folder).mtimeMs > keptFor;
      // A journal says what is still to be put in order.
      if (!isOld || basename(folder) === current || existsSync(join(folder, 'journal.json')))
        continue;
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // Another build is at it, too.
  }
}
