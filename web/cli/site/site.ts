import type { ArchiveOwner, ManifestEntry, Rendering } from 'broadsheet';
import type { FormerSite } from '../../prerender/former-site.js';
import type { GeneratorRules } from '../generators/rules.js';
import type { MailConfiguration } from './mail_configuration.js';

/** What kind of folder the posts were found in. */
export type SiteKind =
  | 'Hugo site'
  | 'Jekyll site'
  | 'Zola site'
  | 'Hexo site'
  | 'Eleventy site'
  | 'Astro site'
  | 'content folder'
  | 'folder';

/** A folder whose files the site publishes at addresses of their own. */
export interface StaticFolder {
  /** Relative to the site's folder; empty for that folder itself. */
  source: string;
  /** Where its files stand below the site; with a slash at its end, or empty. */
  target: string;
  /**
   * `whole`: all of them; `typed`: what may lie beside posts, as if it did; `referred`: of these what
   * posts refer to.
   */
  which: 'whole' | 'typed' | 'referred';
  /** Why a file or folder is none of the site's; the path is relative to the site's folder. */
  passOver?(path: string): string | undefined;
  /** The same of a folder, where files that may be the site's lie in folders that would be none. */
  passOverFolder?(path: string): string | undefined;
  /** Whether a file is published whatever its type is, because the site names it. */
  includes?(path: string): boolean;
}

/** The issues that lists name, newest first, and their addresses below the archive. */
export interface ListedIssues {
  order: readonly ManifestEntry[];
  pathOf(entry: ManifestEntry): string;
}

/** A folder of posts and what its owner has already said about it. */
export interface Site {
  kind: SiteKind;
  /** The folder of the site; its configuration lies there. A real path, without links. */
  folder: string;
  /** The folder whose posts are read; paths in the archive are relative to it. A real path. */
  root: string;
  /** Where the posts lie below the root, when pages lie beside their folder. */
  postsFolder?: string;
  /** The pages that the generator's settings have in its navigation, in order. */
  headerPages?: readonly string[];
  /** From the site's folder to the root; with a slash at its end, or empty. */
  prefix: string;
  title: string;
  /** What it is about, in a sentence. */
  description?: string;
  /** What its owner says of it. */
  owner: ArchiveOwner;
  /** The addresses of the files that this names, where nothing else publishes them. */
  ownersFiles: readonly string[];
  /** Where the site is published, with a slash at its end. */
  baseURL?: string;
  /**
   * What an address may begin with that means a place of the site: addresses as `https://example.org/`
   * and paths as `/blog/`, with a slash at their end.
   */
  bases: readonly string[];
  /** Folders whose files are published at their own addresses; what two have is the first one's. */
  statics: readonly StaticFolder[];
  /** The codes of the site's languages, the default first; empty when nothing says. */
  languages: readonly string[];
  /** Of dates without an offset, as `Asia/Shanghai`; undefined for this machine's. */
  timeZone?: string;
  /** The owner's own patterns for the addresses of posts, by section; these go before the rules. */
  permalinks: Readonly<Record<string, string>>;
  /** How the posts are rendered, where that is not the default. */
  rendering: Rendering;
  /** By which the generator of the site makes its pages; undefined where none is known. */
  rules?: GeneratorRules;
  /** Which folders are looked through, relative to the root; all without it. */
  folders?: readonly string[];
  /** What of the site is not taken over, in lines for the owner. */
  notes?: readonly string[];
  /** Folders whose posts are drafts, whatever their front matter says. */
  draftFolder?: string;
  /** Paths (files or folders, relative to the root) that are passed over. */
  exclude: readonly string[];
  /** Defaults of options, from the owner's configuration. */
  defaults: {
    out?: string;
    drafts?: boolean;
    future?: boolean;
    expired?: boolean;
    offline?: boolean;
  };
  /** With which files of typefaces pictures for social media are drawn; relative to the folder. */
  cards?: { fonts: readonly string[] };
  /** What the owner says about its mails. */
  mail?: MailConfiguration;
  /** The configuration files that were read, relative to the site's folder. */
  readFrom: readonly string[];
  /**
   * The feeds that the generator makes of the archive, and by what their readers know issues: addresses
   * below the site, percent-encoded.
   *
   * @param prefix as the site's
   */
  formerFeeds?(archive: ListedIssues, prefix: string): Pick<FormerSite, 'feeds' | 'ids'>;
  /** Whether a picture at a path is there for the posts beside it; all are without it. */
  liesBesidePosts?(path: string): boolean;
  /** Why a Markdown file of the folder is no post; undefined for posts. */
  passOver(path: string, files: ReadonlySet<string>): string | undefined;
}
