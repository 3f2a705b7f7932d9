import { type Catalog, type ManifestEntry, createCatalog, renderPost } from 'broadsheet';
import { listedIssues } from '../../page/site/listed.js';
import type { Archive } from '../archive/archive.js';
import { followLinks } from '../archive/links.js';
import { isMarkdownName } from '../archive/post_names.js';
import { publishedSource, textInFeed } from '../archive/read_post.js';
import type {
  AddressRemark,
  Answer,
  IssueBody,
  PrerenderedArchive,
} from '../../prerender/prerender.js';
import type { PrerenderModule } from '../site/prerender.js';
import { Refused, systemCode } from '../terminal/failure.js';

/** Makes the archive's pages when they are asked for, of the state the archive has then. */
export class Pages {
  readonly #archive: Archive;
  readonly #prerender: PrerenderModule;
  #made: { etag: string; pages: PrerenderedArchive; catalog: Catalog<ManifestEntry> } | undefined;

  constructor(archive: Archive, prerender: PrerenderModule) {
    this.#archive = archive;
    this.#prerender = prerender;
  }

  /**
   * What is at an address; undefined when it is none of a page.
   *
   * @param path below the archive, not percent-encoded
   */
  async answer(path: string, search: string): Promise<Answer | undefined> {
    const pages = this.#pages();
    const bodies = new Map<string, IssueBody>();
    for (const needed of pages.needs(path, search)) bodies.set(needed, await this.#body(needed));
    return pages.answer(path, search, {
      of: (needed) => bodies.get(needed) ?? empty,
      inFeed: (needed, url) =>
        (bodies.get(needed) ?? empty) === empty ? '' : textInFeed(this.#archive.site, needed, url),
    });
  }

  /** Whether an issue is there, or was once. */
  has(path: string): boolean {
    return this.#pages().has(path);
  }

  /** The issue whose mail is at this address: its path. */
  issueOfMail(address: string): string | undefined {
    return this.#pages().issueOfMail(address);
  }

  /** What posts ask for and cannot have. */
  remarks(): AddressRemark[] {
    return this.#pages().remarks();
  }

  /** The page that says that nothing is there. */
  missing(path: string): Answer {
    return this.#pages().missing(path);
  }

  #pages(): PrerenderedArchive {
    const { etag, content } = this.#archive.manifest();
    if (this.#made?.etag !== etag) {
      this.#made?.catalog.dispose();
      const catalog = createCatalog(listedIssues(content));
      this.#made = {
        etag,
        catalog,
        pages: this.#prerender.openArchive(content, catalog, this.#archive.former()),
      };
    }
    return this.#made.pages;
  }

  /** What its templates left out of a post, in comments: only who writes it looks there. */
  #leftOut(path: string): string {
    return this.#archive
      .diagnosticsOf(path)
      .filter(({ code }) => code === 'shortcode' || code === 'include-limit')
      .map(({ line, message }) => `<!-- line ${line}: ${inComment(message)} -->\n`)
      .join('');
  }

  async #body(path: string): Promise<IssueBody> {
    const { root, site } = this.#archive;
    // It may have become a link to somewhere else since the folder was read.
    const target = await followLinks(root, path);
    if (target.kind !== 'file' || !isMarkdownName(target.inner)) return empty;
    try {
      const post = renderPost(publishedSource(site, path), { ...site.rendering, file: path });
      return { ...post, html: post.html + this.#leftOut(path) };
    } catch (error) {
      if (systemCode(error) === undefined && !(error instanceof Refused)) throw error;
      return empty;
    }
  }
}

/** What a comment of HTML can hold. */
function inComment(text: string): string {
  return text.replace(/--+|[<>]/g, ' ');
}

const empty: IssueBody = { html: '', toc: [], links: [] };
