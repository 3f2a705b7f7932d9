import { exitStatus } from '../terminal/failure.js';
import { tell } from '../terminal/terminal.js';
import type { Replacement } from './replacement.js';

/** What a signal ends. */
export interface Interruption {
  /** What is unfinished; set as soon as there is something. */
  place: Replacement | undefined;
  /** Signals have their own effect again. */
  ignore(): void;
}

/** On Ctrl+C what is unfinished is taken away at once, and what was there stays. */
export function abandonOnSignal(): Interruption {
  const end = (): void => {
    interruption.place?.abandon();
    tell('\nInterrupted; nothing was changed.');
    process.exit(exitStatus.interrupted);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  const interruption: Interruption = {
    place: undefined,
    ignore: () => process.off('SIGINT', end).off('SIGTERM', end),
  };
  return interruption;
}
