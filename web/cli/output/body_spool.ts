import { join } from 'node:path';
import type { IssueBody } from '../../prerender/prerender.js';
import { ForeignSpool, type Place, Spool } from './spool.js';

/** Where a body lies. */
export interface BodyPlace {
  /** The number of the thread that has put it there. */
  thread: number;
  html: Place;
  rest: Place;
  /** Its text for feeds, where that was made with it. */
  feed?: Place;
}

/** Bodies that threads put aside, each into a file of its own; every thread reads those of all. */
export class BodySpool {
  readonly #folder: string;
  readonly #thread: number;
  readonly #own: Spool;
  readonly #others = new Map<number, ForeignSpool>();

  /**
   * @param folder where the files are made
   * @param thread the number of this one
   */
  constructor(folder: string, thread: number) {
    this.#folder = folder;
    this.#thread = thread;
    this.#own = new Spool(this.#fileOf(thread));
  }

  put({ html, toc, links }: IssueBody, feed?: string): BodyPlace {
    const rest = JSON.stringify({ toc, links });
    const place = { thread: this.#thread, html: this.#own.put(html), rest: this.#own.put(rest) };
    return feed === undefined ? place : { ...place, feed: this.#own.put(feed) };
  }

  /** What another thread has put aside must have been flushed there. */
  get({ thread, html, rest }: BodyPlace): IssueBody {
    const spool = this.#of(thread);
    const others = JSON.parse(spool.get(rest)) as Omit<IssueBody, 'html'>;
    return { html: spool.get(html), ...others };
  }

  /** The text for feeds; undefined where it was not made. */
  feedOf({ thread, feed }: BodyPlace): string | undefined {
    return feed && this.#of(thread).get(feed);
  }

  flush(): void {
    this.#own.flush();
  }

  /** Gives everything back, and removes the file of this thread. */
  end(): void {
    for (const spool of this.#others.values()) spool.end();
    this.#others.clear();
    this.#own.end();
  }

  #of(thread: number): Spool | ForeignSpool {
    return thread === this.#thread ? this.#own : this.#other(thread);
  }

  #other(thread: number): ForeignSpool {
    let spool = this.#others.get(thread);
    if (spool === undefined) {
      spool = new ForeignSpool(this.#fileOf(thread));
      this.#others.set(thread, spool);
    }
    return spool;
  }

  #fileOf(thread: number): string {
    return join(this.#folder, `.bodies-${thread}`);
  }
}
