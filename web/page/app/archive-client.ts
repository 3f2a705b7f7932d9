import type { CallName, Calls, Handed, PageReply, PageRequest, Task } from '../worker/protocol.js';
import { searchStart } from '../site/search-start.js';
import { bytesAt, moduleAt } from './fetch-ahead.js';
import { scriptUrl } from './set-html.js';

/** Scripts of workers: each can do all, and brings in its own file what it is likely to be asked. */
export type WorkerScripts = Readonly<Record<Task, URL>>;

interface PendingReply {
  resolve(answer: never): void;
  reject(error: Error): void;
}

/** Where an archive and what reads it lie. */
export type ArchivePlaces = Pick<PageRequest, 'root' | 'manifest' | 'module' | 'modules'>;

/** By then even a slow line has brought all that an answer takes. */
const patience = 60_000;

/** An archive, and the worker that knows it. */
export class ArchiveClient {
  readonly #archive: ArchivePlaces;
  readonly #workers: WorkerScripts;
  readonly #waiting = new Map<number, PendingReply>();
  #worker: Worker | undefined;
  /** Ends what is fetched for the worker. */
  #fetching = new AbortController();
  readonly #hasStart: boolean;
  #hasIndex = false;
  #ready: readonly Task[] = [];
  #count = 0;

  /**
   * @param archive where it lies, as requests have it
   * @param workers where the scripts of its worker lie
   * @param hasStart whether it is known to have a file with which a search begins
   */
  constructor(archive: ArchivePlaces, workers: WorkerScripts, hasStart = false) {
    this.#archive = archive;
    this.#workers = workers;
    this.#hasStart = hasStart;
  }

  /** Whether the worker has all it needs for such views, and answers at once. */
  isReady(task: Task): boolean {
    return this.#ready.includes(task);
  }

  /** Called when it has become ready for something, or is no longer. */
  onChange: () => void = () => {};

  /**
   * Asks the worker, which is started by the first question. Rejects when it cannot be loaded,
   * cannot answer or says nothing for a minute; the next question then starts a new one.
   */
  ask<Name extends CallName>(
    name: Name,
    question: Calls[Name]['ask'],
  ): Promise<Calls[Name]['answer']> {
    return new Promise((resolve, reject) => {
      const worker = this.#worker ?? this.#start(taskOf(name, question));
      if (this.#hasStart && !this.#hasIndex && isAboutWords(name, question)) {
        this.#hasIndex = true;
        this.#hand('index', bytesAt(new URL(searchStart, this.#archive.root), this.#signal));
      }
      this.#count += 1;
      const request: PageRequest<Name> = { id: this.#count, name, ask: question, ...this.#archive };
      this.#waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
      setTimeout(() => {
        if (this.#worker === worker && this.#waiting.has(request.id)) this.close();
      }, patience);
    });
  }

  /** Ends the worker; what was asked and not answered is rejected. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#ready = [];
    this.#hasIndex = false;
    this.#fetching.abort();
    this.#fetching = new AbortController();
    this.onChange();
    this.#rejectAll('The archive was closed.');
  }

  /** @param task what the first question is about, as far as that can be told */
  #start(task: Task | undefined): Worker {
    const started = this.workerAt(this.#workers[task ?? 'list']);
    started.addEventListener('message', ({ data }: MessageEvent<PageReply>) => {
      const caller = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('answer' in data && data.ready.length > this.#ready.length) {
        this.#ready = data.ready;
        this.onChange();
      }
      if ('error' in data) caller?.reject(new Error(data.error));
      else caller?.resolve(data.answer as never);
    });
    started.addEventListener('error', () => {
      if (this.#worker !== started) return;
      this.close();
    });
    this.#worker = started;
    const { root: at, manifest = new URL('manifest.json', at), module, modules } = this.#archive;
    if (module !== undefined) this.#hand('whole', moduleAt(module, this.#signal));
    else if (task && modules) this.#hand(task, moduleAt(modules[task], this.#signal));
    this.#hand('manifest', bytesAt(manifest, this.#signal));
    return started;
  }

  /** Starts a worker whose script lies at an address. */
  protected workerAt(url: URL): Worker {
    return new Worker(scriptUrl(url), { type: 'module' });
  }

  get #signal(): AbortSignal {
    return this.#fetching.signal;
  }

  /** Gives the worker what it waits for, or the word that it has to see for itself. */
  #hand(handed: Handed['handed'], value: Promise<unknown>): void {
    const worker = this.#worker;
    worker?.postMessage({ handed, coming: true } satisfies Handed);
    value.then(
      (given) => {
        const message = { handed, value: given } as Handed;
        worker?.postMessage(message, given instanceof ArrayBuffer ? [given] : []);
      },
      () => worker?.postMessage({ handed } satisfies Handed),
    );
  }

  #rejectAll(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}

/** What has to be there for a question. */
function taskOf(name: CallName, question: Calls[CallName]['ask']): Task | undefined {
  if ('for' in question) return question.for;
  if (name === 'search' || isAboutWords(name, question)) return 'list';
  return 'likely' in question ? question.likely : undefined;
}

/** Whether a question needs the search index. */
function isAboutWords(name: CallName, question: Calls[CallName]['ask']): boolean {
  return name === 'search' || ('place' in question && /[?&]q=/.test(question.place.search));
}
