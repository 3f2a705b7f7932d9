import { Thread } from '../threads/thread.js';
import type { IndexReply, IndexRequest, IndexTask, WrittenIndex } from './index_messages.js';

/** Prepared posts that may wait for the thread, in bytes; whoever renders waits when there are more. */
const mostWaiting = 32 << 20;

/** An index that is written in a thread of its own, while posts are still rendered in this one. */
export class IndexThread {
  readonly #thread: Thread<IndexRequest, IndexReply>;
  #waiting = 0;
  #written: WrittenIndex | undefined;

  constructor(task: IndexTask) {
    this.#thread = new Thread('index_worker.js', 'writes the index', task, (reply) => {
      if (reply.kind === 'taken') this.#waiting -= reply.bytes;
      else this.#written = reply.index;
    });
  }

  /**
   * Adds a post; waits while too many are ahead of it.
   *
   * @param prepared as `preparePost` gives it; its memory goes to the thread
   * @throws what the thread has failed with since
   */
  async add(path: string, prepared: Uint8Array): Promise<void> {
    this.#waiting += prepared.length;
    this.#thread.send({ kind: 'post', path, prepared }, [prepared.buffer as ArrayBuffer]);
    await this.#thread.until(() => this.#waiting <= mostWaiting);
  }

  /** Ends the index after the last post. */
  async finish(): Promise<WrittenIndex> {
    this.#thread.send({ kind: 'finish' });
    await this.#thread.until(() => this.#written !== undefined);
    return this.#written as WrittenIndex;
  }

  /** Ends the thread, whatever it is doing. */
  end(): void {
    this.#thread.end();
  }
}
