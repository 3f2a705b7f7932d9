import yoctoSpinner, { type Spinner } from 'yocto-spinner';
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
  #begins = performance.now() + patience;
  #shown = 0;

  /** @param isWanted false for a command that is to be quiet: nothing is ever shown */
  constructor(isWanted: boolean) {
    if (!isWanted || !isInteractive(process.stderr)) return;
    // Interrupting is the command's own affair; it only must not leave a hidden cursor.
    this.#spinner = yoctoSpinner({ handleSignals: false });
    process.once('exit', this.end);
  }

  /** Says what is done now, as `Reading posts`, how many pieces are done, and of how many. */
  show(work: string, done?: number, of?: number): void {
    const now = performance.now();
    if (this.#spinner === undefined || now < this.#begins || now - this.#shown < interval) return;
    this.#shown = now;
    const count = (number: number) => number.toLocaleString('en');
    let shown = work;
    if (done !== undefined) shown += `: ${count(done)}`;
    if (of !== undefined) shown += ` of ${count(of)}`;
    if (this.#spinner.isSpinning) this.#spinner.text = shown;
    else this.#spinner.start(shown);
  }

  /** Takes the line away. */
  readonly end = (): void => {
    this.#spinner?.stop();
    this.#spinner = undefined;
    process.off('exit', this.end);
  };
}
