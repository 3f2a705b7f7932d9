/**
 * A name as a segment of an address, as Hugo makes it (`urlize`): lower case, blanks as hyphens,
 * letters and digits of every script kept, and of the punctuation only what needs no escape.
 */
export function slugOf(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s/\\]+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}._~+@-]/gu, '')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}

/** Gives every name an address of its own: what two would share gets a number from the second on. */
export class Slugs {
  readonly #taken = new Set<string>();

  /** @param wish used as it is, when it is free; `ending` follows the number */
  claim(wish: string, ending = ''): string {
    let slug = wish + ending;
    for (let count = 2; this.#taken.has(slug.toLowerCase()); count += 1) {
      slug = `${wish}-${count}${ending}`;
    }
    this.#taken.add(slug.toLowerCase());
    return slug;
  }
}
