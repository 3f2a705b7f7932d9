import type { Instance, ReplyBlocks } from '../engine/instance.js';
import { PART_ALL, PART_DETAILS, PART_HTML, PART_INDEX } from '../engine/layout.js';
import { packOptions } from '../marshal/options.js';
import { named } from './hooked.js';
import type { FeedSettings } from './sent_types.js';
import { sentTexts, transferPost, transferSent } from './transfer.js';
import type { Post, Rendering } from './types.js';

/** What is made of a post besides its page. */
export interface Preparation {
  /** `false` where no index will be written. */
  index?: boolean | undefined;
  /** Where its text in feeds leads; none is made without it. */
  feed?: FeedSettings | undefined;
}

/** A post as an archive is built of it. */
export interface PreparedPost {
  /** With what {@link renderSent} says of feeds, where there is a text for them. */
  post: Omit<Post, 'text'>;
  /** What {@link IndexBuilder.addPrepared} takes; may be sent to another thread. Empty without index. */
  prepared: Uint8Array;
  /** Its HTML in feeds, as {@link renderFeed} makes it; undefined where that was not asked for. */
  feed?: string;
}

/**
 * Renders a post as {@link renderPost} does by default, prepares it for a search index, and renders
 * it for feeds: in one pass, and in whichever thread.
 *
 * @param path the post's file, which is also what results of a search call it
 * @param rendering how the archive renders its posts
 * @throws {BroadsheetError} as {@link renderPost} does
 */
export function preparePost(
  path: string,
  source: string | Uint8Array,
  rendering: Rendering = {},
  { index = true, feed }: Preparation = {},
): PreparedPost {
  const options = packOptions({ ...rendering, file: path });
  const parts = index ? PART_ALL | PART_INDEX : PART_HTML | PART_DETAILS;
  const receive = ({ primary, text, json }: ReplyBlocks, instance: Instance): PreparedPost => {
    const post = JSON.parse(instance.decode(json)) as Post;
    const texts = instance.decode(primary);
    const { at, size } = text;
    const prepared = instance.memory.bytes().slice(at, at + size);
    if (feed === undefined) {
      post.html = texts;
      return { post: named(post, path), prepared };
    }
    const { html, feedHtml } = sentTexts(texts);
    post.html = html;
    return { post: named(post, path), prepared, feed: feedHtml };
  };
  return feed === undefined
    ? transferPost(source, options, parts, receive)
    : transferSent(source, options, { feed }, parts, receive);
}
