/**
 * A plug-in for Vite: `import post from './post.md'`.
 *
 * @packageDocumentation
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOf, isRelative } from './addresses.js';
import { postModule } from './post_module.js';
import { complaints, type ToolOptions } from './rendering.js';

export type { PostModule } from './post_module.js';

/** Options of the plug-in: those of rendering, and what it does besides. */
export interface BroadsheetViteOptions extends ToolOptions {
  /** Which files are posts. Default: `/\.md$/`; an address with a query (`?raw`) is none. */
  include?: RegExp;
  /**
   * Pictures that lie beside a post are imported: Vite names, copies and inlines them as others.
   * Default: true.
   */
  importImages?: boolean;
}

/** What Vite takes for a plug-in, as far as this is one. Its own types are not needed. */
export interface BroadsheetVitePlugin {
  name: 'broadsheet';
  enforce: 'pre';
  config(): { optimizeDeps: { exclude: string[] }; worker: { format: 'es' } };
  transform(
    this: { warn(warning: { message: string; id: string }): void },
    source: string,
    id: string,
  ): Promise<{ code: string; map: null; moduleType: 'js' } | undefined>;
}

/**
 * Makes the plug-in. A post is a module that exports `data`, `html`, `toc`, `excerpt`, `text`, `words`,
 * `minutes`, `links` and `images`, and all of them as its default. What is wrong with a post is a
 * warning of the build.
 */
export default function broadsheet(options: BroadsheetViteOptions = {}): BroadsheetVitePlugin {
  const { include = /\.md$/, importImages = true, ...rendering } = options;
  return {
    name: 'broadsheet',
    enforce: 'pre',
    // Bundled ahead, as older Vites do in development, the package would lose its module.
    config: () => ({ optimizeDeps: { exclude: ['broadsheet'] }, worker: { format: 'es' } }),
    async transform(source, id) {
      if (id.includes('?') || id.includes('\0') || !include.test(id)) return undefined;
      const isImported = (url: string) =>
        isRelative(url) && existsSync(join(dirname(id), fileOf(url)));
      const { code, post } = await postModule(
        source,
        id,
        rendering,
        importImages ? isImported : undefined,
      );
      for (const { message } of complaints(post)) this.warn({ message, id });
      return { code, map: null, moduleType: 'js' };
    },
  };
}
