import { setImmediate } from 'node:timers/promises';

/** So long, in milliseconds, a signal or a progress line may wait. */
const longestTurn = 50;

/** Lets long work that blocks give way now and then, so that Ctrl+C and timers are heard. */
export class Turns {
  #began = performance.now();

  /** Call it between two pieces of the work; it rarely waits. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.#began < longestTurn) return;
    await setImmediate();
    this.#began = performance.now();
  }
}
