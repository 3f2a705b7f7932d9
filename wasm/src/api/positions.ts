import { utf8Decoder } from '../engine/codecs.js';

/** A place in a source, as unist has it. */
export interface Point {
  /** From 1 on. */
  line: number;
  /** From 1 on, in UTF-16 units. */
  column: number;
  /** From 0 on, in UTF-16 units. */
  offset: number;
}

export interface Position {
  start: Point;
  end: Point;
}

/** Turns offsets in UTF-8, which the core counts, into what JavaScript counts. */
export class Positions {
  readonly #text: string;
  // Where lines begin, in bytes and in units.
  readonly #bytes: number[] = [0];
  readonly #units: number[] = [0];

  constructor(source: string | Uint8Array) {
    this.#text = typeof source === 'string' ? source : utf8Decoder().decode(source);
    let bytes = 0;
    for (let at = 0; at < this.#text.length; ) {
      const next = this.#next(at);
      bytes += next.bytes;
      at += next.units;
      if (this.#text.charCodeAt(at - 1) === 10) {
        this.#bytes.push(bytes);
        this.#units.push(at);
      }
    }
  }

  point(byte: number): Point {
    const line = this.#lineOf(byte);
    const begin = this.#units[line] ?? 0;
    let offset = begin;
    for (let at = this.#bytes[line] ?? 0; at < byte && offset < this.#text.length; ) {
      const next = this.#next(offset);
      at += next.bytes;
      offset += next.units;
    }
    return { line: line + 1, column: offset - begin + 1, offset };
  }

  #lineOf(byte: number): number {
    let low = 0;
    let high = this.#bytes.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#bytes[middle] ?? 0) <= byte) low = middle;
      else high = middle;
    }
    return low;
  }

  /** A character's size. Lone surrogates, and zero bytes, reach the core as U+FFFD. */
  #next(at: number): { bytes: number; units: number } {
    const code = this.#text.codePointAt(at) ?? 0;
    if (code === 0) return { bytes: 3, units: 1 };
    if (code < 0x80) return { bytes: 1, units: 1 };
    if (code < 0x800) return { bytes: 2, units: 1 };
    return code < 0x10000 ? { bytes: 3, units: 1 } : { bytes: 4, units: 2 };
  }
}
