/*
 * New files. A file system may take half a millisecond to make a file or a folder, most of it waiting:
 * Node's pool waits then, while the thread that makes them goes on. To ask the pool takes as long as a
 * quick file system takes for the file, so there is no asking as long as it is quick. What follows an
 * opening, a write into memory, is done at once here.
 */
import { closeSync, mkdir, mkdirSync, open, openSync } from 'node:fs';
import { systemCode, withPath } from '../terminal/failure.js';
import { publicMode, writeWhole } from './public_file.js';

/** So many files may be on their way; each is in memory until it is written. */
const mostWaiting = 64;
/** And so many bytes. */
const mostBytes = 16 << 20;

/** What takes longer on average, in milliseconds, is left to the pool from then on. */
const quick = 0.1;
/** As far as one file counts: now and then a thread has to give way to others, which tells nothing. */
const longest = 0.5;
/** How much of the average the last file is. */
const weight = 0.1;

/** A folder that is being made has others wait for it. */
type Folder = 'made' | (() => void)[];

/** Makes folders and files below one folder. The first failure is told to whoever writes next. */
export class FileWriter {
  readonly #root: string;
  readonly #folders = new Map<string, Folder>();
  #average = 0;
  #waiting = 0;
  #bytes = 0;
  #failure: { error: unknown } | undefined;
  readonly #forRoom: (() => void)[] = [];
  readonly #forAll: (() => void)[] = [];

  /** @param root is there already */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Begins to write a file that does not exist yet; the folder above it is made, too, where its own
   * is there or on its way.
   *
   * @param path relative to the root, `/` between segments
   * @param bytes are not to be changed before {@link settled}
   */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    this.#throw();
    this.#waiting += 1;
    this.#bytes += bytes.length;
    const end = path.lastIndexOf('/');
    const create = (): void => this.#create(`${this.#root}/${path}`, bytes);
    if (end < 0) create();
    else this.#whenMade(path.slice(0, end), create);
    if (this.#waiting < mostWaiting && this.#bytes < mostBytes) return;
    await new Promise<void>((resolve) => this.#forRoom.push(resolve));
    this.#throw();
  }

  /** Makes a folder, and those above it, before it returns. */
  makeFolder(path: string): void {
    if (this.#folders.get(path) === 'made') return;
    const end = path.lastIndexOf('/');
    if (end >= 0) this.makeFolder(path.slice(0, end));
    makeNow(`${this.#root}/${path}`);
    this.#isMade(path);
  }

  /** Waits for all files. */
  async settled(): Promise<void> {
    if (this.#waiting > 0) await new Promise<void>((resolve) => this.#forAll.push(resolve));
    this.#throw();
  }

  #whenMade(path: string, then: () => void): void {
    const folder = this.#folders.get(path);
    if (folder === 'made') {
      then();
    } else if (folder !== undefined) {
      folder.push(then);
    } else {
      this.#folders.set(path, [then]);
      const end = path.lastIndexOf('/');
      if (end < 0) this.#make(path);
      else this.#whenMade(path.slice(0, end), () => this.#make(path));
    }
  }

  get #isQuick(): boolean {
    return this.#average <= quick;
  }

  #make(path: string): void {
    const folder = `${this.#root}/${path}`;
    if (this.#isQuick) {
      try {
        this.#timed(() => makeNow(folder));
      } catch (error) {
        this.#fail(error);
      }
      this.#isMade(path);
      return;
    }
    mkdir(folder, (error) => {
      if (error !== null && error.code !== 'EEXIST') this.#fail(error);
      this.#isMade(path);
    });
  }

  /** What waits for the folder goes on; where it could not be made, files say so once more. */
  #isMade(path: string): void {
    const waiting = this.#folders.get(path);
    this.#folders.set(path, 'made');
    if (waiting !== undefined && waiting !== 'made') for (const then of waiting) then();
  }

  #create(file: string, bytes: Uint8Array): void {
    if (this.#failure !== undefined) {
      this.#end(bytes);
      return;
    }
    if (this.#isQuick) {
      this.#fill(file, bytes, () => this.#timed(() => openSync(file, 'wx', publicMode)));
      return;
    }
    open(file, 'wx', publicMode, (error, descriptor) => {
      this.#fill(file, bytes, () => {
        if (error !== null) throw error;
        return descriptor;
      });
    });
  }

  /** @param opened the file that was made, or what has come in its way */
  #fill(file: string, bytes: Uint8Array, opened: () => number): void {
    try {
      const descriptor = opened();
      try {
        writeWhole(descriptor, bytes);
      } finally {
        closeSync(descriptor);
      }
    } catch (thrown) {
      this.#fail(withPath(thrown, file));
    }
    this.#end(bytes);
  }

  #timed<Value>(make: () => Value): Value {
    const began = performance.now();
    try {
      return make();
    } finally {
      const taken = Math.min(performance.now() - began, longest);
      this.#average += (taken - this.#average) * weight;
    }
  }

  #end(bytes: Uint8Array): void {
    this.#waiting -= 1;
    this.#bytes -= bytes.length;
    // Not for each file: whoever waits begins with half of them at once.
    if (this.#waiting <= mostWaiting / 2 && this.#bytes <= mostBytes / 2) release(this.#forRoom);
    if (this.#waiting === 0) release(this.#forAll);
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }

  #throw(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

function makeNow(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // There already, where a file system takes two spellings for one, or the pool was quicker.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

function release(waiting: (() => void)[]): void {
  for (const resolve of waiting.splice(0)) resolve();
}
