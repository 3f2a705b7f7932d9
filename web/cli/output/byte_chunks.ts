/** A text that needs a larger part of it than a quarter gets memory of its own. */
const chunkSize = 1 << 20;

/** Texts as UTF-8 that last as long as somebody holds them, many in one piece of memory. */
export class ByteChunks {
  #chunk = Buffer.alloc(0);
  #used = 0;

  of(text: string): Uint8Array {
    const most = text.length * 3;
    if (most > chunkSize / 4) return Buffer.from(text);
    if (this.#used + most > this.#chunk.length) {
      this.#chunk = Buffer.allocUnsafeSlow(chunkSize);
      this.#used = 0;
    }
    const begin = this.#used;
    this.#used += this.#chunk.write(text, begin);
    return this.#chunk.subarray(begin, this.#used);
  }
}
