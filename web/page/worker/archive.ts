import type { Catalog, Manifest, ManifestEntry } from 'broadsheet';
import { type HeadEntry, type ManifestHead, headName, readHead } from '../site/manifest-head.js';
import { allIn } from '../site/listing.js';
import { Site } from '../site/site.js';
import { guessWith, knowLanguage, needGuesses } from '../site/writing.js';
import { fetched } from './fetched.js';
import type { HandedOver } from './handed.js';
import type { ArchiveIssues } from './issues.js';
import type { ArchiveLists } from './lists.js';
import { ManifestPieces } from './manifest-pieces.js';
import { Modules } from './modules.js';
import { onceLoaded } from './once-loaded.js';
import type { ModulePlaces, Task } from './protocol.js';
import type { Scripts } from './scripts.js';

type CatalogMaker = (manifest: Manifest) => Catalog<ManifestEntry>;

/** The archive beside the page: fetched when it is first needed. */
export class OpenArchive {
  readonly site: Site;
  /** Where it lies; ends in a slash. */
  readonly root: string;
  /** What the page fetches for it. */
  readonly handed: HandedOver;
  readonly modules: Modules;
  readonly #scripts: Scripts;
  readonly #pieces: ManifestPieces;
  #catalogOf: CatalogMaker | undefined;
  #hasLists = false;
  #hasIssues = false;

  private constructor(
    root: string,
    scripts: Scripts,
    { manifest, pieces }: ReadManifest,
    handed: HandedOver,
    modules: Modules,
    catalogOf?: CatalogMaker,
  ) {
    this.#catalogOf = catalogOf;
    this.root = root;
    this.#scripts = scripts;
    this.handed = handed;
    this.modules = modules;
    this.#pieces = new ManifestPieces(root, pieces, manifest.posts);
    this.site = new Site(manifest, () => {
      if (this.#catalogOf === undefined) throw new Error('Lists were not made ready.');
      return this.#catalogOf(manifest);
    });
  }

  /**
   * @param root where the archive lies; ends in a slash
   * @param scripts what takes lists and issues
   * @param handed what the page fetches ahead
   * @param others manifest and modules, if they do not lie where they usually do
   */
  static async open(
    root: string,
    scripts: Scripts,
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
    if (needGuesses(read.manifest.posts)) {
      guessWith((await import('../site/guess-language.js')).guessLanguage);
    }
    if (allIn(read.manifest) !== undefined)
      return new OpenArchive(root, scripts, read, handed, modules);
    const [{ catalogOf }] = await Promise.all([scripts.lists(), modules.forLists()]);
    return new OpenArchive(root, scripts, read, handed, modules, catalogOf);
  }

  /** For what all is there. */
  get ready(): Task[] {
    return [
      ...(this.#hasLists ? (['list'] as const) : []),
      ...(this.#hasIssues && this.modules.canRender ? (['issue'] as const) : []),
    ];
  }

  /** The lists, without what filters and searches them. */
  readonly lists: () => Promise<ArchiveLists> = onceLoaded(async () => {
    const { ArchiveLists, catalogOf } = await this.#scripts.lists();
    this.#catalogOf ??= catalogOf;
    return new ArchiveLists(this);
  });

  /** The issues, without what renders them. */
  readonly issues: () => Promise<ArchiveIssues> = onceLoaded(async () => {
    const { ArchiveIssues } = await this.#scripts.issues();
    this.#hasIssues = true;
    return new ArchiveIssues(this);
  });

  /** Makes ready what renders issues. */
  async prepareIssues(): Promise<void> {
    // Syntax of an archive's own is in the whole module alone.
    const isKnown = this.site.manifest.rendering?.syntax === undefined;
    await Promise.all([this.issues(), this.modules.forIssues(isKnown)]);
  }

  /** Makes ready what filters and searches lists. */
  async prepareLists(): Promise<void> {
    await Promise.all([this.lists(), this.modules.forLists()]);
    this.#hasLists = true;
  }

  /** Completes issues that are about to be shown in a list. */
  complete(entries: readonly ManifestEntry[]): Promise<void> {
    return this.#pieces.complete(entries);
  }

  dispose(): void {
    this.site.dispose();
    if (this.#hasLists) void this.lists().then((lists) => lists.dispose());
  }
}

/** A manifest, and the names of the pieces that the rest of it is in. */
interface ReadManifest {
  manifest: Manifest;
  pieces: readonly string[];
}

async function fetchManifest(url: URL): Promise<ReadManifest> {
  const response = await fetched(url);
  return parseManifest(await response.arrayBuffer(), url);
}

function parseManifest(bytes: ArrayBuffer, url: URL): ReadManifest {
  const read = parsed(bytes) as Manifest | ManifestHead | undefined;
  const isHead = read?.format === 'broadsheet-manifest-head';
  if (!isHead && (read?.format !== 'broadsheet-manifest' || read.version !== 1)) {
    throw new Error(`${url.href} is not a broadsheet-manifest of version 1.`);
  }
  const { pieces, ...manifest } = isHead ? readHead(read) : { ...read, pieces: [] };
  return { manifest: { ...manifest, posts: manifest.posts.map(completed) }, pieces };
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
