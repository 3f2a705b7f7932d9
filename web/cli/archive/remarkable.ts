import type { PostReading } from './read_post.js';
import type { Skipped } from './scan.js';
import type { Visibility } from './visibility.js';

/** Posts that an owner should hear of, by path. */
export interface Remarkable {
  /** Drafts that are left out. */
  drafts: string[];
  /** Posts with a date to come that are left out; the reason is that date. */
  hiddenFuture: Skipped[];
  /** Posts with a date to come that are listed. */
  shownFuture: Skipped[];
  /** Posts that have expired and are left out; the reason is that date. */
  expired: Skipped[];
  /** Posts that the site's own rules never publish. */
  unpublished: Skipped[];
  /** Posts that have a page and stand in no list. */
  unlisted: string[];
}

/** Of these posts, those that readers do not see, or do not expect; in the same order. */
export function remarkableOf(posts: Iterable<PostReading>, visibility: Visibility): Remarkable {
  const remarkable: Remarkable = {
    ...{
      drafts: [],
      hiddenFuture: [],
      shownFuture: [],
      expired: [],
      unpublished: [],
      unlisted: [],
    },
  };
  for (const { entry, publication } of posts) {
    const { path } = entry;
    const { never, from = '', until = '' } = publication;
    if (never !== undefined) remarkable.unpublished.push({ path, reason: never });
    else if (visibility.isHiddenDraft(entry)) remarkable.drafts.push(path);
    else if (visibility.isHiddenPast(publication)) {
      remarkable.expired.push({ path, reason: until.slice(0, 10) });
    } else if (visibility.isToCome(publication)) {
      const list = visibility.showsFuture ? remarkable.shownFuture : remarkable.hiddenFuture;
      list.push({ path, reason: from.slice(0, 10) });
    } else if (entry.unlisted) remarkable.unlisted.push(path);
  }
  return remarkable;
}
