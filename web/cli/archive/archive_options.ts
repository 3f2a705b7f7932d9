import type { Shown } from '../site/publication.js';
import type { PostReading, Reading, Stamp, WholePost } from './read_post.js';

/** How an archive is shown, and who reads its posts. */
export interface ArchiveOptions extends Shown {
  /** Default: the site's. */
  title?: string | undefined;
  /** Whether the manifest announces that changes are told. */
  live: boolean;
  /** Whether the manifest announces a service worker. */
  offline?: boolean;
  /** Whether the manifest announces a search index with its start. */
  search?: boolean;
  /** Whether it announces a head of its own, if it is large. */
  head?: boolean;
  /** Called for each post that is listed, with all of it, before it is forgotten but for its entry. */
  onPost?: (post: WholePost) => Promise<void>;
  /** Reads posts, instead of the archive itself and `onPost`; several at a time. */
  reader?: PostReader;
  /** What was read of a post when it had this stamp: the file is not read again. */
  recall?: (path: string, stamp: Stamp) => PostReading | undefined;
  /** Called instead of `onPost` for a listed post that was recalled. */
  onRecalled?: (path: string) => Promise<void>;
  /** Called while files are read: of so many, so many are. */
  onProgress?: (read: number, of: number) => void;
}

/** Who reads posts. */
export interface PostReader {
  /** So many files may be begun before the first of them is asked for. */
  readonly ahead: number;
  /** Told how many files there may be, before the first of them. */
  expect(files: number): void;
  /** Begins to read a file; what comes of it is asked for in the same order. */
  begin(path: string): PendingPost;
}

/** A file that is being read. */
export interface PendingPost {
  reading(): Promise<Reading>;
  /** Called when it is a post that is listed. */
  pass(): Promise<void>;
}
