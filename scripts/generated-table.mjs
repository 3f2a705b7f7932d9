// How the scripts that generate tables of the core write them down.

/** `items` as the lines of an initializer. */
export const rows = (items, perLine) => {
  const out = [];
  for (let i = 0; i < items.length; i += perLine)
    out.push(`    ${items.slice(i, i + perLine).join(', ')},`);
  return out.join('\n');
};

export const hex = (code) => `0x${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** Small numbers for small distances in both directions: 0, -1, 1, -2, 2, ... */
export const zigzag = (n) => (n < 0 ? -2 * n - 1 : 2 * n);

/** Numbers as LEB128, for text/packed_numbers.h to read; the lines of an initializer. */
export const packedRows = (numbers) =>
  rows(
    numbers.flatMap((n) => {
      const bytes = [];
      for (; n >= 0x80; n >>>= 7) bytes.push((n & 0x7f) | 0x80);
      return [...bytes, n];
    }),
    24,
  );
