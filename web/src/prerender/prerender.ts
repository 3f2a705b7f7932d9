/*
 * The archive as pages: what `broadsheet build` writes and `broadsheet serve` answers. Runs in any
 * JavaScript; whoever calls it reads and writes the files.
 */
import type { Catalog, Manifest, ManifestEntry } from 'broadsheet';
import { rootMark } from '../offline/root-mark.js';
import { everything, only, queryOf } from '../site/filter.js';
import { RelatedIssues } from '../site/related.js';
import { type ListRoute, pageSize, parseRoute } from '../site/route.js';
import { Site, type Term, publishedPath, undatedPath } from '../site/site.js';
import { Translations } from '../site/translations.js';
import { undatedAnswer } from '../site/undated.js';
import type { IssueBody } from '../templates/article.js';
import { type DocumentParts, type PageAssets, documentOf } from '../templates/document.js';
import { type Frame, frameOf } from '../templates/frame.js';
import type { ListAnswer } from '../templates/list.js';
import { viewOfIssue, viewOfList, viewOfNotice } from '../templates/view.js';
import { type Feed, atomFeed, jsonFeed, rssFeed } from './feeds.js';
import { Keys, type StateOf } from './keys.js';
import { aliasFiles, redirectPage } from './redirects.js';
export { serviceWorker } from './service-worker.js';
import { robots, sitemaps } from './sitemap.js';

export { publishedPath };

declare const __PAGE_ASSETS__: PageAssets;

/** Feeds have the newest issues only: whoever follows the archive has read the others. */
const feedLength = 20;
const termFeedLength = 10;

const feedFormats = [
  ['index.xml', rssFeed],
  ['atom.xml', atomFeed],
  ['feed.json', jsonFeed],
] as const;
const feedName = /^(.*?)(index\.xml|atom\.xml|feed\.json)$/;

/** A file of the archive. */
export interface ArchiveFile {
  /** Below the archive, `/` between segments, not percent-encoded. */
  path: string;
  /** Undefined when an earlier build has made it. */
  content: string | undefined;
}

/** What an earlier build has made. */
export interface EarlierBuild {
  stateOf: StateOf;
  /**
   * Whether the file of this path was made with this key, and stays. Asked for each issue, list and
   * feed, once; what is not asked for is made anew.
   */
  keeps(path: string, key: string): boolean;
}

/** What a server answers. */
export interface Answer {
  status: 200 | 404;
  content: string;
  contentType: string;
}

/** The rendered post of a path of the manifest. */
export type Bodies = (path: string) => IssueBody;

/** An archive whose pages can be made. */
export interface PrerenderedArchive {
  /** The address of an issue's page, below the archive. */
  addressOf(path: string): string | undefined;
  /** All files, one after the other, in an order that is the same everywhere. */
  files(bodies: Bodies, earlier?: EarlierBuild): Generator<ArchiveFile>;
  /** The paths of the issues whose bodies an address needs. */
  needs(path: string, search: string): readonly string[];
  /** What is at an address below the archive (not percent-encoded), if anything of this is. */
  answer(path: string, search: string, bodies: Bodies): Answer | undefined;
  /** The page for what is not there; `path` as it was asked for. */
  missing(path: string): Answer;
}

/**
 * @param manifest all issues; `files` and `answer` follow its order
 * @param catalog over the manifest's posts; stays the caller's to dispose of
 */
export function openArchive(
  manifest: Manifest,
  catalog: Catalog<ManifestEntry>,
): PrerenderedArchive {
  return new Prerenderer(new Site(manifest, catalog));
}

class Prerenderer implements PrerenderedArchive {
  readonly #site: Site;
  readonly #related: RelatedIssues;
  readonly #translations: Translations;
  readonly #wholes = new Map<Term | undefined, ListAnswer>();

  constructor(site: Site) {
    this.#site = site;
    this.#related = new RelatedIssues(site);
    this.#translations = new Translations(site.manifest.posts);
  }

  addressOf(path: string): string | undefined {
    const entry = this.#site.issueOfFile(path);
    return entry && this.#site.pathOf(entry);
  }

  *files(bodies: Bodies, earlier?: EarlierBuild): Generator<ArchiveFile> {
    const site = this.#site;
    const taken = new Set<string>();
    const claimed = (file: ArchiveFile): ArchiveFile => {
      taken.add(file.path);
      return file;
    };
    const keys = earlier && new Keys(site, earlier.stateOf);
    const isKept = (path: string, key: string | undefined): boolean =>
      key !== undefined && earlier?.keeps(path, key) === true;
    for (const entry of site.order) {
      const path = fileOf(site.pathOf(entry));
      const isSame = isKept(path, keys && this.#keyOfIssue(entry, keys));
      const content = isSame ? undefined : this.#issue(entry, bodies(entry.path));
      yield claimed({ path, content });
    }
    const lists: ListRoute[] = [];
    for (const { route, answer } of this.#lists()) {
      lists.push(route);
      const address = addressOf(route);
      const path = fileOf(address);
      const isSame = isKept(path, keys?.list(route, answer));
      yield claimed({ path, content: isSame ? undefined : this.#list(route, answer) });
    }
    yield claimed({ path: '404.html', content: this.#notFound(this.#homeFrame()) });
    if (site.manifest.offline) {
      yield claimed({ path: 'offline.html', content: this.#offline() });
    }
    yield* this.#feeds(bodies, keys, isKept);
    const frame = this.#frame('');
    yield* sitemaps(frame, [
      ...lists.map((route) => ({ path: addressOf(route) })),
      ...site.order.map((entry) => ({
        path: site.pathOf(entry),
        modified: entry.data.lastmod ?? entry.data.date,
      })),
    ]);
    yield { path: 'robots.txt', content: robots(frame) };
    for (const entry of site.order) {
      for (const path of aliasFiles(site, entry)) {
        // A page of today goes before what was there once.
        if (!taken.has(path)) yield claimed({ path, content: redirectPage(site, path, entry) });
      }
    }
  }

  needs(path: string, search: string): readonly string[] {
    const route = parseRoute(this.#site, path, search);
    if (route.view === 'issue') return [route.entry.path];
    const feed = feedName.exec(path);
    const found = feed?.[1] === undefined ? undefined : this.#feedOf(feed[1], noBody);
    return (found?.entries ?? []).map((entry) => entry.path);
  }

  answer(path: string, search: string, bodies: Bodies): Answer | undefined {
    const html = 'text/html; charset=utf-8';
    const route = parseRoute(this.#site, path, search);
    if (route.view === 'issue') {
      return ok(this.#issue(route.entry, bodies(route.entry.path)), html);
    }
    if (route.view === 'list') {
      const answer = this.#answerOf(route);
      if (path === '' || answer.posts.length > 0)
        return ok(this.#list(route, answer, search), html);
    }
    const feed = feedName.exec(path);
    if (feed?.[1] !== undefined && feed[2] !== undefined) {
      const found = this.#feedOf(feed[1], bodies);
      if (found === undefined) return undefined;
      if (feed[2] === 'index.xml') return ok(rssFeed(found), 'application/rss+xml; charset=utf-8');
      if (feed[2] === 'atom.xml') return ok(atomFeed(found), 'application/atom+xml; charset=utf-8');
      return ok(jsonFeed(found), 'application/feed+json; charset=utf-8');
    }
    if (path === 'robots.txt') return ok(robots(this.#frame('')), 'text/plain; charset=utf-8');
    for (const entry of this.#site.order) {
      if (entry.data.aliases === undefined) continue;
      const file = aliasFiles(this.#site, entry).find(
        (alias) => alias === path || alias === fileOf(path),
      );
      if (file !== undefined) return ok(redirectPage(this.#site, file, entry), html);
    }
    return undefined;
  }

  missing(path: string): Answer {
    const content = this.#notFound(this.#frame(path));
    return { status: 404, content, contentType: 'text/html; charset=utf-8' };
  }

  #frame(path: string): Frame {
    return frameOf(this.#site, path, this.#site.languages[0] ?? 'en');
  }

  /** Of a page that hosts show at any depth: its links start at the host's root. */
  #homeFrame(): Frame {
    return { ...this.#frame(''), root: publishedPath(this.#site.manifest) };
  }

  #document(parts: DocumentParts): string {
    return documentOf(parts, __PAGE_ASSETS__);
  }

  #issue(entry: ManifestEntry, body: IssueBody): string {
    const path = this.#site.pathOf(entry);
    const frame = this.#frame(path);
    const view = viewOfIssue(frame, entry, body, this.#related);
    const translations = this.#translations.of(entry);
    return this.#document({ frame, view, path, entry, translations });
  }

  #keyOfIssue(entry: ManifestEntry, keys: Keys): string {
    const others = [...this.#related.of(entry), ...this.#translations.of(entry)];
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
    return this.#document({ frame, view, path: '404.html', unlisted: true });
  }

  /** What the service worker shows for pages that it has not kept. */
  #offline(): string {
    const frame = { ...this.#frame(''), root: rootMark };
    const view = viewOfNotice(frame, 'offline');
    return this.#document({ frame, view, path: 'offline.html', unlisted: true, shell: true });
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

  *#feeds(
    bodies: Bodies,
    keys: Keys | undefined,
    isKept: (path: string, key: string | undefined) => boolean,
  ): Generator<ArchiveFile> {
    for (const folder of ['', ...this.#site.terms.filter(hasFeed).map(({ path }) => path)]) {
      const feed = this.#feedOf(folder, bodies);
      if (feed === undefined) continue;
      const key = keys?.feed(feed);
      for (const [name, contentOf] of feedFormats) {
        const path = `${folder}${name}`;
        yield { path, content: isKept(path, key) ? undefined : contentOf(feed) };
      }
    }
  }

  /** The feed of the whole archive, or of a tag or category. */
  #feedOf(folder: string, bodies: Bodies): Feed | undefined {
    const { manifest } = this.#site;
    const term = folder === '' ? undefined : this.#site.termAt(folder);
    if (folder !== '' && (term === undefined || !hasFeed(term))) return undefined;
    const limit = term === undefined ? feedLength : termFeedLength;
    const frame = this.#frame(folder);
    const root = manifest.baseUrl?.replace(/\/*$/, '/') ?? frame.root;
    return {
      frame: { ...frame, root },
      title: term === undefined ? manifest.title : `${term.value} — ${manifest.title}`,
      page: folder,
      folder,
      entries: this.#whole(term).posts.slice(0, limit),
      bodyOf: (entry) => bodies(entry.path),
    };
  }
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

function noBody(): IssueBody {
  return { html: '', toc: [], links: [] };
}

function hasFeed({ facet }: Term): boolean {
  return facet === 'tags' || facet === 'categories';
}

function addressOf({ path, first }: ListRoute): string {
  return first === 1 ? path : `${path}page/${first}/`;
}

/** The file of an address: a folder's is its index. */
function fileOf(address: string): string {
  return address === '' || address.endsWith('/') ? `${address}index.html` : address;
}

function ok(content: string, contentType: string): Answer {
  return { status: 200, content, contentType };
}
