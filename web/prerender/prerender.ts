/*
 * The archive as pages: what `broadsheet build` writes and `broadsheet serve` answers. Runs in any
 * JavaScript; whoever calls it reads and writes the files.
 */
import type { Manifest, ManifestEntry, Post, PostData } from 'broadsheet';
import '../page/site/guesses.js';
import '../page/site/strings/all.js';
import { rootMark } from '../page/offline/root-mark.js';
import { fileAt } from '../page/site/addresses.js';
import { everything, only, queryOf } from '../page/site/filter.js';
import { feedNames, missingPath, offlinePath, undatedPath } from '../page/site/own-files.js';
import { RelatedIssues } from '../page/site/related.js';
import { type ListRoute, pageSize, parseRoute } from '../page/site/route.js';
import { type CatalogSource, Site, type Term, publishedPath } from '../page/site/site.js';
import { themeFile } from '../page/site/theme.js';
import { Translations } from '../page/site/translations.js';
import { undatedAnswer } from '../page/site/undated.js';
import type { IssueBody } from '../page/templates/article.js';
import { type DocumentParts, type PageAssets, documentOf } from '../page/templates/document.js';
import { type Frame, frameOf } from '../page/templates/frame.js';
import type { ListAnswer } from '../page/templates/list.js';
import { Pieces } from '../page/templates/pieces.js';
import { viewOfIssue, viewOfNotice, viewOfPage } from '../page/templates/view.js';
import { viewOfList } from '../page/templates/view-of-list.js';
import { type FarAddresses, farAddresses } from './far-addresses.js';
import { FeedContents } from './feed-contents.js';
import { type Feed, atomFeed, jsonFeed, rssFeed } from './feeds.js';
import type { FeedFormat, FormerFeed, FormerSite } from './former-site.js';
import { Keys, type States } from './keys.js';
import { type ListRedirect, listRedirects } from './list-redirects.js';
import { llmsText } from './llms.js';
import { redirectPage } from './redirect-page.js';
import { Redirects } from './redirects.js';
import { type AddressRemark, remarksOn } from './remarks.js';
export { serviceWorker } from './service-worker.js';
import { robots, sitemaps } from './sitemap.js';

export { publishedPath };
export type { AddressRemark, FarAddresses, FormerSite, IssueBody, States };

declare const __PAGE_ASSETS__: PageAssets;

/** Feeds have the newest issues only: whoever follows the archive has read the others. */
const feedLength = 20;
const termFeedLength = 10;

const formatOf: Record<(typeof feedNames)[number], FeedFormat> = {
  'index.xml': 'rss',
  'atom.xml': 'atom',
  'feed.json': 'json',
};
const formats: Record<FeedFormat, { make(feed: Feed): string; type: string }> = {
  rss: { make: rssFeed, type: 'application/rss+xml' },
  atom: { make: atomFeed, type: 'application/atom+xml' },
  json: { make: jsonFeed, type: 'application/feed+json' },
};
const feedName = /^(.*?)(index\.xml|atom\.xml|feed\.json)$/;

/** A file of the archive: where it is, what it is made of, and how. */
export interface ArchiveFile {
  /** Below the archive, `/` between segments, not percent-encoded. */
  path: string;
  /** The issue whose page it is: its path in the manifest, and its address. */
  issue?: { path: string; address: string };
  /** With the same key the file is the same; one without is cheap, and made anew each time. */
  key?: string | undefined;
  content(bodies: Bodies): string;
}

/** What a server answers. */
export interface Answer {
  status: 200 | 404;
  content: string;
  contentType: string;
}

/** The posts of the manifest, rendered. */
export interface Bodies {
  of(path: string): IssueBody;
  /** Its HTML as {@link renderSent} makes it for a feed, without a `base`; `url` is of its page. */
  inFeed(path: string, url: string): string;
}

/** An archive whose pages can be made. */
export interface PrerenderedArchive {
  /** The address of an issue's page, below the archive. */
  addressOf(path: string): string | undefined;
  /** The file of an issue's mail, where it has one. */
  mailOf(path: string): string | undefined;
  /** The issue whose mail is this file: its path. */
  issueOfMail(file: string): string | undefined;
  /** A file that leads to an issue, from wherever it was once; undefined for no issue of this path. */
  redirect(file: string, path: string): string | undefined;
  /** Whether an issue has its page or an old address there. */
  has(path: string): boolean;
  /** What issues ask for and cannot have, in the order of the manifest. */
  remarks(): AddressRemark[];
  /**
   * All files, one after the other, in an order that is the same everywhere.
   *
   * @param states of the posts; without them files have no keys
   */
  files(states?: States): Generator<ArchiveFile>;
  /** The paths of the issues whose bodies an address needs. */
  needs(path: string, search: string): readonly string[];
  /** What is at an address below the archive (not percent-encoded), if anything of this is. */
  answer(path: string, search: string, bodies: Bodies): Answer | undefined;
  /** The page for what is not there; `path` as it was asked for. */
  missing(path: string): Answer;
  /** Where the addresses of an issue lead, for its mail; undefined for no issue of this path. */
  farAddresses(path: string, post: Pick<Post, 'links' | 'images'>): FarAddresses | undefined;
}

/**
 * @param manifest all issues; `files` and `answer` follow its order
 * @param catalog over the manifest's posts; one that is given stays the caller's to dispose of
 * @param former what is kept of the site as it was; pages of issues do not depend on it
 */
export function openArchive(
  manifest: Manifest,
  catalog: CatalogSource,
  former: FormerSite = {},
): PrerenderedArchive {
  return new Prerenderer(new Site(manifest, catalog), former);
}

class Prerenderer implements PrerenderedArchive {
  readonly #site: Site;
  readonly #related: RelatedIssues;
  readonly #pieces = new Pieces();
  readonly #translations: Translations;
  #madeRedirects: Redirects | undefined;
  #madeListRedirects: readonly ListRedirect[] | undefined;
  readonly #wholes = new Map<Term | undefined, ListAnswer>();
  readonly #former: FormerSite;
  /** Those of the site that have a file of their own, by path. */
  readonly #siteFeeds = new Map<string, FormerFeed>();

  constructor(site: Site, former: FormerSite) {
    this.#site = site;
    this.#former = former;
    for (const feed of former.feeds ?? []) {
      // Where the archive has one of this address, it holds what the site's did.
      if (this.#isOwnFeed(feed.path) || site.addresses.take(feed.path)) {
        this.#siteFeeds.set(feed.path, feed);
      }
    }
    this.#related = new RelatedIssues(site);
    this.#translations = new Translations(site.manifest.posts);
  }

  addressOf(path: string): string | undefined {
    const entry = this.#site.issueOfFile(path);
    return entry && this.#site.pathOf(entry);
  }

  mailOf(path: string): string | undefined {
    const entry = this.#site.issueOfFile(path);
    return entry && this.#site.mailOf(entry);
  }

  issueOfMail(file: string): string | undefined {
    return this.#site.issueOfMail(file)?.path;
  }

  redirect(file: string, path: string): string | undefined {
    const entry = this.#site.issueOfFile(path);
    return entry && redirectPage(this.#site, file, entry);
  }

  has(path: string): boolean {
    return this.#site.issueAt(path) !== undefined || this.#redirects.files.has(fileAt(path));
  }

  remarks(): AddressRemark[] {
    return remarksOn(this.#site, this.#redirects);
  }

  *files(states?: States): Generator<ArchiveFile> {
    const site = this.#site;
    const keys = states && new Keys(site, states);
    for (const entry of [...site.order, ...site.unlisted, ...site.pages]) {
      const address = site.pathOf(entry);
      yield {
        path: fileAt(address),
        issue: { path: entry.path, address },
        key: keys && this.#keyOfIssue(entry, keys),
        content: (bodies) => this.#issue(entry, bodies.of(entry.path)),
      };
    }
    const lists: ListRoute[] = [];
    for (const { route, answer } of this.#lists()) {
      lists.push(route);
      yield {
        path: fileAt(addressOf(route)),
        key: keys?.list(route, answer),
        content: () => this.#list(route, answer),
      };
    }
    yield { path: missingPath, content: () => this.#notFoundAnywhere() };
    if (site.manifest.offline) yield { path: offlinePath, content: () => this.#offline() };
    yield* this.#feeds(keys);
    const frame = this.#frame('');
    yield* sitemaps(frame, [
      ...lists.map((route) => ({ path: addressOf(route) })),
      ...[...site.order, ...site.pages.filter(({ unlisted }) => unlisted !== true)].map(
        (entry) => ({
          path: site.pathOf(entry),
          modified: entry.data.lastmod ?? entry.data.date,
        }),
      ),
    ]);
    const theme = themeFile(site.manifest);
    if (theme !== undefined) yield { path: theme.path, content: () => theme.styles };
    yield { path: 'llms.txt', content: () => llmsText(frame) };
    yield { path: 'robots.txt', content: () => robots(frame) };
    for (const [path, entry] of this.#redirects.files) {
      yield { path, content: () => redirectPage(site, path, entry) };
    }
    for (const { file, content } of this.#listRedirects) yield { path: file, content };
  }

  needs(path: string, search: string): readonly string[] {
    const route = parseRoute(this.#site, path, search);
    if (route.view === 'issue') return [route.entry.path];
    return (this.#feedAt(path, noBodies)?.feed.entries ?? []).map((entry) => entry.path);
  }

  answer(path: string, search: string, bodies: Bodies): Answer | undefined {
    const html = 'text/html; charset=utf-8';
    const route = parseRoute(this.#site, path, search);
    if (route.view === 'issue') {
      return ok(this.#issue(route.entry, bodies.of(route.entry.path)), html);
    }
    if (route.view === 'list') {
      const answer = this.#answerOf(route);
      if (path === '' || answer.posts.length > 0)
        return ok(this.#list(route, answer, search), html);
    }
    const found = this.#feedAt(path, bodies);
    if (found !== undefined) {
      const { make, type } = formats[found.format];
      return ok(make(found.feed), `${type}; charset=utf-8`);
    }
    const theme = path.startsWith('assets/') ? themeFile(this.#site.manifest) : undefined;
    if (theme?.path === path) return ok(theme.styles, 'text/css; charset=utf-8');
    if (path === 'llms.txt') return ok(llmsText(this.#frame('')), 'text/plain; charset=utf-8');
    if (path === 'robots.txt') return ok(robots(this.#frame('')), 'text/plain; charset=utf-8');
    for (const file of [path, fileAt(path)]) {
      const entry = this.#redirects.files.get(file);
      if (entry !== undefined) return ok(redirectPage(this.#site, file, entry), html);
    }
    for (const { file, content } of this.#listRedirects) {
      if (file === path || file === fileAt(path)) return ok(content(), html);
    }
    return undefined;
  }

  missing(path: string): Answer {
    const content = this.#notFound(this.#frame(path));
    return { status: 404, content, contentType: 'text/html; charset=utf-8' };
  }

  farAddresses(path: string, post: Pick<Post, 'links' | 'images'>): FarAddresses | undefined {
    const entry = this.#site.issueOfFile(path);
    return entry && farAddresses(this.#farFrame(this.#site.pathOf(entry)), entry, post);
  }

  /** What leads to the archive from elsewhere. */
  #farFrame(path: string): Frame {
    const frame = this.#frame(path);
    return { ...frame, root: this.#site.manifest.baseUrl?.replace(/\/*$/, '/') ?? frame.root };
  }

  /** What pages, lists and aliases leave free. */
  get #listRedirects(): readonly ListRedirect[] {
    // Aliases take their addresses first.
    this.#madeRedirects ??= new Redirects(this.#site, this.#former.language);
    this.#madeListRedirects ??= [...listRedirects(this.#site)].filter(({ file }) =>
      this.#site.addresses.take(file),
    );
    return this.#madeListRedirects;
  }

  get #redirects(): Redirects {
    this.#madeRedirects ??= new Redirects(this.#site, this.#former.language);
    return this.#madeRedirects;
  }

  #frame(path: string): Frame {
    return frameOf(this.#site, path, this.#site.languages[0] ?? 'en', this.#pieces);
  }

  #document(parts: DocumentParts): string {
    return documentOf(parts, __PAGE_ASSETS__);
  }

  #issue(entry: ManifestEntry, body: IssueBody): string {
    const path = this.#site.pathOf(entry);
    const frame = this.#frame(path);
    const view = entry.page
      ? viewOfPage(frame, entry, body)
      : viewOfIssue(frame, entry, body, this.#related);
    const translations = this.#translations.of(entry);
    return this.#document({ frame, view, path, entry, translations });
  }

  #keyOfIssue(entry: ManifestEntry, keys: Keys): string {
    const related = entry.page ? [] : this.#related.of(entry);
    const others = [...related, ...this.#translations.of(entry)];
    return keys.issue(entry, others);
  }

  #list(route: ListRoute, answer: ListAnswer, search = ''): string {
    const path = addressOf(route);
    const frame = this.#frame(path);
    const view = viewOfList(frame, route, answer);
    const feed = route.term && hasFeed(route.term) ? `${route.path}index.xml` : undefined;
    return this.#document({ frame, view, path, search, ...(feed === undefined ? {} : { feed }) });
  }

  #notFound(frame: Frame): string {
    const view = viewOfNotice(frame, 'postMissing');
    return this.#document({ frame, view, path: missingPath, unlisted: true });
  }

  /** The same as a file, which hosts show at any depth: its links start at the host's root. */
  #notFoundAnywhere(): string {
    const { manifest } = this.#site;
    const frame = { ...this.#frame(''), root: publishedPath(manifest) };
    const view = viewOfNotice(frame, 'postMissing');
    const isAnywhere = manifest.baseUrl === undefined;
    return this.#document({ frame, view, path: missingPath, unlisted: true, isAnywhere });
  }

  /** What the service worker shows for pages that it has not kept. */
  #offline(): string {
    const frame = { ...this.#frame(''), root: rootMark };
    const view = viewOfNotice(frame, 'offline');
    return this.#document({ frame, view, path: offlinePath, unlisted: true, shell: true });
  }

  #answerOf(route: ListRoute): ListAnswer {
    const offset = (route.first - 1) * pageSize;
    const limit = route.pages * pageSize;
    if (route.undated) return undatedAnswer(this.#site, offset, limit);
    return this.#site.catalog.query(queryOf(route.filter, offset, limit));
  }

  /** All issues of a term, or of the archive. The catalog is asked once for each. */
  #whole(term: Term | undefined): ListAnswer {
    let answer = this.#wholes.get(term);
    if (answer === undefined) {
      const filter = term === undefined ? everything : only(term.facet, term.value);
      answer = this.#site.catalog.query(queryOf(filter, 0, this.#site.order.length));
      this.#wholes.set(term, answer);
    }
    return answer;
  }

  /** All pages of lists. */
  *#lists(): Generator<{ route: ListRoute; answer: ListAnswer }> {
    const list = { view: 'list' as const, pages: 1 };
    const home: ListRoute = { ...list, path: '', first: 1, filter: everything };
    yield { route: home, answer: this.#answerOf(home) };
    for (const term of this.#site.terms) {
      const filter = only(term.facet, term.value);
      yield* pagesOf({ ...list, path: term.path, term, first: 1, filter }, this.#whole(term));
    }
    const undated: ListRoute = {
      ...list,
      path: undatedPath,
      undated: true,
      first: 1,
      filter: everything,
    };
    yield* pagesOf(undated, undatedAnswer(this.#site, 0, this.#site.order.length));
  }

  #isOwnFeed(path: string): boolean {
    const [, folder, name] = feedName.exec(path) ?? [];
    return name !== undefined && folder !== undefined && this.#isFeedFolder(folder);
  }

  #isFeedFolder(folder: string): boolean {
    const term = this.#site.termAt(folder);
    return folder === '' || (term !== undefined && hasFeed(term));
  }

  *#feeds(keys: Keys | undefined): Generator<ArchiveFile> {
    const contents = new FeedContents();
    for (const { path, format } of this.#siteFeeds.values()) {
      if (this.#isOwnFeed(path)) continue;
      const feed = this.#feedAt(path, noBodies)?.feed;
      if (feed === undefined) continue;
      const content = (bodies: Bodies): string =>
        formats[format].make({ ...feed, contents, bodies });
      yield { path, key: keys?.feed(feed), content };
    }
    for (const folder of ['', ...this.#site.terms.filter(hasFeed).map(({ path }) => path)]) {
      const feed = this.#feedOf(folder, noBodies);
      if (feed === undefined) continue;
      const key = keys?.feed(feed);
      for (const name of feedNames) {
        const content = (bodies: Bodies): string =>
          formats[formatOf[name]].make({
            ...feed,
            contents,
            bodies,
          });
        yield { path: `${folder}${name}`, key, content };
      }
    }
  }

  /** The feed in a file. */
  #feedAt(path: string, bodies: Bodies): { feed: Feed; format: FeedFormat } | undefined {
    const [, folder, name] = feedName.exec(path) ?? [];
    const own = folder === undefined ? undefined : this.#feedOf(folder, bodies);
    if (own !== undefined)
      return { feed: own, format: formatOf[name as (typeof feedNames)[number]] };
    const former = this.#siteFeeds.get(path);
    if (former === undefined) return undefined;
    const end = path.lastIndexOf('/') + 1;
    const feed = { ...this.#feed(path.slice(0, end), former, bodies), file: path.slice(end) };
    return { feed, format: former.format };
  }

  /** The feed of the whole archive, or of a tag or category. */
  #feedOf(folder: string, bodies: Bodies): Feed | undefined {
    if (!this.#isFeedFolder(folder)) return undefined;
    const former = this.#siteFeeds.get(`${folder}index.xml`);
    if (former !== undefined) return this.#feed(folder, former, bodies);
    const term = folder === '' ? undefined : this.#site.termAt(folder);
    const entries = this.#whole(term).posts.slice(
      0,
      term === undefined ? feedLength : termFeedLength,
    );
    const said = { page: folder, posts: entries.map(({ path }) => path) };
    return this.#feed(folder, term === undefined ? said : { ...said, title: term.value }, bodies);
  }

  #feed(
    folder: string,
    { title, page, posts }: Pick<FormerFeed, 'title' | 'page' | 'posts'>,
    bodies: Bodies,
  ): Feed {
    const { manifest } = this.#site;
    const ids = this.#former.ids ?? {};
    return {
      frame: this.#farFrame(folder),
      title: title === undefined ? manifest.title : `${title} — ${manifest.title}`,
      ...{ page, folder, timeZone: this.#former.timeZone },
      entries: posts.flatMap((path) => this.#site.issueOfFile(path) ?? []),
      idOf: ({ path, data }) => ownId(data) ?? (Object.hasOwn(ids, path) ? ids[path] : undefined),
      bodies,
      contents: new FeedContents(),
    };
  }
}

/** What authors write for feed readers to know an issue by. */
function ownId({ guid, id }: PostData): string | undefined {
  for (const value of [guid, id]) {
    const isText = typeof value === 'string' || typeof value === 'number';
    if (isText && String(value).trim() !== '') return String(value).trim();
  }
  return undefined;
}

/** The pages of a list of which all issues are at hand. */
function* pagesOf(
  route: ListRoute,
  whole: ListAnswer,
): Generator<{ route: ListRoute; answer: ListAnswer }> {
  for (let first = 1; (first - 1) * pageSize < whole.posts.length; first += 1) {
    const posts = whole.posts.slice((first - 1) * pageSize, first * pageSize);
    yield { route: { ...route, first }, answer: { ...whole, posts } };
  }
}

/** Where only the order of issues matters. */
const noBodies: Bodies = { of: () => ({ html: '', toc: [], links: [] }), inFeed: () => '' };

function hasFeed({ facet }: Term): boolean {
  return facet === 'tags' || facet === 'categories';
}

function addressOf({ path, first }: ListRoute): string {
  return first === 1 ? path : `${path}page/${first}/`;
}

function ok(content: string, contentType: string): Answer {
  return { status: 200, content, contentType };
}
