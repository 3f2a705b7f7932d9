/**
 * Broadsheet for tools that take a renderer of Markdown: an object with `render`, VitePress, docsify.
 *
 * @packageDocumentation
 */
import { init, renderHtml } from '../entries/browser.js';
import type { RenderOptions } from '../api/types.js';

export { docsify, type DocsifyMarkdown } from './docsify.js';
export { vitePress, type VitePressMarkdown } from './vitepress.js';

/** What tools expect of markdown-it, as far as Broadsheet is it. */
export interface MarkdownRenderer {
  /** Renders a text with or without front matter. */
  render(source: string, env?: unknown): string;
  /** The same of a line, without a paragraph around it. */
  renderInline(source: string, env?: unknown): string;
}

/**
 * Loads the module and makes a renderer, for Eleventy's `setLibrary` and others.
 *
 * @param options those of rendering
 */
export default async function markdownRenderer(
  options: RenderOptions = {},
): Promise<MarkdownRenderer> {
  await init();
  return {
    render: (source) => renderHtml(source, options),
    renderInline(source) {
      const html = renderHtml(source, { ...options, frontMatter: false });
      const [, line] = /^<p>(.*)<\/p>\n$/s.exec(html) ?? [];
      return line === undefined || line.includes('<p>') ? html : line;
    },
  };
}
