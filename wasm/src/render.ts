import { acquire } from './engine.js';
import { BroadsheetError, describe } from './errors.js';
import type { Pointer } from './exports.js';
import { addHighlighting } from './highlight.js';
import type { Block, Instance } from './instance.js';
import { PART_ALL, PART_HTML, PART_INDEX } from './layout.js';
import { compact, roomFor } from './memory.js';
import { type PackedOptions, packOptions, roomForOptions, writeOptions } from './options.js';
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
  return rendered(source, options, PART_ALL, (post, instance, text) => {
    post.html = highlighted(post.html, options);
    post.text = instance.decode(text);
    return post;
  });
}

/** A post that was rendered and prepared for an index. */
export interface PreparedPost {
  post: Omit<Post, 'text'>;
  /** What {@link IndexBuilder.addPrepared} takes; may be sent to another thread. */
  prepared: Uint8Array;
}

/**
 * Renders a post as {@link renderPost} does by default, and prepares it for a search index: in one
 * pass, and in whichever thread.
 *
 * @param path the post's file, which is also what results of a search call it
 * @throws {BroadsheetError} as {@link renderPost} does
 */
export function preparePost(path: string, source: string | Uint8Array): PreparedPost {
  return rendered(
    source,
    { file: path },
    PART_ALL | PART_INDEX,
    (post, { memory }, { at, size }) => ({
      post,
      prepared: memory.bytes().slice(at, at + size),
    }),
  );
}

/** Renders into all parts but the block in place of the text, which is left to `complete`. */
function rendered<Result>(
  source: string | Uint8Array,
  options: RenderOptions | undefined,
  parts: number,
  complete: (post: Post, instance: Instance, text: Block) => Result,
): Result {
  const packed = packOptions(options);
  const instance = acquire();
  const reply = render(instance, source, packed, parts);
  try {
    const { primary, text, json } = instance.blocks(reply);
    const post = JSON.parse(instance.decode(json)) as Post;
    post.html = instance.decode(primary);
    const { file } = packed;
    if (file !== '') {
      for (const diagnostic of post.diagnostics) diagnostic.file ??= file;
    }
    return complete(post, instance, text);
  } finally {
    instance.replyFree(reply);
  }
}

/**
 * Renders the HTML of a post's body alone, which is quicker than {@link renderPost}.
 *
 * @throws {BroadsheetError} as {@link renderPost} does
 */
export function renderHtml(source: string | Uint8Array, options?: RenderOptions): string {
  const packed = packOptions(options);
  const instance = acquire();
  const reply = render(instance, source, packed, PART_HTML);
  try {
    return highlighted(instance.decode(instance.blocks(reply).primary), options);
  } finally {
    instance.replyFree(reply);
  }
}

/**
 * Returns the version of the loaded module, such as `0.1.0`.
 *
 * @throws {BroadsheetError} before {@link init}
 */
export function version(): string {
  return acquire().version();
}

function render(
  instance: Instance,
  source: string | Uint8Array,
  options: PackedOptions,
  parts: number,
): Pointer {
  const input = compact(checkedSource(source));
  const buffer = instance.takeBuffer(roomForOptions(options) + roomFor(input));
  try {
    const { memory } = instance;
    const inputAt = writeOptions(memory, buffer, options, parts);
    const inputSize = memory.write(inputAt, input);
    return instance.render(inputAt, inputSize, buffer);
  } finally {
    instance.releaseBuffer();
  }
}

function highlighted(html: string, { highlight }: RenderOptions = {}): string {
  return highlight === undefined ? html : addHighlighting(html, highlight);
}

function checkedSource(source: unknown): string | Uint8Array {
  if (typeof source === 'string' || source instanceof Uint8Array) return source;
  // Bytes of another realm (a frame, a test environment) are not an instance of our Uint8Array.
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  }
  throw new BroadsheetError(
    'invalid-argument',
    `The source of a post is ${describe(source)}; expected a string or a Uint8Array.`,
  );
}
