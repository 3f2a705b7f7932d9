/*
 * A folder whose content strangers may have made. The system follows a link in the middle of a path
 * wherever it leads; here every folder on the way is looked at first.
 */
import { type BigIntStats, lstatSync, mkdirSync } from 'node:fs';
import { bootId } from '../state/process_identity.js';
import { Refused } from '../terminal/failure.js';

/** A path as its bytes are, one character each: not every name is UTF-8. */
export type BytePath = string;

export function bytesOf(path: string): BytePath {
  return Buffer.from(path).toString('latin1');
}

export function textOf(path: BytePath): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

/** Which folder it is, whatever its name. */
export interface FolderId {
  dev: string;
  ino: string;
  /** The run of the system in which it was seen: the next may number its devices otherwise. */
  boot: string;
}

/** The identity of a folder; undefined when there is none, or something else of this name. */
export function folderId(path: string): FolderId | undefined {
  const found = statsOf(path);
  if (found?.isDirectory() !== true) return undefined;
  return { dev: String(found.dev), ino: String(found.ino), boot: bootId() };
}

export function isSameFolder(one: FolderId | undefined, other: FolderId | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.ino === other.ino && (one.dev === other.dev || one.boot !== other.boot);
}

/** Whether there is anything of this name, links that lead nowhere included. */
export function exists(path: string | Buffer): boolean {
  return statsOf(path) !== undefined;
}

function statsOf(path: string | Buffer): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false });
}

/** Ways into a folder that lead through real folders only. */
export class Tree {
  readonly #root: string;
  readonly #folders = new Set<BytePath>(['']);
  /** Folders that were made on the way, outer ones first. */
  readonly made: BytePath[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Where a path is on this machine. */
  at(path: BytePath): Buffer {
    return Buffer.concat([Buffer.from(`${this.#root}/`), Buffer.from(path, 'latin1')]);
  }

  /**
   * The same, after a look at all folders above.
   *
   * @returns undefined where one of them is not there
   * @throws {Refused} where one is a link, or no folder
   */
  reach(path: BytePath): Buffer | undefined {
    const folder = folderOf(path);
    return this.#isFolder(folder) ? this.at(path) : undefined;
  }

  /** The same; makes the folders that are not there. */
  make(path: BytePath): Buffer {
    this.#make(folderOf(path));
    return this.at(path);
  }

  #make(folder: BytePath): void {
    if (this.#isFolder(folder)) return;
    this.#make(folderOf(folder));
    mkdirSync(this.at(folder));
    this.made.push(folder);
    this.#folders.add(folder);
  }

  #isFolder(folder: BytePath): boolean {
    if (this.#folders.has(folder)) return true;
    if (!this.#isFolder(folderOf(folder))) return false;
    const found = statsOf(this.at(folder));
    if (found === undefined) return false;
    if (!found.isDirectory()) {
      throw new Refused(`'${this.at(folder).toString('utf8')}' is a link, or no folder`);
    }
    this.#folders.add(folder);
    return true;
  }
}

function folderOf(path: BytePath): BytePath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
