import type { Highlighter } from './types.js';

/** A block of code as the core writes it; its text holds no `<`. */
const codeBlock = /(<pre><code(?: class="language-([^"]*)")?>)([^<]*)<\/code><\/pre>/g;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** Gives the code blocks of rendered HTML to `highlight` and puts its HTML in their place. */
export function addHighlighting(html: string, highlight: Highlighter): string {
  return html.replace(
    codeBlock,
    (block, opening: string, lang: string | undefined, code: string) => {
      const marked = highlight(plain(code), plain(lang ?? ''));
      return typeof marked === 'string' ? `${opening}${marked}</code></pre>` : block;
    },
  );
}

function plain(escaped: string): string {
  return escaped.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
}
