/*
 * Values of configurations and front matter as site generators take them.
 */

/** A map of settings. */
export type Values = Readonly<Record<string, unknown>>;

/** Whether a value has members of its own. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value with all keys in lower case, at every depth. */
export function lowercased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowercased);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowercased(inner)]),
  );
}

/** Both maps in one; where both have a value that is no map, the later one counts. */
export function merged(earlier: Values, later: Values): Record<string, unknown> {
  const result: Record<string, unknown> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = Object.hasOwn(result, key) ? result[key] : undefined;
    result[key] = isMap(before) && isMap(value) ? merged(before, value) : value;
  }
  return result;
}

/** A map's member that is a map; else an empty one. */
export function mapIn(values: Values, key: string): Record<string, unknown> {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  return isMap(value) ? value : {};
}

/** A member that is a text with more than blanks, or a number. */
export function wordIn(values: Values, key: string): string | undefined {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).trim() || undefined;
}

/** A member as generators read flags: `true`, `"true"`. */
export function isOn(values: Values, key: string): boolean {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  return value === true || value === 'true' || value === 1;
}

/** The texts of a list, or of a single text. */
export function wordsIn(values: Values, key: string): string[] {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((item) =>
    typeof item === 'string' || typeof item === 'number' ? [String(item)] : [],
  );
}
