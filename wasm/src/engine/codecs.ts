import { BroadsheetError } from './errors.js';

type Codec = 'TextDecoder' | 'TextEncoder';

/**
 * A module of Node's own, where Node runs this script; bundlers leave no trace of it elsewhere. The
 * browser's build gets there by jsdom under Jest and by bundles for a browser that Node runs.
 */
export function nodeModule(name: string): Record<string, unknown> | undefined {
  type Node = { getBuiltinModule?(name: string): Record<string, unknown> | undefined };
  return (globalThis as { process?: Node }).process?.getBuiltinModule?.(name);
}

let decoder: TextDecoder | undefined;
let encoder: TextEncoder | undefined;

/** The decoder of UTF-8, made at the first use: a host without one can load the script. */
export function utf8Decoder(): TextDecoder {
  // A leading U+FEFF in a post's HTML is content: the decoder must not take it for a mark.
  decoder ??= new (codec('TextDecoder'))('utf-8', { ignoreBOM: true });
  return decoder;
}

/** The encoder of UTF-8. */
export function utf8Encoder(): TextEncoder {
  encoder ??= new (codec('TextEncoder'))();
  return encoder;
}

function codec<Name extends Codec>(name: Name): (typeof globalThis)[Name] {
  // (jsdom has none of its own and hides Node's.)
  const found = globalThis[name] ?? nodeModule('util')?.[name];
  if (found === undefined) {
    throw new BroadsheetError('load-failed', `This host has no ${name}.`, {
      hint: `Set globalThis.${name} before the first call, by a polyfill for instance.`,
    });
  }
  return found as (typeof globalThis)[Name];
}
