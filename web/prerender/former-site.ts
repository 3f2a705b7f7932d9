/** What is kept of a site as its generator had it, for those who follow it. */
export interface FormerSite {
  /** Of dates without an offset; UTC without it. */
  timeZone?: string | undefined;
  /** The code of its main language, where it has several. */
  language?: string;
  /** The feeds that it had, each at its address. */
  feeds?: readonly FormerFeed[];
  /** By which feed readers know issues, by path, where that is not their address: whole addresses. */
  ids?: Readonly<Record<string, string>>;
}

export type FeedFormat = 'rss' | 'atom' | 'json';

/** A feed that a site had. */
export interface FormerFeed {
  /** Its file below the archive. */
  path: string;
  format: FeedFormat;
  /** What it is about; the whole archive without it. */
  title?: string;
  /** The page that it follows, below the archive. */
  page: string;
  /** The issues in it, by path, the newest first. */
  posts: readonly string[];
}
