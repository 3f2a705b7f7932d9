/** What a generator says of a page. */
export interface PageAnswer {
  /** The file it was made of, relative to the site; empty for pages without one. */
  source: string;
  /** The file it writes, relative to the output. */
  file: string;
  kind: string;
  title: string;
  /** As written, with an offset; empty without one. */
  date: string;
  lang: string;
  tags: string[];
  categories: string[];
}

/** What a generator makes of a site. */
export interface SiteAnswer {
  pages: PageAnswer[];
  /** Files that lead to another page, with its file. */
  redirects: Record<string, string>;
  /** Feeds, with the ids of their items. */
  feeds: Record<string, string[]>;
  /** The sources of the posts that are published, by what it was told; what is as without is left out. */
  published: Record<string, string[]>;
}

export function sortedPages(pages: readonly PageAnswer[]): PageAnswer[] {
  return [...pages].sort((one, other) => compare(one.file, other.file));
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
