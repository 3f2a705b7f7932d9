import { BroadsheetError, InstanceLost, errorOf } from './errors.js';
import type { CommonExports, FunctionName, Pointer } from './exports.js';
import {
  BLOCK_ALIGNMENT,
  BLOCK_JSON,
  BLOCK_PRIMARY,
  BLOCK_TEXT,
  REPLY_HEADER_SIZE,
  REPLY_JSON_SIZE,
  REPLY_PRIMARY_SIZE,
  REPLY_STATUS,
  REPLY_TEXT_SIZE,
  REPLY_UTF16,
  STATUS_INVALID_ARGUMENT,
  STATUS_OK,
  STATUS_OUT_OF_MEMORY,
} from './layout.js';
import { Memory } from './memory.js';

/** The argument buffer that is kept between calls is not larger than this. */
const MAX_KEPT_BUFFER = 1 << 20;
const MIN_BUFFER = 1 << 14;

/** More than a module of 32 bits could take; a larger number would be cut on the way in. */
const MAX_BUFFER = 2 ** 31 - 1;

/** One block of a reply. */
export interface Block {
  at: Pointer;
  /** In bytes. */
  size: number;
  /** UTF-16LE instead of UTF-8. */
  wide: boolean;
}

/** The three blocks of a reply. */
export interface ReplyBlocks {
  primary: Block;
  text: Block;
  json: Block;
}

/**
 * One instance of the module: its memory, an argument buffer that is used again from call to call,
 * and the knowledge whether the instance is still sound. After a call that did not return (a trap, an
 * exit, a C++ exception, which tidies nothing up on its way out) the memory may be in any state, and
 * nothing of it is touched again.
 */
export class Instance {
  readonly memory: Memory;
  #exports: CommonExports | undefined;
  #buffer: Pointer = 0;
  #bufferSize = 0;

  constructor(exports: CommonExports) {
    this.#exports = exports;
    this.memory = new Memory(exports.memory);
  }

  /** Whether the instance must not be used any more. */
  get lost(): boolean {
    return this.#exports === undefined;
  }

  /** Gives the instance up; nothing of it is used again. */
  close(): void {
    this.#lose();
  }

  version(): string {
    return this.memory.textUpToZero(this.invoke('broadsheet_version'));
  }

  /**
   * Returns the argument buffer with room for `size` bytes. What it held is gone. It is the caller's
   * until {@link releaseBuffer}.
   */
  takeBuffer(size: number): Pointer {
    if (size <= this.#bufferSize) return this.#buffer;
    this.#dropBuffer();
    const roomy = Math.max(MIN_BUFFER, Math.min(size * 2, MAX_KEPT_BUFFER), size);
    const buffer = roomy > MAX_BUFFER ? 0 : this.invoke('broadsheet_alloc', roomy);
    if (buffer === 0) this.#outOfMemory(`${roomy} bytes for the arguments of a call`);
    this.#buffer = buffer;
    this.#bufferSize = roomy;
    return buffer;
  }

  /** Ends the use of the argument buffer; a very large one is given back. */
  releaseBuffer(): void {
    if (this.#bufferSize > MAX_KEPT_BUFFER) this.#dropBuffer();
  }

  /** Calls a function that the module exports; what it returns is a number or nothing. */
  invoke(name: FunctionName, ...values: number[]): number {
    if (this.#exports === undefined) throw new InstanceLost();
    try {
      // Whether the module has it was looked at when it was loaded.
      const functions = this.#exports as unknown as Record<string, (...values: number[]) => number>;
      return (functions[name] as (...values: number[]) => number)(...values);
    } catch (cause) {
      // Nothing else leaves the module: its calls catch what they throw, but for missing memory.
      if (cause instanceof WebAssembly.Exception) this.#outOfMemory('a call');
      this.#lose();
      throw new BroadsheetError(
        'internal-error',
        'The WebAssembly module stopped in the middle of a call. The next call starts it afresh.',
        { hint: 'This is a defect; please report it with the input.', cause },
      );
    }
  }

  replyFree(reply: Pointer): void {
    if (!this.lost) this.invoke('broadsheet_reply_free', reply);
  }

  /**
   * Reads a reply's header.
   *
   * @throws {BroadsheetError} when its status is not OK.
   */
  blocks(reply: Pointer): ReplyBlocks {
    const { memory } = this;
    const utf16 = memory.word(reply + REPLY_UTF16);
    let at = reply + REPLY_HEADER_SIZE;
    const block = (sizeAt: number, bit: number): Block => {
      const found = { at, size: memory.word(reply + sizeAt), wide: (utf16 & bit) !== 0 };
      at += Math.ceil(found.size / BLOCK_ALIGNMENT) * BLOCK_ALIGNMENT;
      return found;
    };
    const primary = block(REPLY_PRIMARY_SIZE, BLOCK_PRIMARY);
    const text = block(REPLY_TEXT_SIZE, BLOCK_TEXT);
    const json = block(REPLY_JSON_SIZE, BLOCK_JSON);
    const status = memory.word(reply + REPLY_STATUS);
    if (status !== STATUS_OK) this.#fail(status, this.decode(json));
    return { primary, text, json };
  }

  /** A block's text. */
  decode({ at, size, wide }: Block): string {
    return wide ? this.memory.utf16Text(at, size) : this.memory.text(at, size);
  }

  #fail(status: number, json: string): never {
    if (status === STATUS_OUT_OF_MEMORY) this.#outOfMemory('the result of a call');
    // Memory may hold half of something after a defect; a fresh instance costs a millisecond.
    if (status !== STATUS_INVALID_ARGUMENT) this.#lose();
    const { code, message, hint, file } = JSON.parse(json) as {
      code: string;
      message: string;
      hint?: string;
      file?: string;
    };
    throw errorOf(code, message, { hint, file });
  }

  #outOfMemory(what: string): never {
    this.#lose();
    throw new BroadsheetError('out-of-memory', `There is no memory left for ${what}.`, {
      hint: 'The input is too large for one call; the next call starts with fresh memory.',
    });
  }

  /** A lost instance holds on to nothing: handles of catalogs may refer to it for long. */
  #lose(): void {
    this.#exports = undefined;
    this.#buffer = 0;
    this.#bufferSize = 0;
    this.memory.release();
  }

  #dropBuffer(): void {
    const buffer = this.#buffer;
    this.#buffer = 0;
    this.#bufferSize = 0;
    if (buffer !== 0 && !this.lost) this.invoke('broadsheet_free', buffer);
  }
}
