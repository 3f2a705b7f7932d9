import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexHost } from 'broadsheet';
import { gzipped } from './gzipped.js';
import { IndexStart } from './index_start.js';

/** Memory for terms before they go to a temporary file; the rest of the process needs as much. */
export const indexMemory = 64 << 20;

/** Writes a file of an index. */
export type WriteFile = (name: string, content: Uint8Array) => Promise<void>;

/** The files of an index, gzipped but for its manifest; runs in a temporary folder. */
export class TemporaryRuns implements IndexHost {
  readonly #write: WriteFile;
  readonly #place: string;
  /** What every query reads. */
  readonly start = new IndexStart();
  #folder: string | undefined;
  #runs = 0;

  /** @param place where the temporary folder is made */
  constructor(write: WriteFile, place: string = tmpdir()) {
    this.#write = write;
    this.#place = place;
  }

  async write(name: string, bytes: Uint8Array, isOfLinks: boolean): Promise<void> {
    // The page looks for posts.
    if (!isOfLinks) this.start.add(name, bytes);
    // Static hosts compress few types by themselves.
    await this.#write(name, name.endsWith('.json') ? bytes : gzipped(bytes));
  }

  async appendRun(bytes: Uint8Array): Promise<void> {
    this.#folder ??= await mkdtemp(join(this.#place, '.broadsheet-'));
    const file = await open(this.#path(this.#runs++), 'wx', 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  }

  async readRun(run: number, offset: number, size: number): Promise<Uint8Array> {
    const file = await open(this.#path(run));
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(size), 0, size, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** Takes the temporary folder away. */
  async end(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  #path(run: number): string {
    return join(this.#folder ?? '', `run-${run}`);
  }
}
