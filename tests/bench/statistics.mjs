/** Returns the value below which `share` (0 to 1) of `values` lie, between neighbours if need be. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values) => quantile(values, 0.5);

/**
 * Compares two series pair by pair: what was measured in the same round met the same machine.
 *
 * @returns {{median: number, low: number, high: number}} `values` as multiples of `base`, with the
 *   lower and the upper quartile
 */
export function pairedRatio(values, base) {
  const ratios = values.map((value, round) => value / base[round]);
  return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
}

/** Adds series up round by round. */
export function sumByRound(series) {
  return series[0].map((_, round) => series.reduce((sum, values) => sum + values[round], 0));
}
