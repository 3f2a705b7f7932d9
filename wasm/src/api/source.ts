import { describe, invalidArgument } from '../engine/errors.js';

/** A post's file as callers pass it. */
export function checkedSource(source: unknown): string | Uint8Array {
  if (typeof source === 'string' || source instanceof Uint8Array) return source;
  // Bytes of another realm (a frame, a test environment) are not an instance of our Uint8Array.
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  }
  throw invalidArgument(
    `The source of a post is ${describe(source)}; expected a string or a Uint8Array.`,
  );
}
