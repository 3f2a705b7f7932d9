import type { Html } from './html.js';

/** So many are kept: rows of some ten thousand issues, about a kilobyte each. */
const mostKept = 20_000;

/**
 * What many files of an archive have in common, made once: rows of lists, heads and feet of pages.
 * Whoever makes all files of an archive puts one into their frames; a reader's page does without.
 */
export class Pieces {
  readonly #kept = new Map<string, Html>();

  /**
   * @param name all that the piece depends on besides the archive and its language
   * @param make makes the piece, which is asked for if it is not at hand
   */
  of(name: string, make: () => Html): Html {
    let piece = this.#kept.get(name);
    if (piece === undefined) {
      if (this.#kept.size >= mostKept) this.#kept.clear();
      piece = make();
      this.#kept.set(name, piece);
    }
    return piece;
  }
}
