import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { IndexHost } from 'broadsheet';
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
    await this.#write(name, name.endsWith('.json') ? bytes : compressed(bytes));
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

/**
 * Blocks, with buffers no larger than the file: ten thousand small files by the asynchronous
 * functions hold so much memory outside the heap that the collector runs all the time. A window
 * larger than the file compresses no better, but has to be cleared.
 */
function compressed(bytes: Uint8Array): Uint8Array {
  const windowBits = Math.min(15, Math.max(9, Math.ceil(Math.log2(bytes.length + 1))));
  return gzipSync(bytes, {
    chunkSize: Math.max(64, bytes.length),
    windowBits,
    memLevel: Math.min(8, Math.max(1, windowBits - 7)),
  });
}
