import { acquire } from './engine.js';
import { BroadsheetError, describe } from './errors.js';
import type { Pointer } from './exports.js';
import { addHighlighting } from './highlight.js';
import type { Instance } from './instance.js';
import { PART_ALL, PART_HTML } from './layout.js';
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
  const packed = packOptions(options);
  const instance = acquire();
  const reply = render(instance, source, packed, PART_ALL);
  try {
    const { primary, text, json } = instance.blocks(reply);
    const post = JSON.parse(instance.decode(json)) as Post;
    post.html = highlighted(instance.decode(primary), options);
    post.text = instance.decode(text);
    const { file } = packed;
    if (file !== '') {
      for (const diagnostic of post.diagnostics) diagnostic.file ??= file;
    }
    return post;
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
