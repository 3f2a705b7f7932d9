import {
  type Manifest,
  type ManifestEntry,
  type Rendering,
  createCatalog,
  renderArticle,
  renderPost,
} from 'broadsheet';
import { type HeadEntry, type ManifestHead, headName } from '../site/manifest-head.js';
import { RelatedIssues } from '../site/related.js';
import { listedIssues } from '../site/listed.js';
import { Site } from '../site/site.js';
import type { IssueBody } from '../templates/article.js';
import { knowLanguage } from '../site/writing.js';
import type { HandedOver } from './handed.js';
import { ManifestPieces } from './manifest-pieces.js';
import { Modules } from './modules.js';
import type { ModulePlaces } from './protocol.js';
import { ArchiveSearch } from './search.js';

/** So many rendered issues are kept, for those who go back and forth. */
const bodiesKept = 20;

/** The archive beside the page: fetched when it is first needed. */
export class OpenArchive {
  readonly site: Site;
  readonly related: RelatedIssues;
  readonly search: ArchiveSearch;
  /** Where it lies; ends in a slash. */
  readonly root: string;
  readonly #bodies = new Map<string, Promise<IssueBody>>();

  readonly #modules: Modules;
  readonly #pieces: ManifestPieces;

  private constructor(
    root: string,
    { manifest, pieces }: ReadManifest,
    handed: HandedOver,
    modules: Modules,
  ) {
    this.root = root;
    this.#modules = modules;
    this.#pieces = new ManifestPieces(root, pieces, manifest.posts);
    this.site = new Site(manifest, createCatalog(listedIssues(manifest)));
    this.related = new RelatedIssues(this.site);
    this.search = new ArchiveSearch(this.site, root, handed);
  }

  /**
   * @param root where the archive lies; ends in a slash
   * @param handed what the page fetches ahead
   * @param others manifest and modules, if they do not lie where they usually do
   */
  static async open(
    root: string,
    handed: HandedOver,
    others: ModulePlaces & { manifest?: string } = {},
  ): Promise<OpenArchive> {
    const url = new URL(others.manifest ?? 'manifest.json', root);
    const modules = new Modules(handed, others);
    const [read] = await Promise.all([
      handed
        .get('manifest')
        .then((bytes) => (bytes ? parseManifest(bytes, url) : fetchManifest(url)))
        .catch((error: unknown) => {
          // Half copied, a host may have the whole one only.
          if (!url.href.endsWith(headName)) throw error;
          return fetchManifest(new URL('manifest.json', root));
        }),
      modules.forLists(),
    ]);
    return new OpenArchive(root, read, handed, modules);
  }

  /** Whether every view comes at once. */
  get isReady(): boolean {
    return this.#modules.canRender;
  }

  /** Makes it so. */
  async prepare(): Promise<void> {
    await this.#modules.forIssues();
  }

  /** Completes issues that are about to be shown in a list. */
  complete(entries: readonly ManifestEntry[]): Promise<void> {
    return this.#pieces.complete(entries);
  }

  /** Fetches and renders an issue. */
  body(entry: ManifestEntry): Promise<IssueBody> {
    const { path } = entry;
    const body = this.#bodies.get(path) ?? this.#rendered(entry);
    // What was read last stands last.
    this.#bodies.delete(path);
    this.#bodies.set(path, body);
    const [oldest] = this.#bodies.keys();
    if (this.#bodies.size > bodiesKept && oldest !== undefined) this.#bodies.delete(oldest);
    return body;
  }

  /** The same before it is asked for; returns how many bytes of text came for it. */
  async bodyAhead(entry: ManifestEntry): Promise<number> {
    if (this.#bodies.has(entry.path)) return 0;
    return (await this.body(entry)).html.length;
  }

  async #rendered(entry: ManifestEntry): Promise<IssueBody> {
    const { path } = entry;
    try {
      const file = path.split('/').map(encodeURIComponent).join('/');
      const [response] = await Promise.all([
        get(new URL(`posts/${file}`, this.root)),
        this.complete([entry]).then(() => this.#modules.forIssues(entry.article !== undefined)),
      ]);
      const { article } = entry;
      const source = new Uint8Array(await response.arrayBuffer());
      const rendering = renderingOf(this.site.manifest);
      if (article !== undefined) return renderArticle(source, { ...rendering, ...article });
      const { html, toc, links } = renderPost(source, { ...rendering, file: path });
      return { html, toc, links };
    } catch (error) {
      this.#bodies.delete(path);
      throw error;
    }
  }

  dispose(): void {
    this.site.catalog.dispose();
    this.search.dispose();
  }
}

/** How the archive's posts are rendered; a manifest has no say in any other option. */
function renderingOf({ rendering = {} }: Manifest): Rendering {
  const { dialect, emphasis, headings } = rendering;
  return {
    ...(dialect === undefined ? {} : { dialect }),
    ...(emphasis === undefined ? {} : { emphasis }),
    ...(headings === undefined ? {} : { headings }),
  };
}

/** A manifest, and the names of the pieces that the rest of it is in. */
interface ReadManifest {
  manifest: Manifest;
  pieces: readonly string[];
}

async function fetchManifest(url: URL): Promise<ReadManifest> {
  const response = await get(url);
  return parseManifest(await response.arrayBuffer(), url);
}

function parseManifest(bytes: ArrayBuffer, url: URL): ReadManifest {
  const read = parsed(bytes) as Manifest | ManifestHead | undefined;
  if (!/^broadsheet-manifest(?:-head)?$/.test(read?.format ?? '') || read?.version !== 1) {
    throw new Error(`${url.href} is not a broadsheet-manifest of version 1.`);
  }
  const posts = (read.posts as HeadEntry[]).map(completed);
  const manifest: Manifest = { ...read, format: 'broadsheet-manifest', posts };
  return { manifest, pieces: 'pieces' in read ? read.pieces : [] };
}

function parsed(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Manifests by other programs may leave out what an issue does not have. */
function completed({ guess, ...entry }: HeadEntry & Partial<ManifestEntry>): ManifestEntry {
  const { data, excerpt = '', words = 0, minutes = 0 } = entry;
  const { tags = [], categories = [], authors = [] } = data;
  const whole = { ...entry, excerpt, words, minutes, data: { ...data, tags, categories, authors } };
  if (guess !== undefined) knowLanguage(whole, guess);
  return whole;
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
