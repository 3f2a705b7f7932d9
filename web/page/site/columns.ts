/*
 * Rows of like objects as columns: what thousands of rows name alike is written once, and like values
 * stand side by side, which compresses to half.
 */

/** The values of one key. */
export interface Column {
  /** The rows that have one, each as its distance from the one before; left out where all have. */
  rows?: number[];
  values?: unknown[];
  /** Whole numbers instead, each as its difference from the one before. */
  steps?: number[];
}

/** By key. */
export type Columns = Record<string, Column>;

/** Takes rows apart. */
export function columnsOf(rows: readonly object[]): Columns {
  const found = new Map<string, { rows: number[]; values: unknown[] }>();
  for (const [row, fields] of rows.entries()) {
    for (const [key, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      let column = found.get(key);
      if (column === undefined) {
        column = { rows: [], values: [] };
        found.set(key, column);
      }
      column.rows.push(row);
      column.values.push(value);
    }
  }
  return Object.fromEntries(
    [...found].map(([key, { rows: own, values }]) => [
      key,
      {
        ...(own.length === rows.length ? {} : { rows: stepsOf(own) }),
        ...(values.every(Number.isSafeInteger)
          ? { steps: stepsOf(values as number[]) }
          : { values }),
      },
    ]),
  );
}

/** Puts so many rows together again, their keys in the order of the columns. */
export function rowsOf(columns: Columns, count: number): Record<string, unknown>[] {
  const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  for (const [key, { rows: own, values, steps }] of Object.entries(columns)) {
    const all = values ?? numbersOf(steps ?? []);
    const places = own && numbersOf(own);
    for (const [at, value] of all.entries()) {
      const row = rows[places?.[at] ?? at];
      if (row !== undefined) row[key] = value;
    }
  }
  return rows;
}

/** Whole numbers as the difference of each from the one before. */
export function stepsOf(numbers: readonly number[]): number[] {
  return numbers.map((number, at) => number - (numbers[at - 1] ?? 0));
}

/** The numbers of `stepsOf`. */
export function numbersOf(steps: readonly number[]): number[] {
  let number = 0;
  return steps.map((step) => (number += step));
}
