/** What the plug-ins for tools that run in Node have in common: loading once, rendering, reporting. */
import { init, type Diagnostic, type Post, renderPostAsync } from '../entries/node.js';
import type { AsyncHooks, ImageNode } from '../api/hook_types.js';
import type { AsyncRenderOptions } from '../api/types.js';

/** How a tool renders its posts: hooks may answer with promises. */
export type ToolOptions = Omit<AsyncRenderOptions, 'file' | 'signal'>;

/** Renders a file of a tool. Loads the module at the first. */
export async function renderFile(
  source: string | Uint8Array,
  file: string,
  options: ToolOptions,
): Promise<Post> {
  await init();
  return renderPostAsync(source, { ...options, file });
}

/** `options` with a hook for pictures that `on.image` has nothing to say of. */
export function withImages(
  options: ToolOptions,
  image: NonNullable<AsyncHooks['image']>,
): ToolOptions {
  const own = options.on?.image;
  return {
    ...options,
    on: {
      ...options.on,
      async image(node: ImageNode) {
        return (await own?.(node)) ?? image(node);
      },
    },
  };
}

/** What a tool shows of what is wrong with a post, as compilers say it. */
export function* complaints(post: Post): Generator<{ diagnostic: Diagnostic; message: string }> {
  for (const diagnostic of post.diagnostics) {
    const { severity, file, line, column, message, hint, code } = diagnostic;
    if (severity === 'info') continue;
    const advice = hint === undefined ? '' : ` (${hint})`;
    yield { diagnostic, message: `${file}:${line}:${column}: ${message}${advice} [${code}]` };
  }
}
