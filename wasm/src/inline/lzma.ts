/*
 * The decoder of LZMA, after the specification by Igor Pavlov (lzma-specification.7z, in the public
 * domain). Deflate would be a quarter larger; and a host that has neither files nor `fetch` has no
 * decompression of its own that answers at once.
 */

const headerSize = 13;
const states = 12;
/** Of probabilities: they start even. */
const scale = 11;
const even = 1 << (scale - 1);
const adaption = 5;
const leastRange = 2 ** 24;
/** Distances of these slots and more have bits that are spelt out; the last four are modelled. */
const firstLongSlot = 4;
const firstDirectSlot = 14;
const alignBits = 4;
const shortestMatch = 2;

/** Probabilities of one kind of decision. */
function model(count: number): Uint16Array {
  return new Uint16Array(count).fill(even);
}

/** The decisions that spell a length. */
interface LengthModel {
  choice: Uint16Array;
  low: Uint16Array;
  middle: Uint16Array;
  high: Uint16Array;
}

function lengthModel(): LengthModel {
  return { choice: model(2), low: model(16 << 3), middle: model(16 << 3), high: model(256) };
}

/**
 * Unpacks an `.lzma` file.
 *
 * @param input the whole file, as `xz --format=lzma` writes it; trusted to be undamaged
 * @param size how many bytes it holds
 */
export function unpackLzma(input: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(size);
  const properties = input[0] ?? 0;
  const contextBits = properties % 9;
  const literalPositionMask = (1 << (Math.floor(properties / 9) % 5)) - 1;
  const positionMask = (1 << Math.floor(properties / 45)) - 1;

  let at = headerSize + 1;
  let range = 0xffffffff;
  let code = 0;
  for (let count = 0; count < 4; count += 1) shiftIn();

  function shiftIn(): void {
    code = ((code << 8) | (input[at] ?? 0)) >>> 0;
    at += 1;
  }

  function bit(probabilities: Uint16Array, index: number): 0 | 1 {
    const probability = probabilities[index] ?? even;
    const bound = (range >>> scale) * probability;
    const isOne = code >= bound;
    if (isOne) {
      range -= bound;
      code -= bound;
      probabilities[index] = probability - (probability >> adaption);
    } else {
      range = bound;
      probabilities[index] = probability + (((1 << scale) - probability) >> adaption);
    }
    if (range < leastRange) {
      range = (range << 8) >>> 0;
      shiftIn();
    }
    return isOne ? 1 : 0;
  }

  /** A number of `bits` bits, the highest first; the model is a tree that begins at `offset`. */
  function number(tree: Uint16Array, bits: number, offset = 0): number {
    let node = 1;
    for (let count = 0; count < bits; count += 1) node = (node << 1) | bit(tree, offset + node);
    return node - (1 << bits);
  }

  /** The same, the lowest bit first. */
  function reversed(tree: Uint16Array, bits: number, offset = 0): number {
    let node = 1;
    let value = 0;
    for (let count = 0; count < bits; count += 1) {
      const one = bit(tree, offset + node);
      node = (node << 1) | one;
      value |= one << count;
    }
    return value;
  }

  /** Bits without a model. */
  function direct(bits: number): number {
    let value = 0;
    for (let count = 0; count < bits; count += 1) {
      range >>>= 1;
      const isOne = code >= range;
      if (isOne) code -= range;
      if (range < leastRange) {
        range = (range << 8) >>> 0;
        shiftIn();
      }
      value = (value << 1) | (isOne ? 1 : 0);
    }
    return value;
  }

  function length(lengths: LengthModel, position: number): number {
    if (bit(lengths.choice, 0) === 0) return number(lengths.low, 3, position << 3);
    if (bit(lengths.choice, 1) === 0) return 8 + number(lengths.middle, 3, position << 3);
    return 16 + number(lengths.high, 8);
  }

  const literals = model(0x300 << (contextBits + (Math.floor(properties / 9) % 5)));
  const isMatch = model(states << 4);
  const isRepeat = model(states);
  const isOlder = model(states);
  const isThird = model(states);
  const isFourth = model(states);
  const isLongRepeat = model(states << 4);
  const slots = model(4 << 6);
  const distances = model(1 << 7);
  const aligned = model(1 << alignBits);
  const matchLengths = lengthModel();
  const repeatLengths = lengthModel();

  let state = 0;
  /** The last four distances, less one. */
  let [near, second, third, fourth] = [0, 0, 0, 0];
  let end = 0;

  function literal(): void {
    const before = output[end - 1] ?? 0;
    const context = ((end & literalPositionMask) << contextBits) + (before >> (8 - contextBits));
    const offset = 0x300 * context;
    let symbol = 1;
    if (state >= 7) {
      // After a match the byte is likely another than the one that would have gone on.
      let expected = output[end - near - 1] ?? 0;
      while (symbol < 0x100) {
        const likely = (expected >> 7) & 1;
        expected <<= 1;
        const one = bit(literals, offset + ((1 + likely) << 8) + symbol);
        symbol = (symbol << 1) | one;
        if (likely !== one) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, offset + symbol);
    output[end] = symbol;
    end += 1;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  function distance(matched: number): number {
    const slot = number(slots, 6, Math.min(matched, 3) << 6);
    if (slot < firstLongSlot) return slot;
    const bits = (slot >> 1) - 1;
    const start = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < firstDirectSlot) return start + reversed(distances, bits, start - slot);
    const high = direct(bits - alignBits);
    return start + ((high << alignBits) >>> 0) + reversed(aligned, alignBits);
  }

  while (end < size) {
    const position = end & positionMask;
    if (bit(isMatch, (state << 4) + position) === 0) {
      literal();
      continue;
    }
    let matched: number;
    if (bit(isRepeat, state) === 0) {
      [second, third, fourth] = [near, second, third];
      matched = length(matchLengths, position);
      near = distance(matched);
      state = state < 7 ? 7 : 10;
    } else {
      if (bit(isOlder, state) === 0) {
        if (bit(isLongRepeat, (state << 4) + position) === 0) {
          output[end] = output[end - near - 1] ?? 0;
          end += 1;
          state = state < 7 ? 9 : 11;
          continue;
        }
      } else if (bit(isThird, state) === 0) {
        [near, second] = [second, near];
      } else if (bit(isFourth, state) === 0) {
        [near, second, third] = [third, near, second];
      } else {
        [near, second, third, fourth] = [fourth, near, second, third];
      }
      matched = length(repeatLengths, position);
      state = state < 7 ? 8 : 11;
    }
    // Copied one by one: what is copied may reach into itself.
    const stop = Math.min(end + matched + shortestMatch, size);
    for (; end < stop; end += 1) output[end] = output[end - near - 1] ?? 0;
  }
  return output;
}
