import { utf8Decoder, utf8Encoder } from './codecs.js';
import type { Pointer } from './exports.js';

/** Makes a string of UTF-16LE bytes. */
export type Utf16Decoder = (bytes: Uint8Array) => string;

let decodeUtf16: Utf16Decoder | undefined;

/**
 * Sets the decoder of a host that has a quick one. Others get UTF-8: a browser's TextDecoder takes
 * as long for Chinese in either encoding, and far longer for English in UTF-16.
 */
export function useUtf16Decoder(decoder: Utf16Decoder): void {
  decodeUtf16 = decoder;
}

/** Whether the module should answer in UTF-16. */
export function prefersUtf16(): boolean {
  return decodeUtf16 !== undefined;
}

/**
 * The module's memory as bytes and as 32-bit words.
 *
 * Memory that grows leaves its old views empty: reads give zeros and writes are lost, silently. So
 * both views are asked for after the last call that may have allocated, and never kept in a variable
 * across such a call.
 */
export class Memory {
  #memory: WebAssembly.Memory | undefined;
  #bytes = new Uint8Array(0);
  #words = new Uint32Array(0);

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** The whole memory, as it is now. */
  bytes(): Uint8Array {
    this.#refresh();
    return this.#bytes;
  }

  /** Reads the unsigned number at `address`, a multiple of 4. */
  word(address: Pointer): number {
    this.#refresh();
    return this.#words[address >>> 2] ?? 0;
  }

  /** Writes an unsigned number at `address`, a multiple of 4. */
  setWord(address: Pointer, value: number): void {
    this.#refresh();
    this.#words[address >>> 2] = value;
  }

  /** Decodes `size` bytes of UTF-8. */
  text(address: Pointer, size: number): string {
    return size === 0 ? '' : utf8Decoder().decode(this.bytes().subarray(address, address + size));
  }

  /** Decodes `size` bytes of UTF-16LE. */
  utf16Text(address: Pointer, size: number): string {
    const bytes = this.bytes().subarray(address, address + size);
    return decodeUtf16 === undefined
      ? new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes)
      : decodeUtf16(bytes);
  }

  /** Decodes the UTF-8 up to the zero byte that ends it. */
  textUpToZero(address: Pointer): string {
    return this.text(address, this.bytes().indexOf(0, address) - address);
  }

  /**
   * Writes `input` at `address` and returns its size in bytes. There must be room for
   * {@link roomFor} bytes. Lone surrogates of a string become U+FFFD.
   */
  write(address: Pointer, input: string | Uint8Array): number {
    if (input.length === 0) return 0;
    const bytes = this.bytes();
    if (typeof input !== 'string') {
      bytes.set(input, address);
      return input.length;
    }
    return utf8Encoder().encodeInto(input, bytes.subarray(address, address + roomFor(input)))
      .written;
  }

  /** Lets go of the memory, so that it is collected even while this object is still known. */
  release(): void {
    this.#memory = undefined;
    this.#bytes = new Uint8Array(0);
    this.#words = new Uint32Array(0);
  }

  #refresh(): void {
    const buffer = this.#memory?.buffer;
    if (buffer === undefined || this.#bytes.buffer === buffer) return;
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Uint32Array(buffer);
  }
}

/** A string longer than this is encoded before it is copied into the module's memory. */
const MAX_LENGTH_ENCODED_IN_PLACE = 1 << 20;

/**
 * Prepares an input of any length. A string written in place needs room for three bytes a UTF-16
 * unit, whatever it holds; for a very long one that would grow the module's memory (which never
 * shrinks) to up to three times what is needed, so it is encoded first, outside.
 */
export function compact(input: string | Uint8Array): string | Uint8Array {
  return typeof input === 'string' && input.length > MAX_LENGTH_ENCODED_IN_PLACE
    ? utf8Encoder().encode(input)
    : input;
}

/** Returns how many bytes {@link Memory.write} may need for `input`. */
export function roomFor(input: string | Uint8Array): number {
  return typeof input === 'string' ? input.length * 3 : input.length;
}
