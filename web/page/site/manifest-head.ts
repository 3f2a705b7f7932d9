/*
 * The manifest of a large archive in pieces: a head with what filters, addresses and titles need of
 * every issue, and the rest by fifty issues, newest first, so that a page of a list needs a few.
 * `manifest.json` stays beside it, whole, for everybody else.
 */
import type { Manifest, ManifestEntry } from 'broadsheet';
import { type Columns, columnsOf, numbersOf, rowsOf, stepsOf } from './columns.js';
import { languageOf } from './writing.js';

/** Where the head lies, and the pieces, below the archive. */
export const headName = 'manifest-head.json';
export const piecesFolder = 'manifest/';

/** Archives of no more issues have their manifest in one. */
const fewPosts = 1000;
const pieceSize = 50;

/** What the head leaves to the pieces. */
export type Piece = Pick<ManifestEntry, 'excerpt' | 'words' | 'article'>;

/** An issue in the head. */
export type HeadEntry = Omit<ManifestEntry, keyof Piece>;

export interface ManifestHead extends Omit<Manifest, 'format' | 'version' | 'posts' | 'listing'> {
  format: 'broadsheet-manifest-head';
  version: 2;
  /** The pieces' names, which say what is in them: they never change their content. */
  pieces: string[];
  /** What the manifest's listing has, the places as steps. */
  listing?: NonNullable<Manifest['listing']>;
  /** So many, and what they say: of themselves, and in their `data`. */
  posts: { count: number; own: Columns; data: Columns };
}

/** The issues of a head. */
export interface ReadHead extends Omit<Manifest, 'posts'> {
  pieces: readonly string[];
  posts: HeadEntry[];
}

/** Whether an archive of so many issues gets one. */
export function needsHead(count: number): boolean {
  return count > fewPosts;
}

/**
 * The issues piece by piece. Of the same posts in the same order always the same; it need not be the
 * order of lists to be near it.
 */
export function inPieces<Entry extends Pick<ManifestEntry, 'data'>>(
  posts: readonly Entry[],
): Entry[][] {
  const newestFirst = [...posts].sort(({ data: one }, { data: other }) => {
    const [first = '', second = ''] = [one.date, other.date];
    return first < second ? 1 : first > second ? -1 : 0;
  });
  const pieces: Entry[][] = [];
  for (let at = 0; at < newestFirst.length; at += pieceSize) {
    pieces.push(newestFirst.slice(at, at + pieceSize));
  }
  return pieces;
}

/**
 * The head of a manifest, and the pieces' texts by their names.
 *
 * @param nameOf a name for a content
 */
export function splitManifest(
  manifest: Manifest,
  nameOf: (content: string) => string,
): { head: ManifestHead; pieces: Map<string, string> } {
  const pieces = new Map<string, string>();
  const names = inPieces(manifest.posts).map((posts) => {
    const content = JSON.stringify(posts.map(pieceOf));
    const name = nameOf(content);
    pieces.set(name, content);
    return name;
  });
  const { listing, posts, ...rest } = manifest;
  const own = posts.map(({ excerpt: _, words: _words, article: _article, data, ...entry }, at) => {
    const guess = data.lang ? undefined : languageOf(posts[at] as ManifestEntry);
    return { ...entry, guess };
  });
  const data = columnsOf(posts.map((entry) => entry.data));
  return {
    head: {
      ...rest,
      format: 'broadsheet-manifest-head',
      version: 2,
      pieces: names,
      ...(listing === undefined ? {} : { listing: withOrder(listing, stepsOf) }),
      posts: { count: posts.length, own: columnsOf(own), data },
    },
    pieces,
  };
}

/**
 * The manifest of a head, without what is in the pieces.
 *
 * @throws when it is none that this version of the page reads
 */
export function readHead({ listing, posts, ...rest }: ManifestHead): ReadHead {
  if (rest.version !== 2) throw new Error('The head of the manifest is of another version.');
  const data = rowsOf(posts.data, posts.count);
  const own = rowsOf(posts.own, posts.count);
  return {
    ...rest,
    format: 'broadsheet-manifest',
    version: 1,
    ...(listing === undefined ? {} : { listing: withOrder(listing, numbersOf) }),
    posts: own.map((entry, at) => ({ ...entry, data: data[at] }) as unknown as HeadEntry),
  };
}

function withOrder(
  { order, ...listing }: NonNullable<Manifest['listing']>,
  change: (places: readonly number[]) => number[],
): NonNullable<Manifest['listing']> {
  return { ...listing, ...(order === undefined ? {} : { order: change(order) }) };
}

function pieceOf({ excerpt, words, article }: ManifestEntry): Piece {
  return { excerpt, words, ...(article === undefined ? {} : { article }) };
}
