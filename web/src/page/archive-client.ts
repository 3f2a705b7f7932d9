import type { CallName, Calls, Reply, Request } from '../worker/protocol.js';
import workerUrl from '../worker/worker.ts?worker&url';
import { root } from './address.js';
import { scriptUrl } from './set-html.js';

interface Waiting {
  resolve(answer: never): void;
  reject(error: Error): void;
}

/** An archive, and the worker that knows it. */
export class ArchiveClient {
  readonly #archive: Pick<Request, 'root' | 'manifest' | 'module'>;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #count = 0;

  /** @param archive where it lies, as requests have it */
  constructor(archive: Pick<Request, 'root' | 'manifest' | 'module'>) {
    this.#archive = archive;
  }

  /**
   * Asks the worker, which is started by the first question. Rejects when it cannot be loaded or
   * cannot answer; the next question then starts a new one.
   */
  ask<Name extends CallName>(
    name: Name,
    question: Calls[Name]['ask'],
  ): Promise<Calls[Name]['answer']> {
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#start();
      this.#count += 1;
      const request: Request<Name> = { id: this.#count, name, ask: question, ...this.#archive };
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  /** Ends the worker; what was asked and not answered is rejected. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#rejectAll('The archive was closed.');
  }

  #start(): Worker {
    const started = workerAt(new URL(workerUrl, location.href));
    started.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const caller = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('error' in data) caller?.reject(new Error(data.error));
      else caller?.resolve(data.answer as never);
    });
    started.addEventListener('error', () => {
      if (this.#worker !== started) return;
      this.close();
    });
    return started;
  }

  #rejectAll(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}

/** Browsers start workers of the page's own origin only; another's script can be imported by one. */
function workerAt(url: URL): Worker {
  if (url.origin === location.origin) return new Worker(scriptUrl(url), { type: 'module' });
  const script = new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' });
  const own = URL.createObjectURL(script);
  const worker = new Worker(scriptUrl(new URL(own)), { type: 'module' });
  worker.addEventListener('message', () => URL.revokeObjectURL(own), { once: true });
  return worker;
}

const client = new ArchiveClient({ root: root.href });

/** Asks about the archive that the page belongs to. */
export const ask: ArchiveClient['ask'] = (name, question) => client.ask(name, question);
