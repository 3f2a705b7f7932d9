/**
 * The 64-bit FNV-1a hash of bytes, in hexadecimal: what `parity_dump.cpp` prints. JavaScript has no
 * fast integers of 64 bits, so the two halves are kept apart, and the lower one is multiplied in
 * pieces of 16 bits.
 */
export function fnv1a(bytes: Uint8Array): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let index = 0; index < bytes.length; index++) {
    low ^= bytes[index] as number;
    // The prime is 2^40 + 0x1b3.
    const first = (low & 0xffff) * 0x1b3;
    const second = (low >>> 16) * 0x1b3 + (first >>> 16);
    high = (Math.imul(high, 0x1b3) + (second >>> 16) + (low << 8)) | 0;
    low = ((second & 0xffff) << 16) | (first & 0xffff);
  }
  return hex(high) + hex(low);
}

function hex(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}
