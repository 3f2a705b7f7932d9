/*
 * What a build leaves to the next in the archive itself: of each listed post what was read of it
 * (its entry is in the manifest beside it),
 * of each page and feed the key it was made with, and how far the search index goes. Whoever loses
 * it loses time only: everything is made anew then. Posts that readers do not see are not in it,
 * for the archive is published.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Diagnostic, IndexedPost, Manifest, ManifestEntry } from 'broadsheet';
import { type Archive, etagOf } from '../archive/archive.js';
import { digest } from '../archive/digest.js';
import type { PostReading, Stamp } from '../archive/read_post.js';
import type { Page } from '../site/page.js';
import type { EarlierBuild, PrerenderedArchive } from '../site/prerender.js';
import type { Site } from '../site/site.js';
import { systemCode } from '../terminal/failure.js';
import type { Output } from './staging.js';
import type { PostFacts, TakenPost } from './taken_post.js';

/** The record's file in an archive. */
export const recordName = '.build-record.json';
const recordVersion = 3;

/** What is known of a post that was not read again, besides its entry in the manifest. */
export interface RecordedPost extends PostFacts {
  stamp: Stamp;
  diagnostics: Diagnostic[];
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
  posts: Record<string, RecordedPost>;
  pages: Record<string, string>;
  /** Of an archive that has one. */
  index?: RecordedIndex;
}

/**
 * Identifies everything but the posts that an archive is made of: the program with its page and
 * module, the configuration, the version of Node.js (for its dates in words).
 */
export function recipeOf(site: Site, page: Page, title: string, hasIndex: boolean): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([recordVersion, process.version, site, title, hasIndex]));
  const program = dirname(page.folder);
  const files = readdirSync(program, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && /\.(?:js|wasm|css|json)$/.test(item.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const file of files) hash.update(relative(program, file)).update(readFileSync(file));
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

  /** @param folder the archive that is replaced, if it is there */
  static async open(folder: string, recipe: string): Promise<BuildRecord> {
    const record = new BuildRecord(recipe);
    const file = join(folder, recordName);
    try {
      const content = JSON.parse(readFileSync(file, 'utf8')) as Content;
      if (!isContent(content)) throw new SyntaxError('other fields');
      if (content.recipe !== recipe) return record;
      const entries = entriesOf(folder, content.manifest);
      if (entries !== undefined) record.earlier = { ...content, entries };
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') {
        record.damage = `${recordName} of the last build cannot be used: everything is made anew`;
      }
    }
    return record;
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
    return { kind: 'post', entry, diagnostics: post.diagnostics };
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

  /** Which pages are adopted; keeps in mind which key each was made with. */
  earlierPages(archive: Archive, pages: PrerenderedArchive, output: Output): EarlierBuild {
    let addresses: string | undefined;
    const addressesOfAll = (): string => {
      addresses ??= digest(
        JSON.stringify(archive.entries().map(({ path }) => [path, pages.addressOf(path)])),
      );
      return addresses;
    };
    return {
      stateOf: (path) => {
        const stamp = archive.stampOf(path) ?? '';
        return this.#posts.get(path)?.linksPosts === true ? stamp + addressesOfAll() : stamp;
      },
      keeps: (path, key) => {
        const hash = digest(key);
        this.#pages[path] = hash;
        return this.earlier?.pages[path] === hash && output.adopt(path);
      },
    };
  }

  /** The file for the next build. */
  content(archive: Archive): string {
    const posts: [string, RecordedPost][] = [];
    const { content, etag } = archive.manifest();
    for (const { path } of content.posts) {
      const more = this.#posts.get(path);
      const stamp = archive.stampOf(path);
      if (more === undefined || stamp === undefined) continue;
      posts.push([path, { stamp, diagnostics: archive.diagnosticsOf(path), ...more }]);
    }
    return JSON.stringify({
      version: recordVersion,
      recipe: this.#recipe,
      manifest: etag,
      posts: Object.fromEntries(posts),
      pages: this.#pages,
      index: this.index,
    });
  }

  #earlierPost(path: string): RecordedPost | undefined {
    const posts = this.earlier?.posts;
    return posts !== undefined && Object.hasOwn(posts, path) ? posts[path] : undefined;
  }
}

function factsOf({ references, linksPosts, hash }: PostFacts): PostFacts {
  return { references, linksPosts, hash };
}

/** The entries of the manifest that a record belongs to; undefined where it is another by now. */
function entriesOf(folder: string, etag: string): Map<string, ManifestEntry> | undefined {
  const bytes = readFileSync(join(folder, 'manifest.json'));
  if (etagOf(bytes) !== etag) return undefined;
  const { posts } = JSON.parse(bytes.toString('utf8')) as Manifest;
  return new Map(posts.map((entry) => [entry.path, entry]));
}

function isContent(content: Partial<Content> | null): content is Content {
  return (
    content?.version === recordVersion &&
    typeof content.recipe === 'string' &&
    typeof content.manifest === 'string' &&
    [content.posts, content.pages].every(isObject) &&
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
