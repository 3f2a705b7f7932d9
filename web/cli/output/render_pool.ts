import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { PendingPost, PostReader } from '../archive/archive_options.js';
import { type Reading, readFile, readingSiteOf } from '../archive/read_post.js';
import type { Site } from '../site/site.js';
import { pageBefore } from './page_in_feeds.js';
import { Thread } from '../threads/thread.js';
import { BodySpool } from './body_spool.js';
import type { PageTask, RenderReply, RenderRequest, RenderTask } from './render_messages.js';
import { type TakenPost, takePost } from './taken_post.js';

/** Of so many files, this thread has others help: they take as long to start as fewer take to be read. */
const manyFiles = 1000;
/** So many posts it has begun to read by then: others are as they were at the last build. */
const manyChanged = 50;
/** Of so many, most are in the feed of a tag or category: their texts for feeds are made at once. */
const mostInFeeds = 2000;
/** More threads have little to do besides the one that builds, and each takes memory. */
const mostThreads = 3;
/** Its objects do not outlive a page: more room for them is only more memory. */
const youngMegabytes = 12;
/** Requests that may wait for one thread: it never idles while this one is at a piece of its own. */
const mostWaiting = 24;

/** A file that was read, and of a post what the build takes of it. */
interface ReadFile {
  reading: Reading;
  taken: TakenPost | undefined;
}

/**
 * Renders with all cores: threads get as much as they can work off, this one does the rest. What
 * comes of it does not depend on who has done what.
 */
export class RenderPool implements PostReader {
  readonly ahead = 4 * mostWaiting;
  /** The bodies of all posts that were read. */
  readonly spool: BodySpool;
  readonly #site: Site;
  readonly #isIndexed: boolean;
  readonly #folder: string;
  readonly #onTaken: (post: TakenPost) => Promise<void>;
  readonly #threads: RenderThread[] = [];
  /** Posts that this thread is to read. */
  readonly #own = new Map<string, PooledPost>();
  #expected = 0;
  #begun = 0;
  /** Where pages are for the texts in feeds; undefined where these are not made at once. */
  #feedUrl: string | undefined;

  /**
   * @param isIndexed whether posts are prepared for a search index
   * @param folder where bodies are put aside
   * @param onTaken is told of each post that is listed, in order
   */
  constructor(
    site: Site,
    isIndexed: boolean,
    folder: string,
    onTaken: (post: TakenPost) => Promise<void>,
  ) {
    this.#site = site;
    this.#isIndexed = isIndexed;
    this.#folder = folder;
    this.#onTaken = onTaken;
    this.spool = new BodySpool(folder, 0);
  }

  expect(files: number): void {
    this.#expected = files;
    this.#feedUrl = files <= mostInFeeds ? pageBefore(this.#site.baseURL) : undefined;
  }

  begin(path: string): PendingPost {
    this.#begun += 1;
    if (this.#begun === manyChanged && this.#expected >= manyFiles) this.#start();
    const post = new PooledPost(path);
    const thread = this.#idlest();
    if (thread === undefined) this.#own.set(path, post);
    else thread.read(post);
    return {
      reading: async () => (await this.#end(post, thread)).reading,
      pass: async () => {
        const { taken } = await this.#end(post, thread);
        if (taken !== undefined) await this.#onTaken(taken);
      },
    };
  }

  /** All posts are read: makes ready to make their pages. */
  async openPages(manifest: Uint8Array): Promise<void> {
    if (this.#threads.length === 0) return;
    this.spool.flush();
    await Promise.all(this.#threads.map((thread) => thread.open(manifest)));
  }

  /** Whether a thread would begin soon with a page; this one makes it otherwise. */
  get hasRoom(): boolean {
    return this.#idlest() !== undefined;
  }

  makePage(task: PageTask): void {
    this.#idlest()?.send({ kind: 'page', task });
  }

  /**
   * Waits for all pages.
   *
   * @returns those that threads have written, and their hashes
   */
  async finish(): Promise<[output: string, hash: string][]> {
    const written = await Promise.all(this.#threads.map((thread) => thread.finish()));
    // Only now: the last page of one thread may have its body from another.
    await Promise.all(this.#threads.map((thread) => thread.release()));
    this.end();
    return written.flat();
  }

  end(): void {
    for (const thread of this.#threads) thread.end();
    this.#threads.length = 0;
    this.spool.end();
  }

  #start(): void {
    const count = Math.min(mostThreads, availableParallelism() - 1);
    const site = readingSiteOf(this.#site);
    const wanted = { isIndexed: this.#isIndexed, feedUrl: this.#feedUrl };
    const done = new Int32Array(new SharedArrayBuffer(4 * (count + 1)));
    for (let thread = 1; thread <= count; thread += 1) {
      this.#threads.push(new RenderThread({ site, wanted, spools: this.#folder, thread, done }));
    }
  }

  /** The thread with the least to do, of those that have room. */
  #idlest(): RenderThread | undefined {
    let idlest: RenderThread | undefined;
    for (const thread of this.#threads) {
      if (thread.waiting < (idlest?.waiting ?? mostWaiting)) idlest = thread;
    }
    return idlest;
  }

  async #end(post: PooledPost, thread: RenderThread | undefined): Promise<ReadFile> {
    if (thread === undefined) this.#readHere(post);
    while (post.file === undefined) {
      const [next] = this.#own.values();
      if (next === undefined) await thread?.until(() => post.file !== undefined);
      else {
        this.#readHere(next);
        await setImmediate();
      }
    }
    return post.file;
  }

  #readHere(post: PooledPost): void {
    if (!this.#own.delete(post.path)) return;
    const { reading, whole } = readFile(this.#site, post.path, {
      isIndexed: this.#isIndexed,
      feedUrl: this.#feedUrl,
    });
    post.file = { reading, taken: whole && takePost(whole, this.spool) };
  }
}

class PooledPost {
  readonly path: string;
  file: ReadFile | undefined;

  constructor(path: string) {
    this.path = path;
  }
}

class RenderThread {
  readonly #number: number;
  readonly #done: Int32Array;
  readonly #thread: Thread<RenderRequest, RenderReply>;
  readonly #reading = new Map<string, PooledPost>();
  #sent = 0;
  /** What it has said last of its own work. */
  #said: RenderReply['kind'] | undefined;
  #pages: [output: string, hash: string][] = [];

  constructor(task: RenderTask) {
    this.#number = task.thread;
    this.#done = task.done;
    const take = (reply: RenderReply): void => {
      if (reply.kind === 'read') this.#take(reply);
      else this.#said = reply.kind;
      if (reply.kind === 'finished') this.#pages = reply.pages;
    };
    this.#thread = new Thread('render_worker.js', 'renders posts', task, take, youngMegabytes);
  }

  /** How many requests it has not worked off. */
  get waiting(): number {
    return this.#sent - Atomics.load(this.#done, this.#number);
  }

  send(request: RenderRequest): void {
    this.#sent += 1;
    this.#thread.send(request);
  }

  read(post: PooledPost): void {
    this.#reading.set(post.path, post);
    this.send({ kind: 'read', path: post.path });
  }

  async open(manifest: Uint8Array): Promise<void> {
    this.send({ kind: 'flush' });
    this.send({ kind: 'open', manifest });
    await this.until(() => this.#said === 'flushed');
  }

  async finish(): Promise<[output: string, hash: string][]> {
    this.send({ kind: 'finish' });
    await this.until(() => this.#said === 'finished');
    return this.#pages;
  }

  async release(): Promise<void> {
    this.send({ kind: 'release' });
    await this.until(() => this.#said === 'released');
  }

  until(isSo: () => boolean): Promise<void> {
    return this.#thread.until(isSo);
  }

  end(): void {
    this.#thread.end();
  }

  #take({ path, reading, taken }: RenderReply & { kind: 'read' }): void {
    const post = this.#reading.get(path);
    this.#reading.delete(path);
    if (post !== undefined) post.file = { reading, taken };
  }
}
