/**
 * A plug-in for Eleventy: Markdown files are read and rendered by Broadsheet, front matter and all.
 *
 * @packageDocumentation
 */
import { readFile } from 'node:fs/promises';
import type { Post, PostData } from '../api/types.js';
import { complaints, renderFile, type ToolOptions } from './rendering.js';

/** Options of the plug-in: those of rendering, and what it does besides. */
export interface BroadsheetEleventyOptions extends ToolOptions {
  /** Which files are posts. Default: `['md']`. */
  extensions?: string[];
}

/** What templates find of a post besides its front matter, as `post`. */
export type EleventyPost = Omit<Post, 'article' | 'data' | 'html' | 'diagnostics'>;

/** What of Eleventy's configuration the plug-in uses. Its own types are not needed. */
export interface EleventyConfig {
  addExtension(extension: string | string[], definition: object): void;
  addTemplateFormats(formats: string | string[]): void;
  logger?: { warn(message: string): void };
}

/**
 * The plug-in. Front matter of every form is part of the data cascade, as are `post.toc`, `post.words`
 * and others; what stands in braces in a post is no template.
 */
export default function broadsheet(
  config: EleventyConfig,
  options: BroadsheetEleventyOptions = {},
): void {
  const { extensions = ['md'], ...rendering } = options;
  /** Eleventy asks for a file's data first, and then for its HTML. */
  const rendered = new Map<string, string>();
  config.addTemplateFormats(extensions);
  config.addExtension(extensions, {
    // Front matter of TOML and JSON is none to Eleventy, and would stand in the page.
    read: false,
    compileOptions: { cache: false },
    async getData(file: string): Promise<PostData & { post: EleventyPost }> {
      const post = await renderFile(await readFile(file), file, rendering);
      for (const { message } of complaints(post)) console.warn(`[broadsheet] ${message}`);
      const { data, html, article: _, diagnostics: __, ...told } = post;
      rendered.set(file, html);
      return { ...data, post: told };
    },
    compile: (_source: string, file: string) => () => rendered.get(file) ?? '',
  });
}
