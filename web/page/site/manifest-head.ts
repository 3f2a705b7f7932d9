/*
 * The manifest of a large archive in pieces: a head with what filters, addresses and titles need of
 * every issue, and the rest by fifty issues, newest first, so that a page of a list needs a few.
 * `manifest.json` stays beside it, whole, for everybody else.
 */
import type { Manifest, ManifestEntry } from 'broadsheet';
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
export interface HeadEntry extends Omit<ManifestEntry, keyof Piece> {
  /** What its text tells of its language, where its author does not. */
  guess?: string;
}

export interface ManifestHead extends Omit<Manifest, 'format' | 'posts'> {
  format: 'broadsheet-manifest-head';
  /** The pieces' names, which say what is in them: they never change their content. */
  pieces: string[];
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
  const posts = manifest.posts.map(
    ({ excerpt: _, words: _words, article: _article, ...entry }, at) => {
      const guess = entry.data.lang ? undefined : languageOf(manifest.posts[at] as ManifestEntry);
      return guess === undefined ? entry : { ...entry, guess };
    },
  );
  return {
    head: { ...manifest, format: 'broadsheet-manifest-head', pieces: names, posts },
    pieces,
  };
}

function pieceOf({ excerpt, words, article }: ManifestEntry): Piece {
  return { excerpt, words, ...(article === undefined ? {} : { article }) };
}
