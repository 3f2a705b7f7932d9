import { Worker } from 'node:worker_threads';
import type {
  IndexReply,
  IndexRequest,
  IndexTask,
  SentError,
  WrittenIndex,
} from './index_messages.js';

/** Prepared posts that may wait for the thread, in bytes; whoever renders waits when there are more. */
const mostWaiting = 32 << 20;

/** An index that is written in a thread of its own, while posts are still rendered in this one. */
export class IndexThread {
  readonly #worker: Worker;
  #waiting = 0;
  #failure: Error | undefined;
  /** Called with each reply, and after a failure. */
  #heard: () => void = () => undefined;
  #written: WrittenIndex | undefined;

  constructor(task: IndexTask) {
    this.#worker = new Worker(new URL('./index_worker.js', import.meta.url), {
      workerData: task,
      // Some of Node's own options are refused there, --input-type for one.
      execArgv: [],
    });
    this.#worker
      .on('message', (reply: IndexReply) => this.#take(reply))
      .on('error', (error) => this.#fail(error))
      .on('exit', () => this.#fail(new Error('The thread that writes the index has ended.')));
    // Only those who wait for it keep the process.
    this.#worker.unref();
  }

  /**
   * Adds a post; waits while too many are ahead of it.
   *
   * @param prepared as `preparePost` gives it; its memory goes to the thread
   * @throws what the thread has failed with since
   */
  async add(path: string, prepared: Uint8Array): Promise<void> {
    this.#waiting += prepared.length;
    this.#send({ kind: 'post', path, prepared }, [prepared.buffer as ArrayBuffer]);
    await this.#until(() => this.#waiting <= mostWaiting);
  }

  /** Ends the index after the last post. */
  async finish(): Promise<WrittenIndex> {
    this.#send({ kind: 'finish' });
    await this.#until(() => this.#written !== undefined);
    return this.#written as WrittenIndex;
  }

  /** Ends the thread, whatever it is doing. */
  end(): void {
    void this.#worker.terminate();
  }

  #send(request: IndexRequest, transferred: ArrayBuffer[] = []): void {
    if (this.#failure !== undefined) throw this.#failure;
    this.#worker.postMessage(request, transferred);
  }

  #take(reply: IndexReply): void {
    if (reply.kind === 'failed') this.#failure ??= received(reply.error);
    else if (reply.kind === 'taken') this.#waiting -= reply.bytes;
    else this.#written = reply.index;
    this.#heard();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#heard();
  }

  async #until(isSo: () => boolean): Promise<void> {
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
}

function received({ message, stack, code }: SentError): Error {
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return Object.assign(error, code === undefined ? {} : { code });
}
