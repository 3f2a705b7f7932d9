import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalog, type ManifestEntry, createCatalog, renderPost } from 'broadsheet';
import type { Archive } from '../archive/archive.js';
import { followLinks } from '../archive/links.js';
import type { Answer, IssueBody, Prerender, PrerenderedArchive } from '../site/prerender.js';

/** Makes the archive's pages when they are asked for, of the state the archive has then. */
export class Pages {
  readonly #archive: Archive;
  readonly #prerender: Prerender;
  #made: { etag: string; pages: PrerenderedArchive; catalog: Catalog<ManifestEntry> } | undefined;

  constructor(archive: Archive, prerender: Prerender) {
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
    return pages.answer(path, search, (needed) => bodies.get(needed) ?? empty);
  }

  /** The page that says that nothing is there. */
  missing(path: string): Answer {
    return this.#pages().missing(path);
  }

  #pages(): PrerenderedArchive {
    const { etag, content } = this.#archive.manifest();
    if (this.#made?.etag !== etag) {
      this.#made?.catalog.dispose();
      const catalog = createCatalog(content.posts);
      this.#made = { etag, catalog, pages: this.#prerender.openArchive(content, catalog) };
    }
    return this.#made.pages;
  }

  async #body(path: string): Promise<IssueBody> {
    const { root } = this.#archive;
    // It may have become a link to somewhere else since the folder was read.
    if ((await followLinks(root, path)).kind !== 'file') return empty;
    const source = await readFile(join(root, path)).catch(() => undefined);
    return source === undefined ? empty : renderPost(source, { file: path });
  }
}

const empty: IssueBody = { html: '', toc: [], links: [] };
