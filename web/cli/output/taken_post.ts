import { digest } from '../archive/digest.js';
import type { WholePost } from '../archive/read_post.js';
import type { BodyPlace, BodySpool } from './body_spool.js';

/** What a build and the next one know of a post besides its entry in the manifest. */
export interface PostFacts {
  /** The files it refers to, as `references.ts` has them. */
  references: readonly string[];
  /** The addresses in it that may mean a place of the archive, likewise. */
  addresses: readonly string[];
  /** Whether it links to Markdown files: its page then depends on the addresses of others. */
  linksPosts: boolean;
  /** Identifies the file's content. */
  hash: string;
}

/** All that a build takes of a post that it has read: large, and not to be kept. */
export interface TakenPost extends PostFacts {
  path: string;
  /** What is published of its file. */
  source: Uint8Array;
  /** What a search index takes of it; empty where there will be none. */
  prepared: Uint8Array;
  body: BodyPlace;
  /** No list, feed or search names it. */
  isUnlisted: boolean;
}

/** @param spool where its body is put aside */
export function takePost(whole: WholePost, spool: BodySpool): TakenPost {
  const {
    path,
    published: source,
    post,
    prepared,
    feed,
    references,
    addresses,
    isUnlisted,
  } = whole;
  return {
    path,
    source,
    prepared,
    body: spool.put(post, feed),
    references,
    addresses,
    linksPosts: /\shref="[^"]*\.(?:md|markdown)(?:[?#][^"]*)?"/i.test(post.html),
    hash: digest(source),
    isUnlisted,
  };
}
