import { init, renderHtml } from '../entries/browser.js';
import type { HookAnswer, HeadingNode, LinkNode, Hooks } from '../api/hook_types.js';
import type { RenderOptions } from '../api/types.js';

/** A piece of a page as docsify takes it from marked. */
interface Token {
  type: string;
  text: string;
}

/** What docsify calls in place of marked. */
export interface DocsifyMarkdown {
  (source: string): string;
  lexer(source: string): Token[] & { links: object };
  parser(tokens: Token[]): string;
}

/** What of docsify's own renderer goes on being used: it knows routes, and keeps the outline. */
interface DocsifyRenderer {
  heading(token: { tokens: unknown[]; depth: number; text: string }): string;
  link(token: { tokens: unknown[]; href: string; title: string }): string;
}

/**
 * Loads the module and makes what `$docsify.markdown` takes: pages are rendered by Broadsheet. Headings
 * are docsify's, so that the sidebar has them, and links lead to its routes. Files that a link would
 * include (`':include'`) stay links.
 *
 * @param options those of rendering; `headings` is `keep` by default, as a page has its title in it
 */
export async function docsify(
  options: RenderOptions = {},
): Promise<(marked: unknown, renderer: DocsifyRenderer) => DocsifyMarkdown> {
  await init();
  return (_marked, renderer) => {
    const on = hooksFor(renderer, options.on ?? {});
    const compile = (source: string) => renderHtml(source, { headings: 'keep', ...options, on });
    return Object.assign(compile, {
      lexer: (source: string) =>
        Object.assign([{ type: 'broadsheet', raw: source, text: source }], { links: {} }),
      parser: (tokens: Token[]) =>
        tokens.map(({ type, text }) => (type === 'broadsheet' ? compile(text) : text)).join(''),
    });
  };
}

function hooksFor(renderer: DocsifyRenderer, own: Hooks): Hooks {
  return {
    ...own,
    heading: (node) => own.heading?.(node) ?? heading(renderer, node),
    link: (node) => own.link?.(node) ?? link(renderer, node),
  };
}

function heading(renderer: DocsifyRenderer, { level, text }: HeadingNode): HookAnswer {
  const words = escaped(text);
  return { html: asMarked(renderer, words).heading({ tokens: [], depth: level, text: words }) };
}

/** The attributes of the link that docsify would write. */
function link(renderer: DocsifyRenderer, { url, title = '' }: LinkNode): HookAnswer {
  const written = asMarked(renderer, '').link({ tokens: [], href: url, title });
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of written.matchAll(/ (href|target|rel)="([^"]*)"/g)) {
    attributes[name] = value.replaceAll('&amp;', '&');
  }
  return { attributes };
}

/** The renderer as marked calls it, with a parser of its own: here what a node holds is known. */
function asMarked(renderer: DocsifyRenderer, words: string): DocsifyRenderer {
  return Object.create(renderer, { parser: { value: { parseInline: () => words } } });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
