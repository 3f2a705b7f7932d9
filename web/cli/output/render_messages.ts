/*
 * What is said between a build and the threads that help it to render (render_pool.ts,
 * render_worker.ts).
 */
import type { Reading, ReadingSite, Wanted } from '../archive/read_post.js';
import type { BodyPlace } from './body_spool.js';
import type { TakenPost } from './taken_post.js';

/** What a thread is started with. */
export interface RenderTask {
  site: ReadingSite;
  /** What is made of posts besides their pages. */
  wanted: Wanted;
  /** Where bodies are put aside. */
  spools: string;
  /** The number of the thread; 0 is the one that builds. */
  thread: number;
  /** How many requests each thread has worked off, by its number: read without waiting for replies. */
  done: Int32Array;
}

/** A page to be made and written. */
export interface PageTask {
  /** The file. */
  path: string;
  /** Its address below the archive. */
  address: string;
  body: BodyPlace;
  /** The file on this machine, which does not exist yet. */
  file: string;
  /** The same in the archive. */
  output: string;
}

/** What a thread is told. */
export type RenderRequest =
  | { kind: 'read'; path: string }
  /** Others will read the bodies that it has put aside. */
  | { kind: 'flush' }
  /** The bytes of the manifest that pages are made of. */
  | { kind: 'open'; manifest: Uint8Array }
  | { kind: 'page'; task: PageTask }
  | { kind: 'finish' }
  /** Nobody reads the bodies any more. */
  | { kind: 'release' };

/** What it answers; nothing to `open` and `page`. */
export type RenderReply =
  | { kind: 'read'; path: string; reading: Reading; taken: TakenPost | undefined }
  | { kind: 'flushed' }
  /** The pages that were written, and their hashes. */
  | { kind: 'finished'; pages: [output: string, hash: string][] }
  | { kind: 'released' };
