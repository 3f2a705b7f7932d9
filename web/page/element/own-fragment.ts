import type { PageAddress } from '../worker/protocol.js';
import { fragmentWithPlace, placeInFragment } from './place.js';

/** The keys that elements on the page have taken. */
const taken = new Set<string>();

/** One element's part of the fragment of the page's address, and of its history. */
export class OwnFragment {
  readonly #key: string;

  /** @param wish what the key is to be; another element may have taken it */
  constructor(wish: string) {
    this.#key = freeKey(wish);
    taken.add(this.#key);
  }

  /** The place that the address names; undefined when it names none. */
  place(): PageAddress | undefined {
    return placeInFragment(location.hash, this.#key);
  }

  /**
   * Writes a place into the address.
   *
   * @param from how the reader came there
   */
  write(place: PageAddress, from: string, replace: boolean): void {
    const fragment = fragmentWithPlace(location.hash, this.#key, place);
    if (fragment === location.hash) return;
    const url = location.pathname + location.search + fragment;
    // The state is the page's own, if it has one.
    if (replace) history.replaceState(history.state, '', url);
    else history.pushState({ newsletterArchive: this.#key, from }, '', url);
  }

  /** Whether the entry of the history on view is ours, and its reader came there so. */
  cameBy(arrival: string): boolean {
    const state: unknown = history.state;
    return (
      state instanceof Object &&
      'newsletterArchive' in state &&
      state.newsletterArchive === this.#key &&
      'from' in state &&
      state.from === arrival
    );
  }

  /** Leaves the key to others. */
  release(): void {
    taken.delete(this.#key);
  }
}

function freeKey(wish: string): string {
  let key = wish;
  for (let count = 2; taken.has(key); count += 1) key = `${wish}-${count}`;
  return key;
}
