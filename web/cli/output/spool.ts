import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** So many bytes stay in memory: a small archive needs no file. */
const inMemory = 4 << 20;

/** Where a text lies. */
export interface Place {
  /** In bytes. */
  at: number;
  size: number;
}

/**
 * Texts that are put aside and read once more, in a file when there are many: memory does not grow
 * with them, and the collector need not look at them.
 */
export class Spool {
  readonly #file: string;
  readonly #tail = Buffer.allocUnsafe(inMemory);
  #tailAt = 0;
  #tailSize = 0;
  #descriptor: number | undefined;

  /** @param file made when it is needed, and removed in the end */
  constructor(file: string) {
    this.#file = file;
  }

  put(text: string): Place {
    const most = text.length * 3;
    if (this.#tailSize + most > inMemory) this.flush();
    const at = this.#tailAt + this.#tailSize;
    if (most > inMemory) return { at, size: this.#append(Buffer.from(text)) };
    const size = this.#tail.write(text, this.#tailSize);
    this.#tailSize += size;
    return { at, size };
  }

  get({ at, size }: Place): string {
    if (at >= this.#tailAt) {
      const begin = at - this.#tailAt;
      return this.#tail.toString('utf8', begin, begin + size);
    }
    return textAt(this.#descriptor as number, this.#file, { at, size });
  }

  /** Lets others read from the file what was put aside so far. */
  flush(): void {
    if (this.#tailSize > 0) this.#append(this.#tail.subarray(0, this.#tailSize));
    this.#tailSize = 0;
  }

  /** Gives everything back. */
  end(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#file, { force: true });
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
