import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
  /** Whether a file of this path was written. */
  has(path: string): boolean;
}

/** Readable by a web server that runs as somebody else, whatever the source's mode was. */
const publicMode = 0o644;

/** The folder that a build writes into. */
export class Staging implements Output {
  readonly folder: string;
  readonly #written = new Set<string>();
  readonly #folders = new Map<string, Promise<unknown>>();
  #bytes = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** How many files were written. */
  get files(): number {
    return this.#written.size;
  }

  /** The size of what was written; copies are not counted. */
  get bytes(): number {
    return this.#bytes;
  }

  has(path: string): boolean {
    return this.#written.has(path);
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const file = await this.#claim(path);
    this.#bytes += bytes.length;
    await writeFile(file, bytes, { mode: publicMode, flag: 'wx' });
  }

  async copy(path: string, from: string): Promise<void> {
    const file = await this.#claim(path);
    await copyFile(from, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await chmod(file, publicMode);
  }

  async #claim(path: string): Promise<string> {
    if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
      throw new Error(`'${path}' is no path inside the archive`);
    }
    if (this.#written.has(path)) throw new Error(`two steps of the build write '${path}'`);
    this.#written.add(path);
    const file = join(this.folder, path);
    await this.#makeFolder(dirname(file));
    return file;
  }

  /** Thousands of posts share few folders: each is asked for once. */
  #makeFolder(folder: string): Promise<unknown> {
    let made = this.#folders.get(folder);
    if (made === undefined) {
      made = mkdir(folder, { recursive: true });
      this.#folders.set(folder, made);
    }
    return made;
  }
}
