import type { Html } from './html.js';

/** So much is kept, in UTF-16 units: the rows of some ten thousand issues. */
const mostKept = 16 << 20;

/**
 * What many files of an archive have in common, made once: rows of lists, heads and feet of pages.
 * Whoever makes all files of an archive puts one into their frames; a reader's page does without.
 */
export class Pieces {
  readonly #kept = new Map<string, Html>();
  #size = 0;

  /**
   * @param name all that the piece depends on besides the archive and its language
   * @param make makes the piece, which is asked for if it is not at hand
   */
  of(name: string, make: () => Html): Html {
    let piece = this.#kept.get(name);
    if (piece === undefined) {
      piece = make();
      this.#size += name.length + piece.text.length;
      if (this.#size > mostKept) {
        this.#kept.clear();
        this.#size = name.length + piece.text.length;
      }
      this.#kept.set(name, piece);
    }
    return piece;
  }
}
