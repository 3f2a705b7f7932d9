import type { HostAbortSignal } from './platform_types.js';
import type { CatalogEntry, CatalogPage, CatalogQuery, PostData } from './types.js';

/**
 * A query besides its text. Filters combine with any text, and counts are under the other active
 * filters, as in {@link CatalogQuery}; `words` are further words of the text.
 */
export interface SearchQuery extends Omit<CatalogQuery, 'sort'> {
  /** Default: `relevance`; posts that match in part come last in any order. */
  sort?: 'newest' | 'oldest' | 'relevance';
  /** Default: 10. */
  limit?: number;
  /**
   * The last word may be the beginning of one, and then counts like it: for asking while the reader
   * types. Without it, such posts follow as partial matches. Default: false.
   */
  prefix?: boolean;
  /**
   * Whether posts, sections and excerpts are wanted, which come from files of their own. Without,
   * `posts` is empty and a hit has the post's number, `document`. Default: true.
   */
  excerpts?: boolean;
  /** Ends the query; its promise is rejected with the signal's reason. */
  signal?: HostAbortSignal;
}

/** A post as results show it. */
export interface FoundPost extends CatalogEntry {
  path: string;
  data: PostData;
  words: number;
  minutes: number;
}

/** Why a post was found, and where it opens. */
export interface SearchHit {
  /** Empty without excerpts. */
  path: string;
  /**
   * Without excerpts: the post's number in the index, as {@link IndexBuilder.add} has told it; those
   * of an index that was added to come first.
   */
  document?: number;
  /** The id of the heading under which the excerpt stands. */
  section?: string;
  score: number;
  /** Set when not all of the query matches. */
  partial?: true;
  /** Plain text. */
  excerpt: string;
  /** What matched in the excerpt: begin and end in UTF-16 units, in order. */
  marks: [start: number, end: number][];
}

/** Something of a query that was passed over, or a file that the answer had to do without. */
export interface SearchNotice {
  /** `query-date`, `query-long`, `search-file-missing` or `search-file-damaged` */
  code: string;
  message: string;
  file?: string;
}

export interface SearchPage extends CatalogPage<FoundPost> {
  /** Posts that match exactly, on all pages. Partial matches follow them and are not counted. */
  total: number;
  /** Of this page; `posts` has the post of each, in the same order. */
  hits: SearchHit[];
  notices: SearchNotice[];
}

/** A link of a post. */
export interface FoundLink {
  /** Of the post. */
  path: string;
  url: string;
  text?: string;
  /** In lower case, without a leading `www.`. */
  host?: string;
  /** The id of the heading the link stands under. */
  section?: string;
  /** Of the post. */
  title?: string;
  /** Of the post. */
  date?: string;
  score: number;
  /** Set when not all of the query matches. */
  partial?: true;
}

export interface LinkPage extends Pick<CatalogPage, 'total' | 'facets'> {
  links: FoundLink[];
  notices: SearchNotice[];
}

/**
 * What answers queries. {@link openSearch} makes one of an index; another search engine can take its
 * place by answering in the same shapes.
 *
 * The text: words, all of which must match; `"phrases"`; `-without`; `this OR that`; `tag:`,
 * `category:`, `author:`, `host:`, `before:`, `after:` and `in:title`. What stands without blanks is
 * a phrase: a Chinese sentence, `sofa-rpc`, `v0.4.6`.
 */
export interface SearchProvider {
  /** @throws {BroadsheetError} or whatever the provider throws */
  query(text: string, query?: SearchQuery): Promise<SearchPage>;
  /** The same for links: every link of every post. */
  links?(text: string, query?: SearchQuery): Promise<LinkPage>;
  dispose?(): void;
}

export interface Search extends Required<SearchProvider> {
  /** Gives the memory back. Further queries are rejected. */
  dispose(): void;
}

export interface OpenSearchOptions {
  /**
   * Reads a file of the index by its name; rejects, or gives undefined, when there is none. Default:
   * from the address that was passed, by `fetch` or (in Node) from the file system. The bytes may be
   * gzipped.
   */
  read?: (name: string) => Promise<Uint8Array | undefined>;
  /** Bytes of index files that are kept in memory for later queries. Default: 16 MiB. */
  cache?: number;
}
