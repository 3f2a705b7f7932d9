import { constants, copyFileSync, linkSync, mkdirSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../terminal/failure.js';
import { type Changes, changesTo } from './changes.js';
import type { EarlierFiles } from './earlier_files.js';
import { publicMode, writePublicFile } from './public_file.js';

/** What a build step writes to: a folder in the making that nobody sees until it is whole. */
export interface Output {
  /**
   * Writes a file, with the folders above it.
   *
   * @param path relative to the archive, `/` between segments
   * @throws when the path leaves the archive or another step has written it already
   */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Copies a file of this machine to `path`. */
  copy(path: string, from: string): Promise<void>;
  /** Whether the archive that is replaced has a file of this path as its build has left it. */
  canAdopt(path: string): boolean;
  /**
   * Takes a file over from the archive that is replaced; false where it cannot. It is not in the
   * folder before the end.
   */
  adopt(path: string): boolean;
  /**
   * Makes the folders above a file that somebody else writes, by {@link writePublicFile}.
   *
   * @returns where it is on this machine
   */
  claim(path: string): string;
  /**
   * Makes a folder of the archive for somebody else to write into, such as another thread.
   *
   * @returns where it is on this machine, and the mode for its files
   */
  folderFor(path: string): { folder: string; mode: number };
  /** Takes note of what was written into such a folder; a file that is known stays so. */
  wrote(path: string): void;
}

/** The folder that a build writes into. */
export class Staging implements Output {
  readonly folder: string;
  readonly #written = new Set<string>();
  /** Of these, what stays as the earlier build has left it. */
  readonly #adopted = new Set<string>();
  readonly #folders = new Set<string>();
  #earlier: { folder: string; files: EarlierFiles; adoptable: ReadonlySet<string> } | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Lets files be adopted.
   *
   * @param folder the archive that is replaced
   * @param files what it has
   */
  adoptFrom(folder: string, files: EarlierFiles): void {
    this.#earlier = { folder, files, adoptable: new Set(files.untouched) };
  }

  /** How many files were written. */
  get files(): number {
    return this.#written.size;
  }

  canAdopt(path: string): boolean {
    return this.#earlier?.adoptable.has(path) === true;
  }

  adopt(path: string): boolean {
    if (!this.canAdopt(path)) return false;
    this.#note(path);
    this.#adopted.add(path);
    return true;
  }

  /** What makes this archive of the one that is replaced, if that is little: see {@link changesTo}. */
  changes(): Changes | undefined {
    if (this.#earlier === undefined || this.#adopted.size === 0) return undefined;
    return changesTo(this.#earlier.files, this.#written, this.#adopted);
  }

  /** Completes the folder by the files that were adopted. */
  takeOver(): void {
    for (const path of this.#adopted) {
      const from = `${this.#earlier?.folder}/${path}`;
      const file = `${this.folder}/${path}`;
      this.#makeFolderOf(path);
      try {
        linkSync(from, file);
      } catch (error) {
        // The thread that writes the index makes a file again that is the same.
        if (systemCode(error) === 'EEXIST') continue;
        // Not every file system has links, and some allow few to one file.
        copyFileSync(from, file, constants.COPYFILE_EXCL);
      }
    }
  }

  folderFor(path: string): { folder: string; mode: number } {
    this.#makeFolder(path);
    return { folder: join(this.folder, path), mode: publicMode };
  }

  wrote(path: string): void {
    this.#written.add(path);
  }

  write(path: string, content: string | Uint8Array): Promise<void> {
    try {
      writePublicFile(this.claim(path), content);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async copy(path: string, from: string): Promise<void> {
    const file = this.claim(path);
    await copyFile(from, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await chmod(file, publicMode);
  }

  claim(path: string): string {
    this.#makeFolderOf(path);
    this.#note(path);
    return `${this.folder}/${path}`;
  }

  #note(path: string): void {
    if (this.#written.has(path)) throw new Error(`two steps of the build write '${path}'`);
    this.#written.add(path);
  }

  #makeFolderOf(path: string): void {
    const end = path.lastIndexOf('/');
    if (!isSegment(path.slice(end + 1))) throw leaves(path);
    if (end >= 0) this.#makeFolder(path.slice(0, end));
  }

  /** Thousands of posts share few folders: each is looked at and made once. */
  #makeFolder(path: string): void {
    if (this.#folders.has(path)) return;
    this.#makeFolderOf(path);
    mkdirSync(`${this.folder}/${path}`);
    this.#folders.add(path);
  }
}

function isSegment(segment: string): boolean {
  return segment !== '' && segment !== '.' && segment !== '..';
}

function leaves(path: string): Error {
  return new Error(`'${path}' is no path inside the archive`);
}
