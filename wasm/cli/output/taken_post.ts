import { digest } from '../archive/digest.js';
import type { WholePost } from '../archive/read_post.js';
import type { BodyPlace, BodySpool } from './body_spool.js';
import { referencedPaths } from './referenced_files.js';

/** What a build and the next one know of a post besides its entry in the manifest. */
export interface PostFacts {
  /** As {@link referencedPaths} has them. */
  references: string[];
  /** Whether it links to Markdown files: its page then depends on the addresses of others. */
  linksPosts: boolean;
  /** Identifies the file's content. */
  hash: string;
}

/** All that a build takes of a post that it has read: large, and not to be kept. */
export interface TakenPost extends PostFacts {
  path: string;
  /** The file's bytes. */
  source: Uint8Array;
  /** What a search index takes of it. */
  prepared: Uint8Array;
  body: BodyPlace;
}

/** @param spool where its body is put aside */
export function takePost({ path, source, post, prepared }: WholePost, spool: BodySpool): TakenPost {
  return {
    path,
    source,
    prepared,
    body: spool.put(post),
    references: referencedPaths(path, post),
    linksPosts: /\shref="[^"]*\.(?:md|markdown)(?:[?#][^"]*)?"/i.test(post.html),
    hash: digest(source),
  };
}
