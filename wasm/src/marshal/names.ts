import { checkObject, describe, invalidArgument } from '../engine/errors.js';

/** The members of a {@link CatalogQuery}. */
export const QUERY_NAMES =
  'words tags categories authors years langs from to drafts sort offset limit';

/**
 * Refuses members that are none of theirs: most are slips of the hand, which would go unnoticed.
 *
 * @param names with blanks between
 * @param what they are called where they are no object
 */
export function checkNames(options: object, names: string, what = 'The options'): void {
  checkObject(options, what);
  const known = names.split(' ');
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const [nearest = ''] = known.sort((one, other) => likeness(name, other) - likeness(name, one));
    const message = `There is no option ${describe(name)}: did you mean '${nearest}'?`;
    throw Object.assign(invalidArgument(message), { name: 'TypeError' });
  }
}

/** Refuses an option of another type. */
export function checkType(
  name: string,
  value: unknown,
  type: string,
  expected = `a ${type}`,
): void {
  if (value === undefined || typeof value === type) return;
  throw invalidArgument(`The option ${name} is ${describe(value)}; expected ${expected}.`);
}

/** How many letters are of the other name, and how few it has besides. */
function likeness(name: string, other: string): number {
  return 2 * [...name].filter((letter) => other.includes(letter)).length - other.length;
}
