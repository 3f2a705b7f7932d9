/**
 * The public contract of the package: shapes only. Field by field it is what the C ABI's JSON
 * replies hold (`core/include/broadsheet/broadsheet_c.h`).
 */

import type { AsyncHooks, Hooks, Syntax } from './hook_types.js';
import type {
  Bytes,
  CompiledModule,
  HostAbortSignal,
  HostResponse,
  HostUrl,
} from './platform_types.js';

/** Where {@link init} finds the WebAssembly module. */
export type ModuleSource = LoadedSource | Promise<LoadedSource>;

type LoadedSource = HostUrl | string | HostResponse | Bytes | CompiledModule;

/**
 * Marks up the code of a block, for colours say.
 *
 * @param code as written, with its last line feed
 * @param lang the first word after the fence; empty when there is none
 * @param meta the rest of the line; may be empty
 * @returns HTML to stand inside `<code>`, which is put in **as it is**; anything but a string leaves
 *   the block as it was
 */
export type Highlighter = (code: string, lang: string, meta: string) => string | undefined;

export interface RenderOptions {
  /**
   * `newsletter` (default): front matter, GitHub's extensions, heading ids, safe links.
   * `commonmark`: CommonMark 0.31.2 and nothing else; raw HTML and every URL scheme pass, so it is
   * **unsafe** for text by strangers.
   */
  profile?: 'newsletter' | 'commonmark';
  /**
   * Which delimiter runs open and close emphasis: `commonmark`; or `cjk`, the CJK-friendly amendment:
   * bold text beside Chinese punctuation is bold; or `lenient` (default of newsletters), which in
   * Chinese, Japanese and Korean posts also takes what older editors let pass: blanks inside of `**`,
   * within a line, and `**a****b**` for two. English text is the same in all three. Overrides the
   * profile; `emphasis` in a post's front matter overrides both.
   *
   * A `**` that stays literal is a diagnostic, `literal-emphasis`; so the places that are bold here
   * but not under CommonMark's rules are those that only a rendering with `commonmark` reports.
   */
  emphasis?: 'commonmark' | 'cjk' | 'lenient';
  /**
   * Raw HTML in Markdown: `sanitize` (default of newsletters) lets through what only shows something,
   * written anew from a list of elements and attributes; `escape` shows all of it as text; `pass`
   * (default of CommonMark) copies it through, every URL scheme with it, and is **unsafe**. Overrides
   * the profile.
   */
  html?: 'sanitize' | 'escape' | 'pass';
  /** Whether to look for front matter. Default: true for newsletters, false for CommonMark. */
  frontMatter?: boolean;
  /**
   * Levels of headings: `shift` (default of newsletters) makes the article start at h2, below the
   * page's title, and leaves no level out; `keep` (default of CommonMark) takes the author's.
   * `headings` in a post's front matter overrides it.
   */
  headings?: 'shift' | 'keep';
  /**
   * Whose extensions posts are written in, besides GitHub's: `goldmark` (Hugo) has attributes behind
   * headings, `## H {#id .c}`, and definition lists; `kramdown` (Jekyll) attribute lists `{: }` of
   * blocks and spans, `{:toc}`, `{::comment}`, abbreviations and definition lists. `github` (default)
   * takes `{#id}` behind a heading. No effect with the profile `commonmark`.
   */
  dialect?: 'github' | 'goldmark' | 'kramdown';
  /**
   * What links to other posts' files (`../2020/x.md#part`) become, resolved against `base`: `{path}`
   * stands for the file's path without extension and leading slash, `{fragment}` for the part behind
   * `#`, which is appended where the pattern has no place for it. `'#/post/{path}'`, `'/{path}/'`.
   * Default: they stay.
   */
  pageLinks?: string;
  /** A URL or path that relative links and images resolve against (RFC 3986, section 5.2). */
  base?: string;
  /**
   * Called for each block of code that `on.code` has nothing to say of, in order; what it throws
   * reaches the caller.
   */
  highlight?: Highlighter;
  /**
   * Functions that are asked about nodes of the post, and may put something in their place. What they
   * throw reaches the caller. Mails and articles do not ask them.
   */
  on?: Hooks;
  /** What posts may write besides what their dialect has. No effect with the profile `commonmark`. */
  syntax?: Syntax;
  /** The post's path: named in diagnostics; date and slug are read from a Jekyll file name. */
  file?: string;
  /** The language of posts whose front matter names none, as a BCP 47 tag: for labels like "Note". */
  lang?: string;
}

/** Options of {@link renderPostAsync}. */
export interface AsyncRenderOptions extends Omit<RenderOptions, 'on'> {
  on?: AsyncHooks;
  /** Ends the waiting for hooks: the promise is rejected with its reason. */
  signal?: HostAbortSignal;
}

/** What of the options an archive decides for all of its posts. */
export type Rendering = Pick<RenderOptions, 'dialect' | 'emphasis' | 'headings' | 'syntax'>;

/** What {@link renderArticle} needs besides a post's source. */
export interface ArticleOptions extends Omit<Rendering, 'syntax'> {
  /** In bytes: where the body begins. */
  start: number;
  /** As of {@link RenderOptions}. */
  lang?: string;
}

/** What a page shows of a post whose metadata it has. */
export type Article = Pick<Post, 'html' | 'toc' | 'links'>;

/** What a module of the package does: all of it, or one task of a reader's page. */
export type ModuleTask = 'whole' | 'list' | 'issue';

/** A post, parsed and rendered. */
export interface Post {
  data: PostData;
  /**
   * How {@link renderArticle} makes the same of this source. Missing where it would not: with other
   * options than newsletters have, or if the source is too large or is not UTF-8.
   */
  article?: ArticleOptions;
  /** The body as HTML. */
  html: string;
  /** The outline, in document order. */
  toc: Heading[];
  /** The description, the text before `<!--more-->`, or the first text; plain text. */
  excerpt: string;
  /** The body as plain text, a line feed between blocks. */
  text: string;
  /** Chinese and Japanese characters plus words of other scripts. */
  words: number;
  /** Reading time in whole minutes, at least 1 unless the body is empty. */
  minutes: number;
  links: Link[];
  images: Image[];
  diagnostics: Diagnostic[];
}

/**
 * Front matter: typed where Broadsheet knows the key (in any case), as written elsewhere. Addresses
 * that the HTML would not let through are left out, with a diagnostic: of `cover`, `authorLink`,
 * `aliases`, and of other keys that are called after one (`featured_image`, `canonicalURL`,
 * `redirect_to`).
 */
export interface PostData {
  title?: string;
  /** ISO 8601 with the offset as written: `2023-05-12T15:00:00+08:00`, `2021-01-02`. */
  date?: string;
  lastmod?: string;
  tags: string[];
  categories: string[];
  authors: string[];
  authorLink?: string;
  description?: string;
  cover?: string;
  draft?: boolean;
  lang?: string;
  slug?: string;
  weight?: number;
  /**
   * The number of a newsletter's issue: `issue` of the front matter, or as the title or the file name
   * tells it (`第 12 期`, `Issue #12`, `issue-12.md`). An `issue` that is no number stays as written.
   */
  issue?: number | undefined;
  aliases?: string[];
  [key: string]: unknown;
}

export interface Heading {
  /** The id of the element in the HTML, as GitHub makes them. */
  id: string;
  /** 1 to 6. */
  level: number;
  text: string;
  /** Set for a paragraph that is all bold, which many newsletters use as a heading. */
  pseudo?: true;
}

/** A link that can be clicked in the HTML. One with another scheme is a diagnostic, `link-scheme`. */
export interface Link {
  /** http, https, mailto, tel or relative, unless `html` is `pass`. */
  url: string;
  text: string;
  /** The id of the heading the link stands under. */
  section?: string;
}

/** A picture that is shown in the HTML. One with another scheme is a diagnostic, `image-scheme`. */
export interface Image {
  /** http, https, relative, or a raster image as a data URL, unless `html` is `pass`. */
  url: string;
  alt: string;
  title?: string;
  section?: string;
}

export interface Diagnostic {
  /** Stable and machine-readable, such as `date-unreadable`. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  /** How to mend it. */
  hint?: string;
  file?: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1, in characters (code points). */
  column: number;
}

/** A post as a catalog takes and returns it. Further members are kept. */
export interface CatalogEntry {
  path: string;
  data: PostData;
}

/**
 * What to look for. Terms and words are compared folded: outer blanks (NBSP, zero-width and
 * ideographic ones too), runs of blanks, case and full-width forms of ASCII do not matter.
 */
export interface CatalogQuery {
  /** All words must occur in title or description: the first 32, within 2,048 bytes. */
  words?: string;
  tags?: string[];
  categories?: string[];
  authors?: string[];
  years?: number[];
  langs?: string[];
  /** First day, as `2020`, `2020-06` or `2020-06-30`; posts without a date are left out. */
  from?: string;
  /** Last day, inclusive; `2020` means up to its last day. */
  to?: string;
  /** Whether drafts are listed too. Default: false. */
  drafts?: boolean;
  /** Default: `newest`. Posts without a date come last; ties are broken by path. */
  sort?: 'newest' | 'oldest' | 'title' | 'relevance';
  /** Default: 0. */
  offset?: number;
  /** Default: all. */
  limit?: number;
}

export interface CatalogPage<Entry extends CatalogEntry = CatalogEntry> {
  /** How many posts match, on all pages. */
  total: number;
  posts: Entry[];
  facets: Facets;
  /** Only where something of the query was passed over. */
  notices?: QueryNotice[];
}

/** Something of a query that was passed over: words beyond 32, or beyond 2,048 bytes. */
export interface QueryNotice {
  /** `query-long` */
  code: string;
  message: string;
}

/** Values that occur under the present filter; AND between facets, OR inside one. */
export interface Facets {
  tags: Facet[];
  categories: Facet[];
  authors: Facet[];
  /** Newest first; all others by count, then by value in UTF-8 byte order. */
  years: Facet[];
  langs: Facet[];
}

export interface Facet {
  /**
   * In its most frequent spelling over the whole catalog, drafts included; of equally frequent ones
   * the first in UTF-8 byte order.
   */
  value: string;
  /** Posts with this value that match all of the query but this facet itself. */
  count: number;
}

export interface Catalog<Entry extends CatalogEntry = CatalogEntry> {
  /** @throws {BroadsheetError} when the query is not of the form of {@link CatalogQuery}. */
  query(query?: CatalogQuery): CatalogPage<Entry>;
  /** Gives the memory back. Further queries throw. */
  dispose(): void;
}

/** What an archive's `manifest.json` holds. */
export interface Manifest<Entry extends CatalogEntry = ManifestEntry> {
  format: 'broadsheet-manifest';
  version: 1;
  /** The archive's name. */
  title: string;
  /** What it is about, in a sentence. */
  description?: string;
  /** Where it is published, `https://example.org/letters/`; canonical links and feeds need it. */
  baseUrl?: string;
  /**
   * Addresses of the issues' pages below the archive by Hugo's patterns, `/:year/:month/:slug/`: one
   * for all, or by section (the first folder of a path), `*` for the others. Default: `/issues/:slugorfilename/`.
   */
  permalinks?: string | Record<string, string>;
  /**
   * Lists that the site had, by address: what stands for them is the list of a term, or the home page
   * (an empty text).
   */
  lists?: Record<string, '' | { facet: 'tags' | 'categories'; value: string }>;
  /** How its posts are rendered, where that is not the default. */
  rendering?: Rendering;
  /** Set by a server that announces changes at `events` (server-sent events). */
  live?: true;
  /** Set where a service worker, `sw.js`, keeps the archive for reading offline. */
  offline?: true;
  /**
   * Set where `manifest-head.json` has what filters need, and files in `manifest/` the rest: of more
   * than 1,000 posts.
   */
  head?: true;
  /** Set where `search/start.bsx` has in one what every search of the archive reads. */
  searchStart?: true;
  /** What its owner says of it. */
  owner?: ArchiveOwner;
  /** What a catalog of its issues would have to be asked for: pages of issues need none. */
  listing?: Listing;
  posts: Entry[];
}

/** All issues that lists name, in order and counted. */
export interface Listing {
  /**
   * Places in {@link Manifest.posts}, newest first; issues without a date last. Absent where the posts
   * stand in that order.
   */
  order?: number[];
  facets: Facets;
}

/**
 * What the owner of an archive says of it. Addresses are relative to the archive, percent-encoded where
 * they must be, or whole ones.
 */
export interface ArchiveOwner {
  /** Who publishes it. */
  author?: string;
  /** A line of plain text. */
  copyright?: string;
  /** A picture that stands beside the name. */
  logo?: string;
  /** A picture for tabs and home screens. */
  icon?: string;
  /** Links to the owner's accounts; `name` is that of the service. */
  social?: { name: string; href: string }[];
  /** Links to pages of the archive and others. */
  nav?: { text: string; href: string }[];
  /** How pages look, where that is not the usual way. */
  theme?: ArchiveTheme;
  /** How readers subscribe. */
  subscribe?: Subscription;
  /**
   * Its newsletters, where it has several: the folders of their issues, inner ones first. Each is a
   * category of its issues.
   */
  sections?: { folder: string; name: string }[];
  /** HTML that the home page begins with, sanitized. */
  introduction?: string;
  /** HTML that every page ends with, sanitized. */
  footer?: string;
  /** HTML of the owner's that stands in pages as it is, scripts included. */
  snippets?: Snippets;
  /** Set where issues without a cover have a picture for social media. */
  cards?: SocialCards;
  /** Set where the mail of each issue lies beside its page. */
  mails?: true;
  /** What pages may load besides their own files, for the sake of these. */
  policy?: SnippetPolicy;
}

/** Pictures for social media, which a build has drawn: `assets/card-….png`. */
export interface SocialCards {
  /** Names how they are drawn; their file names are made of it and of the titles. */
  seed: string;
  /** Issues without one, by path: the typeface lacks characters of theirs. */
  without?: string[];
}

/**
 * HTML as it is, each cut into pieces where the way to the archive's root belongs: `pieces.join('../')`.
 */
export interface Snippets {
  /** At the end of `<head>`. */
  head?: string[];
  /** Below an issue, and below a list. */
  afterIssue?: string[];
  afterList?: string[];
}

/** What is added to the content security policy of pages. */
export interface SnippetPolicy {
  /** Sources by directive: `{ 'script-src': ['https://comments.example'] }`. */
  sources: Record<string, string[]>;
  /** Scripts of others run, for which no page can require Trusted Types. */
  foreign?: true;
}

/** How the pages of an archive look. Colours are `#rgb` or `#rrggbb`. */
export interface ArchiveTheme {
  light?: { paper?: string; ink?: string; accent?: string };
  dark?: { paper?: string; ink?: string; accent?: string };
  fonts?: { text?: FontFamily; headings?: FontFamily; interface?: FontFamily };
  /** A file of styles that come last. */
  css?: string;
  /** How lists are shown until a reader chooses; else as compact rows. */
  view?: 'cards';
  /** Which issues of a list have their cover; else all. */
  covers?: 'lead' | 'none';
  density?: 'compact' | 'spacious';
}

/** A typeface: files of the owner, or names of typefaces that readers may have, as CSS has them. */
export interface FontFamily {
  files?: { file: string; weight?: string; style?: 'italic' }[];
  names?: string;
}

/** How readers subscribe: by a form, or on a page elsewhere. */
export type Subscription =
  | {
      /** Where the form is sent. */
      action: string;
      /** Default: `post`. */
      method?: 'post' | 'get';
      /** The name of the field for the address. */
      email: string;
      /** Fields that are sent along. */
      fields?: Record<string, string>;
      /** A field that only machines fill in. */
      honeypot?: string;
      /** The provider answers scripts of other origins: its answer is shown beside the form. */
      inPlace?: true;
      /** Where the provider leads from there, as sources of a content security policy. */
      hosts?: string[];
    }
  | { href: string };

export interface ManifestEntry extends CatalogEntry {
  /** Relative to the manifest's `posts/` folder, in URL terms not encoded. */
  path: string;
  data: PostData;
  /**
   * Where its page stands below the archive, not percent-encoded, when that is settled: it goes before
   * {@link Manifest.permalinks}.
   */
  url?: string;
  /** It has a page, and no list, feed or search names it. */
  unlisted?: true;
  /** It is a page and no issue: no list and no feed names it; search finds it. */
  page?: true;
  /**
   * Of the addresses in its HTML (as they stand there, without query and fragment) and its cover: where
   * those lead that name something of the archive otherwise than relative to its file. Below the archive,
   * not percent-encoded.
   */
  addresses?: Record<string, string>;
  /** Width and height in pixels of pictures of its HTML that lie in the archive, by the same addresses. */
  sizes?: Record<string, [width: number, height: number]>;
  /** What {@link renderArticle} needs besides its file and {@link Manifest.rendering}. */
  article?: ArticleOptions;
  /** The language tag that its text suggests (`und`: none), where its front matter has no `lang`. */
  guess?: string;
  excerpt: string;
  words: number;
  minutes: number;
}
