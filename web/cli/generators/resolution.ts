import type { PostData } from 'broadsheet';

/** What a site generator's rules say of one post. */
export interface Resolution {
  /** Where its page stands below the site, `/` between segments, not percent-encoded. */
  url?: string;
  /** Its data with all that the site adds to its front matter. */
  data: PostData;
  publication: Publication;
}

/** Whether and when readers see a post. */
export interface Publication {
  /** ISO 8601: not before. */
  from?: string;
  /** ISO 8601: not after. */
  until?: string;
  /** Why they never do, in words. */
  never?: string;
  /** Its page is there, and no list names it. */
  unlisted?: true;
  /** Whether it is a page and no issue, where the site tells. */
  page?: boolean;
  /** False where a page without text is no list of its theme. */
  isList?: false;
}
