/** Counts the views that were asked for: an answer that comes after the next question is dropped. */
export class Latest {
  #asked = 0;

  /** Begins a view; what it returns tells whether that view is still the one that is wanted. */
  begin(): () => boolean {
    this.#asked += 1;
    return this.current();
  }

  /** The same for what belongs to the view that stands. */
  current(): () => boolean {
    const asked = this.#asked;
    return () => asked === this.#asked;
  }
}
