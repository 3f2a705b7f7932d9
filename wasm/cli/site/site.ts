/** What kind of folder the posts were found in. */
export type SiteKind = 'Hugo site' | 'Jekyll site' | 'content folder' | 'folder';

/** A folder of posts and what its owner has already said about it. */
export interface Site {
  kind: SiteKind;
  /** The folder of the site; its configuration lies there. A real path, without links. */
  folder: string;
  /** The folder whose posts are read; paths in the archive are relative to it. A real path. */
  root: string;
  title: string;
  /** Where the site is published, with a slash at its end. */
  baseURL?: string;
  /** The codes of the site's languages, the default first; empty when nothing says. */
  languages: readonly string[];
  /** Of dates without an offset, as `Asia/Shanghai`; undefined for this machine's. */
  timeZone?: string;
  /** Hugo's patterns for the addresses of posts, by section. */
  permalinks: Readonly<Record<string, string>>;
  /** Folders whose posts are drafts, whatever their front matter says. */
  draftFolder?: string;
  /** Paths (files or folders, relative to the root) that are passed over. */
  exclude: readonly string[];
  /** Defaults of options, from the owner's configuration. */
  defaults: { out?: string; drafts?: boolean; future?: boolean; offline?: boolean };
  /** The configuration files that were read, relative to the site's folder. */
  readFrom: readonly string[];
  /** Why a Markdown file of the folder is no post; undefined for posts. */
  passOver(path: string, files: ReadonlySet<string>): string | undefined;
}
