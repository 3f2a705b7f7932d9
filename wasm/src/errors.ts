/** Codes of {@link BroadsheetError}; stable and meant for programs. */
export type ErrorCode =
  /** A function was called before {@link init} had finished. */
  | 'not-initialized'
  /** An argument is not of the form its documentation asks for. */
  | 'invalid-argument'
  /** The WebAssembly module could not be fetched or read. */
  | 'load-failed'
  /** What was loaded is not a WebAssembly module of Broadsheet. */
  | 'wrong-module'
  /** The module belongs to another version of this package. */
  | 'version-mismatch'
  /** Memory ran out. The next call starts with fresh memory. */
  | 'out-of-memory'
  /** A defect of the library. The next call starts with a fresh instance. */
  | 'internal-error'
  /** The object lived in an instance that has been lost; see {@link InstanceLost}. */
  | 'instance-lost'
  /** The object was used after its `dispose()`. */
  | 'disposed'
  | (string & {});

/** What a {@link BroadsheetError} knows besides its code and message. */
export interface ErrorDetails {
  hint?: string | undefined;
  file?: string | undefined;
  line?: number | undefined;
  column?: number | undefined;
  cause?: unknown;
}

/**
 * The only kind of error this package throws. What is wrong with a post is not an error: see
 * `diagnostics` of the rendered post.
 */
export class BroadsheetError extends Error {
  override readonly name = 'BroadsheetError';
  readonly code: ErrorCode;
  /** How to mend it. */
  readonly hint?: string;
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1, in characters (code points). */
  readonly column?: number;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    // Absent details stay absent, so that a printed error shows only what is known.
    if (details.hint !== undefined) this.hint = details.hint;
    if (details.file !== undefined) this.file = details.file;
    if (details.line !== undefined) this.line = details.line;
    if (details.column !== undefined) this.column = details.column;
  }
}

/**
 * The object that was used lived in an instance of the WebAssembly module that a failure, in this
 * call of it or another, has ended. Catalogs and searches are opened again by themselves; an index
 * that is being built is not: build it again.
 */
export class InstanceLost extends BroadsheetError {
  constructor() {
    super('instance-lost', 'The WebAssembly module that this object lived in has stopped.', {
      hint: 'Make the object again; the next call has a fresh module.',
    });
  }
}

/** Names a value of the wrong kind in a message: `'x'`, `42`, `null`, `an array`, `an object`. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
