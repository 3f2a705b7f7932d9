import { Worker, type Transferable } from 'node:worker_threads';
import { systemCode } from '../terminal/failure.js';

/** An error on its way between threads: as a clone it would lose its class and its code. */
export interface SentError {
  message: string;
  stack: string | undefined;
  code: string | undefined;
  /** The file it is about. */
  path: unknown;
}

/** What every thread may answer, besides its own: that it cannot go on. */
export interface Failed {
  kind: 'failed';
  error: SentError;
}

/** A thread that is sent requests and works them off one after the other. */
export class Thread<Request, Reply extends { kind: string }> {
  readonly #worker: Worker;
  readonly #take: (reply: Reply) => void;
  #failure: Error | undefined;
  /** Called with each reply, and after a failure. */
  #heard: () => void = () => undefined;

  /**
   * @param script an entry of the bundle, which begins with {@link workOff}
   * @param what names the thread where it has ended for no reason
   * @param data what the script finds as `workerData`
   * @param take called with each reply
   * @param young so many megabytes it may have for new objects, if not as many as Node.js gives
   */
  constructor(
    script: string,
    what: string,
    data: unknown,
    take: (reply: Reply) => void,
    young?: number,
  ) {
    this.#take = take;
    this.#worker = new Worker(new URL(`./${script}`, import.meta.url), {
      workerData: data,
      // Some of Node's own options are refused there, --input-type for one.
      execArgv: [],
      ...(young === undefined ? {} : { resourceLimits: { maxYoungGenerationSizeMb: young } }),
    });
    this.#worker
      .on('message', (reply: Reply | Failed) => this.#hear(reply))
      .on('error', (error) => this.#fail(error))
      .on('exit', () => this.#fail(new Error(`The thread that ${what} has ended.`)));
    // Only those who wait for it keep the process.
    this.#worker.unref();
  }

  /** @throws what the thread has failed with since */
  send(request: Request, transferred: readonly Transferable[] = []): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#worker.postMessage(request, transferred);
  }

  /** Waits for a state that a reply brings about. */
  async until(isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    this.#worker.ref();
    try {
      while (!isSo()) {
        if (this.#failure !== undefined) throw this.#failure;
        await new Promise<void>((resolve) => {
          this.#heard = resolve;
        });
      }
    } finally {
      this.#worker.unref();
    }
  }

  /** Ends the thread, whatever it is doing. */
  end(): void {
    void this.#worker.terminate();
  }

  #hear(reply: Reply | Failed): void {
    if (isFailed(reply)) this.#failure ??= received(reply.error);
    else this.#take(reply);
    this.#heard();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#heard();
  }
}

/** For replies: an error as it is sent. */
export function sentError(error: unknown): SentError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  return { message, stack, code: systemCode(error), path };
}

function isFailed(reply: { kind: string }): reply is Failed {
  return reply.kind === 'failed';
}

function received({ message, stack, code, path }: SentError): Error {
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return Object.assign(error, code === undefined ? {} : { code, path });
}
