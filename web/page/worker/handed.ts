import type { Handed, HandedValues } from './protocol.js';

type Name = keyof HandedValues;

/** What the page fetches for this worker while its script is still on its way. */
export class HandedOver {
  readonly #coming = new Map<Name, Promise<unknown>>();
  readonly #resolvers = new Map<Name, (value: unknown) => void>();

  take({ handed, coming, value }: Handed): void {
    if (coming) {
      this.#coming.set(handed, new Promise((resolve) => this.#resolvers.set(handed, resolve)));
    } else {
      this.#resolvers.get(handed)?.(value);
    }
  }

  /** Takes it when it is there; `undefined` when the caller has to see for itself. */
  async get<Wanted extends Name>(name: Wanted): Promise<HandedValues[Wanted] | undefined> {
    const value = await this.#coming.get(name);
    // Whoever asks again wants it anew.
    this.#coming.delete(name);
    return value as HandedValues[Wanted] | undefined;
  }
}
