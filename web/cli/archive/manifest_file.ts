/* The manifest of an archive: what the page knows of all posts, and of who publishes them. */
import type { ArchiveOwner, Listing, Manifest, ManifestEntry, SocialCards } from 'broadsheet';
import { needsHead } from '../../page/site/manifest-head.js';
import { languageOf } from '../../page/site/writing.js';
import { hugoLists } from '../generators/hugo/lists.js';
import type { Site } from '../site/site.js';
import type { ArchiveOptions } from './archive_options.js';
import { digest } from './digest.js';
import { navOfPages } from './pages.js';

/** The manifest as it is sent. */
export interface ManifestFile {
  content: Manifest;
  bytes: Buffer;
  etag: string;
  /** When its content last became another. */
  modified: Date;
}

/** What the files of a folder say besides its posts. */
export interface Besides {
  /** The text for the home page, as HTML. */
  introduction: string | undefined;
  /** The addresses of lists that the home page stands for. */
  textlessLists: readonly string[];
  cards: SocialCards | undefined;
}

/** The manifest of these posts, yet without the order in which they are listed. */
export function manifestOf(
  site: Site,
  options: ArchiveOptions,
  posts: ManifestEntry[],
  besides: Besides,
): Manifest {
  const { description, permalinks, rules, rendering } = site;
  const owner = ownerOf(site, posts, besides);
  const lists: NonNullable<Manifest['lists']> = {
    ...Object.fromEntries(besides.textlessLists.map((address) => [address, '' as const])),
    ...(rules?.generator === 'hugo' ? hugoLists(rules, posts) : {}),
    ...listsOfSections(site),
  };
  return {
    format: 'broadsheet-manifest',
    version: 1,
    title: options.title ?? site.title,
    ...(description === undefined ? {} : { description }),
    ...(site.baseURL === undefined ? {} : { baseUrl: site.baseURL }),
    ...(Object.keys(permalinks).length === 0 ? {} : { permalinks }),
    ...(Object.keys(rendering).length === 0 ? {} : { rendering }),
    ...(options.live ? { live: true } : {}),
    ...(options.offline ? { offline: true } : {}),
    ...(options.head && needsHead(posts.length) ? { head: true } : {}),
    ...(options.search ? { searchStart: true } : {}),
    ...(Object.keys(lists).length === 0 ? {} : { lists }),
    ...(Object.keys(owner).length === 0 ? {} : { owner }),
    posts,
  };
}

/** A newsletter's list is found at its folder's address, too. */
function listsOfSections({ owner, postsFolder }: Site): NonNullable<Manifest['lists']> {
  const isBelow = (folder: string) =>
    postsFolder !== undefined && folder.startsWith(`${postsFolder}/`);
  const addressOf = (folder: string) =>
    `${isBelow(folder) ? folder.slice(`${postsFolder}/`.length) : folder}/`;
  return Object.fromEntries(
    (owner.sections ?? []).map(({ folder, name }) => [
      addressOf(folder),
      { facet: 'categories' as const, value: name },
    ]),
  );
}

/** What the owner says, with what files say of the home page and of the navigation. */
function ownerOf(
  site: Site,
  posts: readonly ManifestEntry[],
  { introduction, cards }: Besides,
): ArchiveOwner {
  const { owner } = site;
  const nav = owner.nav ?? navOfPages(site, posts);
  return {
    ...owner,
    ...(nav.length === 0 ? {} : { nav }),
    ...(introduction === undefined || owner.introduction !== undefined ? {} : { introduction }),
    ...(cards === undefined ? {} : { cards }),
    // A mail cannot do without whole addresses.
    ...(site.mail?.view === true && site.baseURL !== undefined ? { mails: true } : {}),
  };
}

/** A manifest with the order in which its posts are listed. */
export function withListing({ posts, ...rest }: Manifest, listing: Listing): Manifest {
  return { ...rest, listing, posts };
}

/**
 * A manifest as it is sent.
 *
 * @param former stays as it is where nothing has changed
 */
export function manifestFileOf(content: Manifest, former: ManifestFile | undefined): ManifestFile {
  const bytes = Buffer.from(JSON.stringify(withGuesses(content)));
  const etag = etagOf(bytes);
  return former?.etag === etag ? former : { content, bytes, etag, modified: new Date() };
}

/** Identifies the content of a manifest. */
export function etagOf(manifest: Uint8Array): string {
  return `"${digest(manifest)}"`;
}

/** Pages that are read need not guess, and load nothing that does. */
function withGuesses({ posts, ...content }: Manifest): Manifest {
  const guessed = posts.map((entry) =>
    entry.data.lang ? entry : { ...entry, guess: languageOf(entry) },
  );
  return { ...content, posts: guessed };
}
