import { acquire } from '../engine/engine.js';
import { PART_ALL, PART_HTML } from '../engine/layout.js';
import { packOptions } from '../marshal/options.js';
import { named, renderHooked } from './hooked.js';
import { transferPost } from './transfer.js';
import type { Post, RenderOptions } from './types.js';

/**
 * Parses and renders one post: front matter and Markdown, in one pass.
 *
 * Whatever is wrong with the post is one of its `diagnostics`, never an error; every post renders.
 *
 * @param source the post's file, as text or as UTF-8 bytes
 * @throws {BroadsheetError} before {@link init}, for an unknown option, or when memory runs out
 */
export function renderPost(source: string | Uint8Array, options?: RenderOptions): Post {
  const packed = packOptions(options);
  if (packed.hooks !== 0) return renderHooked(source, options ?? {}, packed, true);
  return transferPost(source, packed, PART_ALL, ({ primary, text, json }, instance) => {
    const post = JSON.parse(instance.decode(json)) as Post;
    post.html = instance.decode(primary);
    post.text = instance.decode(text);
    return named(post, packed.file);
  });
}

/**
 * Renders the HTML of a post's body alone, which is quicker than {@link renderPost}.
 *
 * @throws {BroadsheetError} as {@link renderPost} does
 */
export function renderHtml(source: string | Uint8Array, options?: RenderOptions): string {
  const packed = packOptions(options);
  if (packed.hooks !== 0) return renderHooked(source, options ?? {}, packed, false).html;
  return transferPost(source, packed, PART_HTML, ({ primary }, instance) =>
    instance.decode(primary),
  );
}

/**
 * Returns the version of the loaded module, such as `0.1.0`.
 *
 * @throws {BroadsheetError} before {@link init}
 */
export function version(): string {
  return acquire().version();
}
