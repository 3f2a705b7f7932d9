import {
  type Catalog,
  type Manifest,
  type ManifestEntry,
  type Rendering,
  renderArticle,
  renderPost,
} from 'broadsheet';
import { type HeadEntry, type ManifestHead, headName } from '../site/manifest-head.js';
import { RelatedIssues } from '../site/related.js';
import { allIn } from '../site/listing.js';
import { Site } from '../site/site.js';
import type { IssueBody } from '../templates/article.js';
import { knowLanguage, needGuesses } from '../site/writing.js';
import type { HandedOver } from './handed.js';
import type { ArchiveLists } from './lists.js';
import { ManifestPieces } from './manifest-pieces.js';
import { Modules } from './modules.js';
import type { ModulePlaces, Task } from './protocol.js';

/** So many rendered issues are kept, for those who go back and forth. */
const bodiesKept = 20;

type CatalogMaker = (manifest: Manifest) => Catalog<ManifestEntry>;

/** The archive beside the page: fetched when it is first needed. */
export class OpenArchive {
  readonly site: Site;
  readonly related: RelatedIssues;
  /** Where it lies; ends in a slash. */
  readonly root: string;
  /** What the page fetches for it. */
  readonly handed: HandedOver;
  readonly #bodies = new Map<string, Promise<IssueBody>>();
  readonly #modules: Modules;
  readonly #pieces: ManifestPieces;
  #lists: Promise<ArchiveLists> | undefined;
  #catalogOf: CatalogMaker | undefined;
  #hasLists = false;

  private constructor(
    root: string,
    { manifest, pieces }: ReadManifest,
    handed: HandedOver,
    modules: Modules,
    catalogOf?: CatalogMaker,
  ) {
    this.#catalogOf = catalogOf;
    this.root = root;
    this.handed = handed;
    this.#modules = modules;
    this.#pieces = new ManifestPieces(root, pieces, manifest.posts);
    this.site = new Site(manifest, () => {
      if (this.#catalogOf === undefined) throw new Error('Lists were not made ready.');
      return this.#catalogOf(manifest);
    });
    this.related = new RelatedIssues(this.site);
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
    const read = await handed
      .get('manifest')
      .then((bytes) => (bytes ? parseManifest(bytes, url) : fetchManifest(url)))
      .catch((error: unknown) => {
        // Half copied, a host may have the whole one only.
        if (!url.href.endsWith(headName)) throw error;
        return fetchManifest(new URL('manifest.json', root));
      });
    // Manifests by other programs tell nothing of languages and of their list.
    if (needGuesses(read.manifest.posts)) await import('../site/guesses.js');
    if (allIn(read.manifest) !== undefined) return new OpenArchive(root, read, handed, modules);
    const [{ catalogOf }] = await Promise.all([import('./lists.js'), modules.forLists()]);
    return new OpenArchive(root, read, handed, modules, catalogOf);
  }

  /** For what all is there. */
  get ready(): Task[] {
    return [
      ...(this.#hasLists ? (['list'] as const) : []),
      ...(this.#modules.canRender ? (['issue'] as const) : []),
    ];
  }

  /** Makes issues ready. */
  async prepare(): Promise<void> {
    // Syntax of an archive's own is in the whole module alone.
    await this.#modules.forIssues(this.site.manifest.rendering?.syntax === undefined);
  }

  /** The lists, without what filters and searches them. */
  lists(): Promise<ArchiveLists> {
    this.#lists ??= import('./lists.js').then(
      ({ ArchiveLists, catalogOf }) => {
        this.#catalogOf ??= catalogOf;
        return new ArchiveLists(this);
      },
      (error: unknown) => {
        this.#lists = undefined;
        throw error;
      },
    );
    return this.#lists;
  }

  /** Makes ready what filters and searches lists. */
  async prepareLists(): Promise<void> {
    await Promise.all([this.lists(), this.#modules.forLists()]);
    this.#hasLists = true;
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
      if (article !== undefined) {
        const { syntax: _, ...known } = rendering;
        return renderArticle(source, { ...known, ...article });
      }
      const { html, toc, links } = renderPost(source, { ...rendering, file: path });
      return { html, toc, links };
    } catch (error) {
      this.#bodies.delete(path);
      throw error;
    }
  }

  dispose(): void {
    this.site.dispose();
    void this.#lists?.then((lists) => lists.dispose());
  }
}

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
