/** Codes of {@link BroadsheetError}; stable and meant for programs. */
export type ErrorCode =
  /** A function was called before {@link init} had finished. */
  | 'not-initialized'
  /** An argument is not of the form its documentation asks for: a `TypeError`, too. */
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

/** Codes of what the caller has passed. */
const ofArguments = /^(invalid-argument|query-type)$/;

/**
 * The only kind of error this package throws. What is wrong with a post is not an error: see
 * `diagnostics` of the rendered post.
 */
export class BroadsheetError extends Error {
  override readonly name: string = 'BroadsheetError';
  readonly code: ErrorCode;
  /** How to mend it. */
  declare readonly hint?: string;
  declare readonly file?: string;
  /** Counted from 1. */
  declare readonly line?: number;
  /** Counted from 1, in characters (code points). */
  declare readonly column?: number;

  /** What is wrong with an argument is a `TypeError`, as everywhere, and one of this class. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: subclasses inherit it and are others.
    const isArgument = this === BroadsheetError && value instanceof TypeError;
    if (isArgument && ofArguments.test((value as { code?: string }).code ?? '')) return true;
    // biome-ignore lint/complexity/noThisInStatic: as above.
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    // Absent details stay absent, so that a printed error shows only what is known.
    for (const name of ['hint', 'file', 'line', 'column'] as const) {
      if (details[name] !== undefined) Object.assign(this, { [name]: details[name] });
    }
  }
}

/**
 * The error of a code: of those of arguments a `TypeError` with the same members.
 *
 * @param Class of the others; a worker's client has that of the entry beside it
 */
export function errorOf(
  code: ErrorCode,
  message: string,
  details?: ErrorDetails,
  Class = BroadsheetError,
): BroadsheetError {
  const error = new Class(code, message, details);
  return ofArguments.test(code) ? Object.assign(new TypeError(message, details), error) : error;
}

/** The error of an argument that is not as it should be. */
export function invalidArgument(message: string, details?: ErrorDetails): BroadsheetError {
  return errorOf('invalid-argument', message, details);
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

/** Refuses what is no object, or a list. @param what `The options`, `The query` */
export function checkObject(value: unknown, what: string): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  const verb = what.endsWith('s') ? 'are' : 'is';
  throw invalidArgument(`${what} ${verb} ${describe(value)}; expected an object.`);
}
