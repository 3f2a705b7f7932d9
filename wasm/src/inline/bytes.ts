import { unpackLzma } from './lzma.js';

/**
 * Bytes from base64 of an `.lzma` file. Both are undone by hand: a host that has neither files nor
 * `fetch` may have no `atob` and no `DecompressionStream`, and the latter would not be at once.
 */
export function unpack(base64: string, size: number): Uint8Array<ArrayBuffer> {
  return unpackLzma(decodeBase64(base64), size);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** @param text without blanks; padded with `=` or not */
function decodeBase64(text: string): Uint8Array {
  const values = new Uint8Array(128);
  for (let value = 0; value < alphabet.length; value += 1) {
    values[alphabet.charCodeAt(value)] = value;
  }
  const length = text.endsWith('==')
    ? text.length - 2
    : text.endsWith('=')
      ? text.length - 1
      : text.length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let at = 0;
  for (let index = 0; index < length; index += 1) {
    // Of the bits that are shifted out at the left none is needed any more.
    bits = (bits << 6) | (values[text.charCodeAt(index)] ?? 0);
    const left = (index & 3) * 2;
    if (left > 0) {
      bytes[at] = bits >> (6 - left);
      at += 1;
    }
  }
  return bytes;
}
