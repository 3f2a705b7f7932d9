import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** So many bytes stay in memory: an archive of some hundred posts needs no file. */
const inMemory = 32 << 20;
/** They are taken as they are needed, so much at once. */
const chunkSize = 4 << 20;

/** Where a text lies. */
export interface Place {
  /** In bytes. */
  at: number;
  size: number;
}

/** A part of what is in memory. */
interface Chunk {
  bytes: Buffer;
  /** Where it begins, in bytes. */
  at: number;
  /** As far as it is filled. */
  size: number;
}

/**
 * Texts that are put aside and read once more, in a file when there are many: memory does not grow
 * with them, and the collector need not look at them.
 */
export class Spool {
  readonly #file: string;
  /** What is not in the file, in the order in which it was put. */
  #chunks: Chunk[] = [];
  /** Where the first of them begins. */
  #tailAt = 0;
  #descriptor: number | undefined;

  /** @param file made when it is needed, and removed in the end */
  constructor(file: string) {
    this.#file = file;
  }

  put(text: string): Place {
    const most = text.length * 3;
    if (most > chunkSize) return this.#putLong(text);
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || chunk.size + most > chunkSize) chunk = this.#newChunk();
    const at = chunk.at + chunk.size;
    const size = chunk.bytes.write(text, chunk.size);
    chunk.size += size;
    return { at, size };
  }

  get({ at, size }: Place): string {
    if (at < this.#tailAt) return textAt(this.#descriptor as number, this.#file, { at, size });
    const { bytes, at: first } = this.#chunks.findLast((chunk) => chunk.at <= at) as Chunk;
    return bytes.toString('utf8', at - first, at - first + size);
  }

  /** Lets others read from the file what was put aside so far. */
  flush(): void {
    for (const { bytes, size } of this.#chunks) this.#append(bytes.subarray(0, size));
    this.#chunks = [];
  }

  /** Gives everything back. */
  end(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#file, { force: true });
  }

  #newChunk(): Chunk {
    if (this.#chunks.length === inMemory / chunkSize) this.flush();
    const last = this.#chunks.at(-1);
    const at = last === undefined ? this.#tailAt : last.at + last.size;
    const chunk = { bytes: Buffer.allocUnsafeSlow(chunkSize), at, size: 0 };
    this.#chunks.push(chunk);
    return chunk;
  }

  #putLong(text: string): Place {
    this.flush();
    const at = this.#tailAt;
    return { at, size: this.#append(Buffer.from(text)) };
  }

  #append(bytes: Uint8Array): number {
    this.#descriptor ??= openSync(this.#file, 'wx+', 0o600);
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#tailAt + done);
    }
    this.#tailAt += bytes.length;
    return bytes.length;
  }
}

/** The spool of another thread, as far as it was flushed. */
export class ForeignSpool {
  readonly #file: string;
  readonly #descriptor: number;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, 'r');
  }

  get(place: Place): string {
    return textAt(this.#descriptor, this.#file, place);
  }

  end(): void {
    closeSync(this.#descriptor);
  }
}

function textAt(descriptor: number, file: string, { at, size }: Place): string {
  const bytes = Buffer.allocUnsafe(size);
  let done = 0;
  while (done < size) {
    const read = readSync(descriptor, bytes, done, size - done, at + done);
    if (read === 0) throw new Error(`'${file}' has lost what was written into it`);
    done += read;
  }
  return bytes.toString('utf8');
}
