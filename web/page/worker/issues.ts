import { type Manifest, type ManifestEntry, type Rendering, renderArticle } from 'broadsheet';
import { RelatedIssues } from '../site/related.js';
import type { Route } from '../site/route.js';
import type { IssueBody } from '../templates/article.js';
import type { Frame } from '../templates/frame.js';
import { type View, viewOfIssue, viewOfNotice, viewOfPage } from '../templates/view.js';
import type { OpenArchive } from './archive.js';
import { fetched } from './fetched.js';

/** So many rendered issues are kept, for those who go back and forth. */
const bodiesKept = 20;

/** The issues of an archive: a script of its own, which those who only search do without. */
export class ArchiveIssues {
  readonly #archive: OpenArchive;
  readonly #related: RelatedIssues;
  readonly #bodies = new Map<string, Promise<IssueBody>>();

  constructor(archive: OpenArchive) {
    this.#archive = archive;
    this.#related = new RelatedIssues(archive.site);
  }

  /**
   * An issue, a page, or the word that there is none at an address.
   *
   * @param offline whether an issue that cannot be fetched is answered with a word about that
   */
  async view(
    frame: Frame,
    route: Exclude<Route, { view: 'list' }>,
    offline: boolean,
  ): Promise<View> {
    if (route.view === 'missing') return viewOfNotice(frame, 'postMissing');
    const { entry } = route;
    try {
      const body = await this.#body(entry);
      return entry.page
        ? viewOfPage(frame, entry, body)
        : viewOfIssue(frame, entry, body, this.#related);
    } catch (error) {
      if (offline) return viewOfNotice(frame, 'offline');
      throw error;
    }
  }

  #body(entry: ManifestEntry): Promise<IssueBody> {
    const { path } = entry;
    const body = this.#bodies.get(path) ?? this.#rendered(entry);
    // What was read last stands last.
    this.#bodies.delete(path);
    this.#bodies.set(path, body);
    const [oldest] = this.#bodies.keys();
    if (this.#bodies.size > bodiesKept && oldest !== undefined) this.#bodies.delete(oldest);
    return body;
  }

  async #rendered(entry: ManifestEntry): Promise<IssueBody> {
    const { path } = entry;
    const { root, site, modules } = this.#archive;
    try {
      const file = path.split('/').map(encodeURIComponent).join('/');
      const [response] = await Promise.all([
        fetched(new URL(`posts/${file}`, root)),
        this.#archive.complete([entry]).then(() => {
          const isKnown = entry.article !== undefined;
          return Promise.all([modules.forIssues(isKnown), isKnown || wholePosts()]);
        }),
      ]);
      const { article } = entry;
      const source = new Uint8Array(await response.arrayBuffer());
      const rendering = renderingOf(site.manifest);
      if (article !== undefined) {
        const { syntax: _, ...known } = rendering;
        return renderArticle(source, { ...known, ...article });
      }
      const { renderPost } = await wholePosts();
      const { html, toc, links } = renderPost(source, { ...rendering, file: path });
      return { html, toc, links };
    } catch (error) {
      this.#bodies.delete(path);
      throw error;
    }
  }
}

/** What renders an issue of which the manifest does not tell all that `renderArticle` asks for. */
const wholePosts = () => import('./whole-posts.js');

/** How the archive's posts are rendered; a manifest has no say in any other option. */
function renderingOf({ rendering = {} }: Manifest): Rendering {
  const { dialect, emphasis, headings, syntax } = rendering;
  return {
    ...(dialect === undefined ? {} : { dialect }),
    ...(emphasis === undefined ? {} : { emphasis }),
    ...(headings === undefined ? {} : { headings }),
    ...(syntax === undefined ? {} : { syntax }),
  };
}
