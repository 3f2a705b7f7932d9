import { acquire } from '../engine/engine.js';
import type { Block, Instance, ReplyBlocks } from '../engine/instance.js';
import { PART_ALL, PART_DETAILS, PART_HTML, PART_INDEX } from '../engine/layout.js';
import { type PackedOptions, packOptions } from '../marshal/options.js';
import { named, renderHooked } from './hooked.js';
import { checkedSource } from './source.js';
import { transfer } from './transfer.js';
import type { Post, RenderOptions, Rendering } from './types.js';

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
  return rendered(source, packed, PART_ALL, (post, instance, text) => {
    post.text = instance.decode(text);
    return post;
  });
}

/** A post that was rendered and prepared for an index. */
export interface PreparedPost {
  post: Omit<Post, 'text'>;
  /** What {@link IndexBuilder.addPrepared} takes; may be sent to another thread. Empty without index. */
  prepared: Uint8Array;
}

/**
 * Renders a post as {@link renderPost} does by default, and prepares it for a search index: in one
 * pass, and in whichever thread.
 *
 * @param path the post's file, which is also what results of a search call it
 * @param rendering how the archive renders its posts
 * @param isIndexed `false` where no index will be written: the post is then rendered only
 * @throws {BroadsheetError} as {@link renderPost} does
 */
export function preparePost(
  path: string,
  source: string | Uint8Array,
  rendering: Rendering = {},
  isIndexed = true,
): PreparedPost {
  return rendered(
    source,
    packOptions({ ...rendering, file: path }),
    isIndexed ? PART_ALL | PART_INDEX : PART_HTML | PART_DETAILS,
    (post, { memory }, { at, size }) => ({
      post,
      prepared: memory.bytes().slice(at, at + size),
    }),
  );
}

/** Renders into all parts but the block in place of the text, which is left to `complete`. */
function rendered<Result>(
  source: string | Uint8Array,
  packed: PackedOptions,
  parts: number,
  complete: (post: Post, instance: Instance, text: Block) => Result,
): Result {
  return render(source, packed, parts, ({ primary, text, json }, instance) => {
    const post = JSON.parse(instance.decode(json)) as Post;
    post.html = instance.decode(primary);
    return complete(named(post, packed.file), instance, text);
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
  return render(source, packed, PART_HTML, ({ primary }, instance) => instance.decode(primary));
}

/**
 * Returns the version of the loaded module, such as `0.1.0`.
 *
 * @throws {BroadsheetError} before {@link init}
 */
export function version(): string {
  return acquire().version();
}

function render<Result>(
  source: string | Uint8Array,
  options: PackedOptions,
  parts: number,
  receive: (blocks: ReplyBlocks, instance: Instance) => Result,
): Result {
  return transfer('broadsheet_render', acquire(), checkedSource(source), options, parts, receive);
}
