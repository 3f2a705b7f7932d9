import { setImmediate } from 'node:timers/promises';

/** So long, in seconds, a signal or a progress line may wait. */
const longestTurn = 0.05;

/** Lets long work that blocks give way now and then, so that Ctrl+C and timers are heard. */
export class Turns {
  #began = process.uptime();

  /** Call it between two pieces of the work; it rarely waits. */
  async giveWay(): Promise<void> {
    if (process.uptime() - this.#began < longestTurn) return;
    await setImmediate();
    this.#began = process.uptime();
  }
}
