import type { Archive } from '../archive/archive.js';
import type { BuildRecord, RecordedPost } from './build_record.js';
import type { Progress } from '../terminal/progress.js';
import type { Page } from '../site/page.js';
import type { EarlierFiles } from './earlier_files.js';
import type { Output } from './staging.js';
import type { TakenPost } from './taken_post.js';

/** What steps know of the archive as a whole. */
export interface BuiltArchive {
  archive: Archive;
  /** The built page. */
  page: Page;
  /** What the earlier build has left, and what this one leaves to the next. */
  record: BuildRecord;
  /** Told now and then how far it is. */
  progress: Progress;
  /** The archive that is replaced. */
  earlier: { folder: string; files: EarlierFiles };
  /** Files that lead from addresses of former builds, each with the path of its post. */
  moved: Record<string, string>;
  /** Lines for the owner, who sees them when all is done. */
  remarks: string[];
}

/**
 * One kind of file that a build writes, with the state it needs for it. Steps run side by side and
 * write different files; what one writes twice, or two write, fails the build.
 */
export interface BuildStep {
  /** Called for each post as it is read, one after the other. Keep nothing large. */
  addPost?(post: TakenPost, output: Output): Promise<void>;
  /** Called instead for a post that has not changed since the earlier build. */
  keepPost?(post: RecordedPost & { path: string }, output: Output): Promise<void>;
  /** Called once, when all posts are read: the manifest is complete. Steps finish in order. */
  finish?(built: BuiltArchive, output: Output): Promise<void>;
  /** Called when the build is over, however it ended: lets go of what the step holds. */
  end?(): void;
}
