import type { Spinner } from 'yocto-spinner';
import { isInteractive } from './terminal.js';

/** Work that is over sooner shows nothing. In milliseconds. */
const patience = 400;
/** A terminal is slower than the work: so many milliseconds between two texts. */
const interval = 100;

/**
 * A line on standard error that says how far a long piece of work is. Only for someone who watches:
 * not where standard error is a file, nor on a build server. Other output goes above it.
 */
export class Progress {
  #spinner: Spinner | undefined;
  readonly #begins = process.uptime() * 1000 + patience;
  #hasEnded = false;
  #shown = 0;

  /** @param isWanted false for a command that is to be quiet: nothing is ever shown */
  constructor(isWanted: boolean) {
    if (!isWanted || !isInteractive(process.stderr)) return;
    process.once('exit', this.end);
    void this.#load();
  }

  /** Says what is done now, as `Reading posts`, how many pieces are done, and of how many. */
  show(work: string, done?: number, of?: number): void {
    const now = process.uptime() * 1000;
    if (this.#spinner === undefined || now < this.#begins || now - this.#shown < interval) return;
    this.#shown = now;
    const count = (number: number) => number.toLocaleString('en');
    let shown = work;
    if (done !== undefined) shown += `: ${count(done)}`;
    if (of !== undefined) shown += ` of ${count(of)}`;
    if (this.#spinner.isSpinning) this.#spinner.text = shown;
    else this.#spinner.start(shown);
  }

  /** It is there long before anything is shown. */
  async #load(): Promise<void> {
    const { default: yoctoSpinner } = await import('yocto-spinner');
    // Interrupting is the command's own affair; it only must not leave a hidden cursor.
    if (!this.#hasEnded) this.#spinner = yoctoSpinner({ handleSignals: false });
  }

  /** Takes the line away. */
  readonly end = (): void => {
    this.#hasEnded = true;
    this.#spinner?.stop();
    this.#spinner = undefined;
    process.off('exit', this.end);
  };
}
