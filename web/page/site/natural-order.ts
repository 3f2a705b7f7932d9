/** Orders paths as people count: `2.md` before `10.md`; else by UTF-16 code units. */
export function byNaturalPath(one: string, other: string): number {
  const [first, second] = [one, other].map(partsOf);
  for (let at = 0; first !== undefined && second !== undefined; at += 1) {
    const [a, b] = [first[at], second[at]];
    if (a === undefined || b === undefined)
      return first.length - second.length || compare(one, other);
    const order = /^\d/.test(a) && /^\d/.test(b) ? compareNumbers(a, b) : compare(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

function partsOf(path: string): string[] {
  return path.match(/\d+|\D+/g) ?? [];
}

/** However long: by their lengths without zeros in front, and then digit by digit. */
function compareNumbers(one: string, other: string): number {
  const [a = '', b = ''] = [one, other].map((digits) => digits.replace(/^0+(?=\d)/, ''));
  return a.length - b.length || compare(a, b);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
