/*
 * What a build leaves to the next, with the state of this user: of each listed post what was read of
 * it (its entry is in the manifest), of each page and feed the key it was made with, of each file that
 * was copied its stamp, and how far the search index goes. Whoever loses it loses time only:
 * everything is made anew then.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Diagnostic, IndexedPost, Manifest, ManifestEntry } from 'broadsheet';
import { knowLanguage } from '../../page/site/writing.js';
import type { Archive } from '../archive/archive.js';
import { digest } from '../archive/digest.js';
import { etagOf } from '../archive/manifest_file.js';
import { hashOf, readRegularFile } from '../archive/regular_file.js';
import type { PostReading, Stamp } from '../archive/read_post.js';
import type { Publication } from '../generators/resolution.js';
import type { Inputs } from '../generators/resolved_source.js';
import type { Page } from '../site/page.js';
import type { PrerenderedArchive, States } from '../../prerender/prerender.js';
import type { Site } from '../site/site.js';
import type { StateFolder } from '../state/state_folder.js';
import { listName } from './file_list.js';
import type { Staging } from './staging.js';
import type { PostFacts, TakenPost } from './taken_post.js';

/** The record's file in a folder of state. */
const recordName = 'record.json';
const recordVersion = 7;

/** No archive has a larger manifest. */
const mostManifestBytes = 1 << 29;

/** What is known of a post that was not read again, besides its entry in the manifest. */
export interface RecordedPost extends PostFacts {
  stamp: Stamp;
  publication: Publication;
  diagnostics: Diagnostic[];
  /** What it was made of besides its file. */
  inputs?: Inputs | undefined;
}

/** A search index without additions, and where each post stands in it. */
export interface RecordedIndex {
  manifest: string;
  files: string[];
  posts: Record<string, { stamp: Stamp; indexed: IndexedPost }>;
}

interface Content {
  version: typeof recordVersion;
  recipe: string;
  /** Of the manifest that was written with it. */
  manifest: string;
  /** The digest of the archive's list of files, and so of all of them. */
  list: string;
  posts: Record<string, RecordedPost>;
  pages: Record<string, string>;
  copies: Record<string, Stamp>;
  /** Of an archive that has one. */
  index?: RecordedIndex;
}

/**
 * Identifies everything but the posts that an archive is made of: the program with its page and
 * module, the configuration, the version of Node.js (for its dates in words). The program's files are
 * told by their stamps, as posts are: whatever changes one changes its `ctime`.
 */
export function recipeOf(site: Site, page: Page, title: string, hasIndex: boolean): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([recordVersion, process.version, site, title, hasIndex]));
  const program = dirname(page.folder);
  const files = readdirSync(program, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && /\.(?:js|wasm|css|json)$/.test(item.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const file of files) {
    const { ino, size, mtimeMs, ctimeMs } = lstatSync(file);
    hash.update(`${relative(program, file)}\0${ino}:${size}:${mtimeMs}:${ctimeMs}\0`);
  }
  return hash.digest('base64url');
}

/** The record of the earlier build, and that of this one in the making. */
export class BuildRecord {
  /** The earlier build's, where it had the same recipe. */
  earlier: (Content & { entries: ReadonlyMap<string, ManifestEntry> }) | undefined;
  /** In words, what is wrong with the file of the earlier one. */
  damage: string | undefined;
  /** How many posts were not read again. */
  kept = 0;
  /** Set by the step that writes the index. */
  index: RecordedIndex | undefined;
  readonly #recipe: string;
  readonly #posts = new Map<string, PostFacts>();
  readonly #pages: Record<string, string> = {};

  private constructor(recipe: string) {
    this.#recipe = recipe;
  }

  /**
   * @param folder the archive that is replaced, if it is there
   * @param state what this user's builds keep of it
   */
  static open(folder: string, state: StateFolder | undefined, recipe: string): BuildRecord {
    const record = new BuildRecord(recipe);
    const written = state?.read(recordName);
    if (written === undefined) return record;
    try {
      const content = JSON.parse(written) as Content;
      if (!isContent(content)) throw new SyntaxError('other fields');
      if (content.recipe !== recipe) return record;
      const entries = entriesOf(folder, content);
      if (entries !== undefined) record.earlier = { ...content, entries };
    } catch {
      record.damage = 'the record of the last build cannot be used: everything is made anew';
    }
    return record;
  }

  /** Leaves the record to the next build. */
  write(state: StateFolder, archive: Archive, staged: Staging): void {
    state.write(recordName, this.#content(archive, staged));
  }

  /** Everything is made anew. */
  forget(): void {
    this.earlier = undefined;
  }

  /** What the earlier build read of a post, if it has not changed. */
  recall(path: string, stamp: Stamp): PostReading | undefined {
    const post = this.#earlierPost(path);
    const entry = this.earlier?.entries.get(path);
    if (post?.stamp !== stamp || entry === undefined) return undefined;
    const { publication, diagnostics, references, addresses, inputs } = post;
    return {
      ...{ kind: 'post', entry, publication, diagnostics, references, addresses },
      ...(inputs === undefined ? {} : { inputs }),
    };
  }

  /** Takes over what was recalled. */
  keep(path: string): RecordedPost {
    const post = this.#earlierPost(path);
    if (post === undefined) throw new Error(`'${path}' was not recalled`);
    this.#posts.set(path, factsOf(post));
    this.kept += 1;
    return post;
  }

  /** Takes up a post that was read. */
  add(post: TakenPost): void {
    this.#posts.set(post.path, factsOf(post));
  }

  /** Identifies each post and what it holds, as far as its page and lists show it. */
  statesOf(archive: Archive, pages: PrerenderedArchive): States {
    let addresses: string | undefined;
    const addressesOfAll = (): string => {
      addresses ??= digest(
        JSON.stringify(archive.entries().map(({ path }) => [path, pages.addressOf(path)])),
      );
      return addresses;
    };
    const entries = new Map(archive.entries().map((entry) => [entry.path, entry]));
    const states = new Map<string, string>();
    const stateOf = (path: string): string => {
      const { addresses: led, sizes } = entries.get(path) ?? {};
      const stamp = archive.stampOf(path);
      const parts = [path, pages.addressOf(path), stamp, archive.inputsOf(path), led, sizes];
      if (this.#posts.get(path)?.linksPosts === true) parts.push(addressesOfAll());
      return digest(JSON.stringify(parts));
    };
    const of = (path: string): string => {
      let state = states.get(path);
      if (state === undefined) {
        state = stateOf(path);
        states.set(path, state);
      }
      return state;
    };
    return { of, digest };
  }

  /** Notes what a page is made of; true where the earlier build made it of the same. */
  isAsBefore(path: string, key: string): boolean {
    const hash = digest(key);
    this.#pages[path] = hash;
    return this.earlier?.pages[path] === hash;
  }

  #content(archive: Archive, staged: Staging): string {
    const posts: [string, RecordedPost][] = [];
    const { content, etag } = archive.manifest();
    for (const { path } of content.posts) {
      const more = this.#posts.get(path);
      const stamp = archive.stampOf(path);
      if (more === undefined || stamp === undefined) continue;
      const publication = archive.publicationOf(path);
      const [diagnostics, inputs] = [archive.diagnosticsOf(path), archive.inputsOf(path)];
      posts.push([path, { stamp, publication, diagnostics, inputs, ...more }]);
    }
    return JSON.stringify({
      version: recordVersion,
      recipe: this.#recipe,
      manifest: etag,
      list: staged.files.get(listName),
      posts: Object.fromEntries(posts),
      pages: this.#pages,
      copies: staged.copies,
      index: this.index,
    });
  }

  #earlierPost(path: string): RecordedPost | undefined {
    const posts = this.earlier?.posts;
    return posts !== undefined && Object.hasOwn(posts, path) ? posts[path] : undefined;
  }
}

function factsOf({ references, addresses, linksPosts, hash }: PostFacts): PostFacts {
  return { references, addresses, linksPosts, hash };
}

/** The entries of the manifest that a record belongs to; undefined where the archive is another. */
function entriesOf(
  folder: string,
  { manifest, list }: Content,
): Map<string, ManifestEntry> | undefined {
  try {
    if (hashOf(join(folder, listName)) !== list) return undefined;
    const bytes = readRegularFile(join(folder, 'manifest.json'), mostManifestBytes);
    if (etagOf(bytes) !== manifest) return undefined;
    const { posts } = JSON.parse(bytes.toString('utf8')) as Manifest;
    return new Map(posts.map((entry) => [entry.path, withKnownLanguage(entry)]));
  } catch {
    return undefined;
  }
}

/** An entry as it is when its post has been read: what the manifest guesses is no part of it. */
function withKnownLanguage({ guess, ...entry }: ManifestEntry): ManifestEntry {
  if (guess !== undefined) knowLanguage(entry, guess);
  return entry;
}

function isContent(content: Partial<Content> | null): content is Content {
  return (
    content?.version === recordVersion &&
    typeof content.recipe === 'string' &&
    typeof content.manifest === 'string' &&
    typeof content.list === 'string' &&
    [content.posts, content.pages, content.copies].every(isObject) &&
    (content.index === undefined || isIndex(content.index))
  );
}

function isIndex(index: Partial<RecordedIndex> | null): boolean {
  return (
    isObject(index?.posts) && typeof index?.manifest === 'string' && Array.isArray(index.files)
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
