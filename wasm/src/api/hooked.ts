import { PART_ALL, PART_HTML } from '../engine/layout.js';
import { type PackedOptions, packOptions } from '../marshal/options.js';
import type { CoreObject } from '../marshal/handle.js';
import { freeTree, openTree, renderTree, treeHandle } from '../marshal/tree.js';
import type { HookNode } from './hook_types.js';
import { answersLater, answersOf, type SentAnswer } from './hooks.js';
import { checkedSource } from './source.js';
import type { AsyncRenderOptions, Post, RenderOptions } from './types.js';

/** @internal A post between its two calls: its nodes are known, the hooks' answers are not. */
export interface HookedPost {
  /** Without HTML if nodes are asked about. */
  readonly post: Post;
  /** If there are none, the post is done, and its tree is given back. */
  readonly asked: HookNode[];
  /** Writes the HTML and gives the tree back. */
  complete(answers: readonly SentAnswer[]): Post;
  dispose(): void;
}

/**
 * Takes a post across for its hooks: what it is asked about comes with the first answer, so that one
 * more call is enough.
 *
 * @internal
 * @param hooks bits of the C interface; default: those of `options`
 */
export function openHooked(
  source: string | Uint8Array,
  options: RenderOptions,
  hooks?: number,
  isWhole = true,
): HookedPost {
  const packed = packOptions(options);
  const opened = openTree(
    checkedSource(source),
    hooks === undefined ? packed : { ...packed, hooks },
    isWhole ? PART_ALL : PART_HTML,
  );
  const { post, asked } = opened;
  named(post, packed.file);
  if (asked.length === 0) {
    freeTree(opened);
    return { post, asked, complete: () => post, dispose: () => undefined };
  }
  // An answer may never come: then the collector gives the tree back.
  const handle = treeHandle(opened);
  const dispose = () => handle.dispose();
  const complete = (answers: readonly SentAnswer[]) => {
    try {
      return completed(post, handle.object, answers, packed.file);
    } finally {
      dispose();
    }
  };
  return { post, asked, complete, dispose };
}

function completed(
  post: Post,
  tree: CoreObject,
  answers: readonly SentAnswer[],
  file: string,
): Post {
  const { html, diagnostics } = renderTree(tree, answers);
  post.html = html;
  post.diagnostics.push(...named({ diagnostics }, file).diagnostics);
  return post;
}

/** @internal Renders a post with hooks that answer at once. */
export function renderHooked(
  source: string | Uint8Array,
  options: RenderOptions,
  packed: PackedOptions,
  isWhole: boolean,
): Post {
  const opened = openTree(checkedSource(source), packed, isWhole ? PART_ALL : PART_HTML);
  let tree: CoreObject = opened;
  try {
    const post = named(opened.post, packed.file);
    if (opened.asked.length === 0) return post;
    const answers = answersOf(opened.asked, options);
    // A hook may have used the module up.
    if (tree.instance.lost) tree = opened.again();
    return completed(post, tree, answers, packed.file);
  } finally {
    freeTree(tree);
  }
}

/**
 * As {@link renderPost}, with hooks that may answer with promises: all hooks of a post are called at
 * once, in document order, and the post is done when the last has answered. Nothing limits how long
 * that takes but `signal`.
 *
 * @throws {BroadsheetError} as {@link renderPost} does; what a hook throws or rejects with; the reason
 *   of `signal`
 */
export async function renderPostAsync(
  source: string | Uint8Array,
  options: AsyncRenderOptions = {},
): Promise<Post> {
  const { signal, ...others } = options;
  signal?.throwIfAborted();
  const opened = openHooked(source, others as RenderOptions);
  if (opened.asked.length === 0) return opened.post;
  try {
    return opened.complete(await answersLater(opened.asked, others, signal));
  } finally {
    opened.dispose();
  }
}

/** @internal Gives the diagnostics the path of the post. */
export function named<Told extends Pick<Post, 'diagnostics'>>(post: Told, file = ''): Told {
  if (file !== '') {
    for (const diagnostic of post.diagnostics) diagnostic.file ??= file;
  }
  return post;
}
