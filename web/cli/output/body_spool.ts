import { join } from 'node:path';
import type { IssueBody } from '../../prerender/prerender.js';
import { ForeignSpool, type Place, Spool } from './spool.js';

/** So many characters of bodies the thread that builds holds on to: an archive of some hundred posts. */
const mostHeld = 8 << 20;

/** Where a body lies: at hand, or in the spool of a thread. */
export type BodyPlace = HeldBody | SpooledBody;

interface HeldBody {
  held: IssueBody;
  /** Its text for feeds, where that was made with it. */
  feed?: string;
}

interface SpooledBody {
  /** The number of the thread that has put it there. */
  thread: number;
  html: Place;
  rest: Place;
  feed?: Place;
}

/** Bodies that threads put aside, each into a file of its own; every thread reads those of all. */
export class BodySpool {
  readonly #folder: string;
  readonly #thread: number;
  readonly #own: Spool;
  readonly #others = new Map<number, ForeignSpool>();
  #held = 0;

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
    // What others put aside is sent to the one that builds: a place is soon copied, a text is not.
    if (this.#thread === 0 && this.#held <= mostHeld) {
      this.#held += html.length + (feed?.length ?? 0);
      const held = { html, toc, links };
      return feed === undefined ? { held } : { held, feed };
    }
    const rest = JSON.stringify({ toc, links });
    const place = { thread: this.#thread, html: this.#own.put(html), rest: this.#own.put(rest) };
    return feed === undefined ? place : { ...place, feed: this.#own.put(feed) };
  }

  /** What another thread has put aside must have been flushed there. */
  get(place: BodyPlace): IssueBody {
    if ('held' in place) return place.held;
    const spool = this.#of(place.thread);
    const others = JSON.parse(spool.get(place.rest)) as Omit<IssueBody, 'html'>;
    return { html: spool.get(place.html), ...others };
  }

  /** The text for feeds; undefined where it was not made. */
  feedOf(place: BodyPlace): string | undefined {
    if ('held' in place) return place.feed;
    return place.feed && this.#of(place.thread).get(place.feed);
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
