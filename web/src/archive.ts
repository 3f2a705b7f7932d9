import { type Catalog, type Manifest, type ManifestEntry, createCatalog } from 'broadsheet';

/** Why something of the archive could not be had; each has a state of its own on the page. */
export type FailureKind =
  | 'moduleFails'
  | 'manifestMissing'
  | 'manifestBroken'
  | 'postMissing'
  | 'postUnreachable';

/** A failure that the page explains to the reader. */
export class ArchiveFailure extends Error {
  override readonly name = 'ArchiveFailure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The archive beside this page: its manifest, and the catalog over it. */
export class Archive {
  readonly manifest: Manifest;
  readonly catalog: Catalog<ManifestEntry>;
  readonly #entries = new Map<string, ManifestEntry>();
  /** Paths, newest first. */
  readonly #order: readonly string[];
  readonly #positions = new Map<string, number>();

  constructor(manifest: Manifest) {
    this.manifest = manifest;
    this.catalog = createCatalog(manifest.posts);
    for (const entry of manifest.posts) this.#entries.set(entry.path, entry);
    this.#order = this.catalog
      .query({ drafts: true, sort: 'newest' })
      .posts.map(({ path }) => path);
    for (const [position, path] of this.#order.entries()) this.#positions.set(path, position);
  }

  /** The manifest's entry for a path. */
  find(path: string): ManifestEntry | undefined {
    return this.#entries.get(path);
  }

  /** The issues before and after one in time. */
  neighbours(path: string): { newer?: ManifestEntry; older?: ManifestEntry } {
    const position = this.#positions.get(path);
    if (position === undefined) return {};
    const newer = this.find(this.#order[position - 1] ?? '');
    const older = this.find(this.#order[position + 1] ?? '');
    return { ...(newer ? { newer } : {}), ...(older ? { older } : {}) };
  }

  /** The path of the issue whose Markdown file has this address, if it is one of the archive's. */
  pathOf(url: URL): string | undefined {
    const folder = new URL('posts/', document.baseURI);
    if (url.origin !== folder.origin || !url.pathname.startsWith(folder.pathname)) return undefined;
    try {
      const path = decodeURIComponent(url.pathname.slice(folder.pathname.length));
      return this.#entries.has(path) ? path : undefined;
    } catch {
      return undefined;
    }
  }

  /** Gives the catalog's memory back. */
  dispose(): void {
    this.catalog.dispose();
  }
}

/** The address of a file of the archive. */
export function urlOfFile(path: string): URL {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return new URL(`posts/${encoded}`, document.baseURI);
}

/** Where an issue's cover lies; relative to its file. Undefined without one that can be shown. */
export function urlOfCover(entry: ManifestEntry): string | undefined {
  const cover = entry.data.cover?.trim();
  if (!cover || !URL.canParse(cover, urlOfFile(entry.path))) return undefined;
  const url = new URL(cover, urlOfFile(entry.path));
  return /^(https?|data):$/.test(url.protocol) ? url.href : undefined;
}

/** Fetches `manifest.json` from beside the page. */
export async function fetchManifest(): Promise<Manifest> {
  const response = await get(new URL('manifest.json', document.baseURI), 'manifestMissing');
  let content: unknown;
  try {
    content = await response.json();
  } catch (cause) {
    throw new ArchiveFailure('manifestBroken', `${response.url} is not JSON.`, { cause });
  }
  if (!isManifest(content)) {
    throw new ArchiveFailure(
      'manifestBroken',
      `${response.url} is not a broadsheet-manifest of version 1.`,
    );
  }
  return { ...content, posts: content.posts.map(completed) };
}

/** Manifests by other programs may leave out what an issue does not have. */
function completed(entry: ManifestEntry): ManifestEntry {
  // What has no data at all is the catalog's to refuse.
  if (!entry?.data) return entry;
  const { data, excerpt = '', words = 0, minutes = 0 } = entry;
  const { tags = [], categories = [], authors = [] } = data;
  return { ...entry, excerpt, words, minutes, data: { ...data, tags, categories, authors } };
}

/** Fetches the Markdown file of an issue. */
export async function fetchPost(path: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await get(urlOfFile(path), 'postMissing', signal);
  return new Uint8Array(await response.arrayBuffer());
}

async function get(url: URL, missing: FailureKind, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    // Asks the server whether a cached copy still holds: an archive changes.
    response = await fetch(url, { cache: 'no-cache', ...(signal ? { signal } : {}) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const kind = missing === 'postMissing' ? 'postUnreachable' : missing;
    throw new ArchiveFailure(kind, `${url.href} did not answer.`, { cause });
  }
  if (response.ok) return response;
  const isGone = response.status === 404 || response.status === 410 || response.status === 403;
  const kind = missing === 'postMissing' && !isGone ? 'postUnreachable' : missing;
  throw new ArchiveFailure(kind, `${url.href} answered ${response.status}.`);
}

function isManifest(content: unknown): content is Manifest {
  if (typeof content !== 'object' || content === null) return false;
  const manifest: Partial<Record<keyof Manifest, unknown>> = content;
  return (
    manifest.format === 'broadsheet-manifest' &&
    manifest.version === 1 &&
    typeof manifest.title === 'string' &&
    Array.isArray(manifest.posts)
  );
}
