/*
 * What is said between the thread that renders posts (index_thread.ts) and the one that writes their
 * index (index_worker.ts).
 */
import type { IndexOptions, IndexedPost } from 'broadsheet';
import type { StartFile } from './index_start.js';

/** What the writing thread is started with. */
export interface IndexTask {
  /** An existing folder that gets the files. */
  folder: string;
  /** The mode of the files. */
  mode: number;
  options: IndexOptions;
}

/** What it is told. */
export type IndexRequest =
  | { kind: 'post'; path: string; prepared: Uint8Array }
  | { kind: 'finish' };

/** A finished index. */
export interface WrittenIndex {
  /** The text of `search.json`, which is left to whoever asked to write. */
  manifest: string;
  /** All other files. */
  files: [name: string, hash: string][];
  /** Where each post stands, in the order in which they came. */
  posts: [path: string, indexed: IndexedPost][];
  /** Of the files, what every query reads. */
  start: StartFile[];
}

/** What it answers. */
export type IndexReply =
  /** So many bytes of prepared posts are worked off. */
  { kind: 'taken'; bytes: number } | { kind: 'written'; index: WrittenIndex };
