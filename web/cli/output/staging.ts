import { constants, copyFileSync, linkSync, lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../archive/digest.js';
import { type Stamp, lastingStamp } from '../archive/read_post.js';
import { readRegularFile } from '../archive/regular_file.js';
import { systemCode } from '../terminal/failure.js';
import { ByteChunks } from './byte_chunks.js';
import { type EarlierFiles, addFolders, foldersOf } from './earlier_files.js';
import { isPathInside, listName, listOf } from './file_list.js';
import { FileWriter } from './file_writer.js';
import { copyPublicFile, publicMode } from './public_file.js';

/** No file that a build reads of the one before is larger. */
const mostRead = 64 << 20;
/** Smaller files are copied while this thread goes on. */
const smallFile = 1 << 20;

/** What a build step writes to: a folder in the making that nobody sees until it is whole. */
export interface Output {
  /** All files so far and their hashes. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * Begins to write a file, with the folders above it. It is there after {@link settled}; what goes
   * wrong meanwhile is told there, or by a later call.
   *
   * @param path relative to the archive, `/` between segments
   * @param content bytes are not to be changed any more
   * @param hash the `digest` of the content, where it is known
   * @throws when the path leaves the archive or another step has written it already
   */
  write(path: string, content: string | Uint8Array, hash?: string): Promise<void>;
  /** Copies a file of this machine to `path`, if the last build has not done so already. */
  copy(path: string, from: string): Promise<void>;
  /** Waits until all that was written and copied is there. */
  settled(): Promise<void>;
  /** Whether the archive that is replaced has a file of this path as its build has left it. */
  canAdopt(path: string): boolean;
  /**
   * Takes a file over from the archive that is replaced; false where it cannot. It is not in the
   * folder before the end.
   */
  adopt(path: string): boolean;
  /** Whether a file was taken over. */
  isAdopted(path: string): boolean;
  /** What a file that could be adopted holds. */
  earlier(path: string): Uint8Array | undefined;
  /** What a file of the new archive holds; undefined of one that is larger than 64 MiB. */
  read(path: string): Uint8Array | undefined;
  /** Whether a file can be written here: nothing is in its place, nor in that of a folder above. */
  isFree(path: string): boolean;
  /**
   * Makes the folders above a file that somebody else writes, by {@link writePublicFile}, and
   * {@link wrote} tells of later.
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
  /** Takes note of a file that somebody else has written, and of its hash. */
  wrote(path: string, hash: string): void;
}

/** What a build may take over from the archive that it replaces. */
export interface Adoptable {
  /** That archive. */
  folder: string;
  files: EarlierFiles;
  /** The stamps of the files that were copied to it, by path. */
  copies: Readonly<Record<string, Stamp>>;
}

/** The folder that a build writes into. */
export class Staging implements Output {
  readonly folder: string;
  /** Of each file of the new archive its hash; empty while somebody else still writes it. */
  readonly #files = new Map<string, string>();
  /** Of these, what stays as the earlier build has left it. */
  readonly #adopted = new Set<string>();
  readonly #writer: FileWriter;
  readonly #chunks = new ByteChunks();
  /** All folders of what was written, those of adopted files too. */
  readonly #filled = new Set<string>();
  readonly #copies: Record<string, Stamp> = {};
  #earlier: Adoptable | undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.#writer = new FileWriter(folder);
  }

  /** Lets files be adopted. */
  adoptFrom(earlier: Adoptable): void {
    this.#earlier = earlier;
  }

  /** All files of the new archive and their hashes. */
  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  /** Those that are not in the folder before the end. */
  get adopted(): ReadonlySet<string> {
    return this.#adopted;
  }

  /** The stamps of the files that were copied, for the next build. */
  get copies(): Readonly<Record<string, Stamp>> {
    return this.#copies;
  }

  canAdopt(path: string): boolean {
    return this.#earlier?.files.own.has(path) === true;
  }

  earlier(path: string): Uint8Array | undefined {
    if (this.#earlier === undefined || !this.canAdopt(path)) return undefined;
    try {
      return readRegularFile(`${this.#earlier.folder}/${path}`, mostRead);
    } catch {
      return undefined;
    }
  }

  isAdopted(path: string): boolean {
    return this.#adopted.has(path);
  }

  read(path: string): Uint8Array | undefined {
    const folder = this.isAdopted(path) ? this.#earlier?.folder : this.folder;
    const file = `${folder}/${path}`;
    return lstatSync(file).size > mostRead ? undefined : readRegularFile(file, mostRead);
  }

  isFree(path: string): boolean {
    if (this.#files.has(path) || this.#filled.has(path)) return false;
    return [...foldersOf(path)].every((folder) => !this.#files.has(folder));
  }

  adopt(path: string): boolean {
    const hash = this.#earlier?.files.own.get(path);
    if (hash === undefined) return false;
    this.#note(path, hash);
    this.#adopted.add(path);
    return true;
  }

  /**
   * Writes the list of all files; nothing is written after it.
   *
   * @param moved those that lead from addresses of former builds, with the paths of their posts
   */
  async writeList(moved: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [path, hash] of this.#files) {
      if (hash === '') throw new Error(`nobody has written '${path}'`);
    }
    await this.write(listName, listOf(this.#files, moved));
    await this.settled();
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
    this.#writer.makeFolder(path);
    return { folder: join(this.folder, path), mode: publicMode };
  }

  wrote(path: string, hash: string): void {
    this.#files.set(path, hash);
  }

  async write(path: string, content: string | Uint8Array, hash?: string): Promise<void> {
    requireInside(path);
    const bytes = typeof content === 'string' ? this.#chunks.of(content) : content;
    this.#note(path, hash ?? digest(bytes));
    await this.#writer.write(path, bytes);
  }

  settled(): Promise<void> {
    return this.#writer.settled();
  }

  async copy(path: string, from: string): Promise<void> {
    const named = lstatSync(from);
    // The file itself, where a link leads to one; to ask it of every file takes longer than to copy it.
    const file = named.isSymbolicLink() ? realpathSync(from) : from;
    const found = file === from ? named : lstatSync(file);
    const stamp = lastingStamp(found);
    this.#copies[path] = stamp;
    const copies = this.#earlier?.copies;
    const isSame = copies !== undefined && Object.hasOwn(copies, path) && copies[path] === stamp;
    if (isSame && this.adopt(path)) return;
    if (found.size <= smallFile) await this.write(path, readRegularFile(file, smallFile));
    else this.wrote(path, copyPublicFile(this.claim(path), file));
  }

  claim(path: string): string {
    this.#makeFolderOf(path);
    this.#note(path, '');
    return `${this.folder}/${path}`;
  }

  #note(path: string, hash: string): void {
    if (this.#files.has(path)) throw new Error(`two steps of the build write '${path}'`);
    this.#files.set(path, hash);
    addFolders(path, this.#filled);
  }

  #makeFolderOf(path: string): void {
    requireInside(path);
    const end = path.lastIndexOf('/');
    if (end >= 0) this.#writer.makeFolder(path.slice(0, end));
  }
}

function requireInside(path: string): void {
  if (!isPathInside(path)) throw new Error(`'${path}' is no path inside the archive`);
}
