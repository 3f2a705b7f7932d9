/**
 * Emoji by their short names, as GitHub has them: `:tada:`.
 *
 * @packageDocumentation
 */
import { parsePost } from '../entries/browser.js';
import type { RenderOptions } from '../api/types.js';
import names from './emoji_names.js';

const emoji = new Map(
  names.split('\n').flatMap((line) => {
    const [character = '', ...aliases] = line.split(' ');
    return aliases.map((alias) => [alias, character] as const);
  }),
);

/** The emoji of a short name, which stands without colons; nothing of an unknown one. */
export function emojiOf(name: string): string | undefined {
  return emoji.get(name);
}

/**
 * Puts emoji in place of their short names in the text of a post: not in code, formulas, raw HTML,
 * addresses and front matter. Unknown names stay, as does what stands behind a backslash.
 *
 * @param source the post's file
 * @param options those it will be rendered with
 * @returns the source to render
 * @throws {BroadsheetError} before `init` of the package's main entry
 */
export function withEmoji(
  source: string,
  options?: Omit<RenderOptions, 'highlight' | 'on'>,
): string {
  if (!/:[\w+-]+:/.test(source)) return source;
  const post = parsePost(source, options);
  try {
    let written = '';
    let at = 0;
    for (const node of post.walk()) {
      const { position } = node;
      // A bare address is a link whose text is in the source.
      if (node.type !== 'text' || position === undefined || node.parent?.autolink) continue;
      const { start, end } = position;
      if (start.offset < at) continue;
      written += source.slice(at, start.offset) + replaced(source.slice(start.offset, end.offset));
      at = end.offset;
    }
    return written + source.slice(at);
  } finally {
    post.dispose();
  }
}

function replaced(text: string): string {
  return text.replace(/(?<!\\):([\w+-]+):/g, (written, name: string) => emoji.get(name) ?? written);
}
