// Which pieces of code stand beside each other, so that brotli finds again what it has just seen.

/** What is compared: so many bytes at each place. */
const GRAM = 4;
/** What so many functions have in common says nothing. */
const MAX_FUNCTIONS_OF_GRAM = 200;
/** Functions that have less in common, as a share of both, are not alike. */
const LEAST_SHARE = 0.02;
/** Small functions are alike by chance. */
const CHANCE = 20;

/**
 * An order of `bodies` in which each is followed by the one most like it that is left, or by the first
 * that is left. The same bodies give the same order.
 *
 * @returns {number[]} indexes
 */
export function orderByLikeness(bodies) {
  const grams = bodies.map(gramsOf);
  const holders = holdersOf(grams);
  const left = new Set(bodies.keys());
  const order = [];
  for (let current = 0; current !== undefined; ) {
    order.push(current);
    left.delete(current);
    current = mostLike(current, grams, holders, left) ?? left.values().next().value;
  }
  return order;
}

function gramsOf(body) {
  const grams = new Set();
  for (let at = 0; at + GRAM <= body.length; at += 1) grams.add(body.readUInt32LE(at));
  return grams;
}

function holdersOf(grams) {
  const holders = new Map();
  for (const [index, own] of grams.entries()) {
    for (const gram of own) {
      const list = holders.get(gram);
      if (list === undefined) holders.set(gram, [index]);
      else list.push(index);
    }
  }
  return holders;
}

function mostLike(current, grams, holders, left) {
  const common = new Map();
  for (const gram of grams[current]) {
    const list = holders.get(gram);
    if (list.length > MAX_FUNCTIONS_OF_GRAM) continue;
    for (const other of list) {
      if (left.has(other)) common.set(other, (common.get(other) ?? 0) + 1);
    }
  }
  let best;
  let most = LEAST_SHARE;
  for (const [other, count] of common) {
    const share = count / (grams[current].size + grams[other].size - count + CHANCE);
    if (share > most || (share === most && other < best)) {
      best = other;
      most = share;
    }
  }
  return best;
}
