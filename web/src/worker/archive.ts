import { type Manifest, type ManifestEntry, createCatalog, init, renderPost } from 'broadsheet';
import { RelatedIssues } from '../site/related.js';
import { Site } from '../site/site.js';
import type { IssueBody } from '../templates/article.js';
import { ArchiveSearch } from './search.js';

/** So many rendered issues are kept, for those who go back and forth. */
const bodiesKept = 20;

/** The archive beside the page: fetched when it is first needed. */
export class Archive {
  readonly site: Site;
  readonly related: RelatedIssues;
  readonly search: ArchiveSearch;
  /** Where it lies; ends in a slash. */
  readonly root: string;
  readonly #bodies = new Map<string, IssueBody>();

  private constructor(root: string, manifest: Manifest) {
    this.root = root;
    this.site = new Site(manifest, createCatalog(manifest.posts));
    this.related = new RelatedIssues(this.site);
    this.search = new ArchiveSearch(this.site, root);
  }

  /**
   * @param root where the archive lies; ends in a slash
   * @param manifest its manifest
   * @param module the WebAssembly module, if not beside this script
   */
  static async open(
    root: string,
    manifest = new URL('manifest.json', root).href,
    module?: string,
  ): Promise<Archive> {
    const [read] = await Promise.all([fetchManifest(new URL(manifest)), init(module)]);
    return new Archive(root, read);
  }

  /** Fetches and renders an issue. */
  async body({ path }: ManifestEntry): Promise<IssueBody> {
    let body = this.#bodies.get(path);
    if (body === undefined) {
      const file = path.split('/').map(encodeURIComponent).join('/');
      const response = await get(new URL(`posts/${file}`, this.root));
      const { html, toc, links } = renderPost(new Uint8Array(await response.arrayBuffer()), {
        file: path,
      });
      body = { html, toc, links };
    } else {
      this.#bodies.delete(path);
    }
    this.#bodies.set(path, body);
    const [oldest] = this.#bodies.keys();
    if (this.#bodies.size > bodiesKept && oldest !== undefined) this.#bodies.delete(oldest);
    return body;
  }

  dispose(): void {
    this.site.catalog.dispose();
    this.search.dispose();
  }
}

async function fetchManifest(url: URL): Promise<Manifest> {
  const response = await get(url);
  const manifest: Manifest | undefined = await response.json().catch(() => undefined);
  if (manifest?.format !== 'broadsheet-manifest' || manifest.version !== 1) {
    throw new Error(`${response.url} is not a broadsheet-manifest of version 1.`);
  }
  return { ...manifest, posts: manifest.posts.map(completed) };
}

/** Manifests by other programs may leave out what an issue does not have. */
function completed(entry: ManifestEntry): ManifestEntry {
  const { data, excerpt = '', words = 0, minutes = 0 } = entry;
  const { tags = [], categories = [], authors = [] } = data;
  return { ...entry, excerpt, words, minutes, data: { ...data, tags, categories, authors } };
}

async function get(url: URL): Promise<Response> {
  // Asks the server whether a cached copy still holds: an archive changes.
  const response = await fetch(url, { cache: 'no-cache' }).catch((error: unknown) => {
    throw new Error(
      `${url.href} could not be fetched (${String(error)}). Is its host up, and does it allow other origins (Access-Control-Allow-Origin)?`,
    );
  });
  if (!response.ok) throw new Error(`${url.href} answered ${response.status}.`);
  return response;
}
