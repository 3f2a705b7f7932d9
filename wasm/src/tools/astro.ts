/**
 * Broadsheet in Astro: a loader of the content layer, and a processor of Markdown.
 *
 * @packageDocumentation
 */
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { init } from '../entries/node.js';
import type { HostUrl } from '../api/platform_types.js';
import type { Post } from '../api/types.js';
import { isRelative } from './addresses.js';
import { complaints, renderFile, type ToolOptions, withImages } from './rendering.js';

/** Options of the loader: those of rendering, and where the posts are. */
export interface BroadsheetLoaderOptions extends ToolOptions {
  /** The folder of the posts, from the root of the project. */
  base: string;
  /** The id of an entry. Default: the path below `base` without its extension. */
  id?: (path: string, post: Post) => string;
}

/** What a loader is told, as far as this one asks. Astro's own types are not needed. */
interface LoaderContext {
  store: {
    keys(): string[];
    // biome-ignore lint/suspicious/noExplicitAny: what an entry is, Astro says.
    set(entry: any): boolean;
    delete(id: string): void;
  };
  config: { root: HostUrl };
  logger: { warn(message: string): void; error(message: string): void };
  watcher?:
    | {
        add(path: string): unknown;
        on(event: 'add' | 'change' | 'unlink', listener: (path: string) => void): unknown;
      }
    | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what a schema makes of the data, Astro says.
  parseData(entry: any): Promise<any>;
  generateDigest(source: string): number | string;
}

/** A loader of Astro's content layer. */
export interface BroadsheetAstroLoader {
  name: 'broadsheet';
  load(context: LoaderContext): Promise<void>;
}

/**
 * Loads a folder of posts into a collection. `render(entry)` gives what Broadsheet made, with the
 * headings; pictures beside posts are Astro's images.
 */
export function broadsheetLoader(options: BroadsheetLoaderOptions): BroadsheetAstroLoader {
  const { base, id: idOf, ...rendering } = options;
  return {
    name: 'broadsheet',
    async load(context) {
      const root = fileURLToPath(context.config.root);
      const folder = resolve(root, base);
      /** Ids by file: another front matter may give a file another id. */
      const ids = new Map<string, string>();

      async function load(file: string): Promise<void> {
        const path = slashed(relative(folder, file));
        const source = await readFile(file, 'utf8');
        const { post, images } = await renderForAstro(source, slashed(file), rendering);
        const id = idOf?.(path, post) ?? path.replace(/\.[^./]+$/, '');
        const before = ids.get(file);
        if (before !== undefined && before !== id) context.store.delete(before);
        ids.set(file, id);
        const data = await context.parseData({ id, data: post.data, filePath: file });
        for (const { message } of complaints(post)) context.logger.warn(message);
        context.store.set({
          id,
          data,
          body: source,
          filePath: slashed(relative(root, file)),
          // What renders it may have changed with the options.
          digest: context.generateDigest(post.html + JSON.stringify(data)),
          rendered: {
            html: post.html,
            metadata: { ...told(post), imagePaths: images, frontmatter: post.data },
          },
          assetImports: images,
        });
      }

      const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((item) => item.isFile() && item.name.endsWith('.md'))
        .map(({ parentPath, name }) => join(parentPath, name));
      for (const file of files) await load(file);
      const known = new Set(ids.values());
      for (const id of context.store.keys()) if (!known.has(id)) context.store.delete(id);

      const { watcher } = context;
      watcher?.add(folder);
      const isPost = (path: string) => path.startsWith(folder + sep) && path.endsWith('.md');
      const reload = (path: string) => {
        if (!isPost(path)) return;
        load(path).catch((error: unknown) => context.logger.error(String(error)));
      };
      watcher?.on('add', reload);
      watcher?.on('change', reload);
      watcher?.on('unlink', (path) => {
        const id = ids.get(path);
        if (id === undefined) return;
        ids.delete(path);
        context.store.delete(id);
      });
    },
  };
}

/** A processor for `markdown.processor` of Astro's configuration. */
export interface BroadsheetAstroProcessor {
  name: 'broadsheet';
  options: ToolOptions;
  createRenderer(shared: object): Promise<{
    render(
      content: string,
      options?: { fileURL?: HostUrl; frontmatter?: Record<string, unknown> },
    ): Promise<{
      code: string;
      metadata: {
        headings: AstroHeading[];
        localImagePaths: string[];
        remoteImagePaths: string[];
        frontmatter: Record<string, unknown>;
      };
    }>;
  }>;
}

/**
 * Renders what Astro reads itself: pages that are Markdown, and files of `glob()`. Their front matter
 * is Astro's.
 */
export function broadsheetProcessor(options: ToolOptions = {}): BroadsheetAstroProcessor {
  const processor: BroadsheetAstroProcessor = {
    name: 'broadsheet',
    options,
    async createRenderer() {
      await init();
      return {
        async render(content, { fileURL, frontmatter = {} } = {}) {
          const file = fileURL === undefined ? '' : fileURLToPath(fileURL);
          const { post, images } = await renderForAstro(content, file, {
            ...processor.options,
            frontMatter: false,
          });
          return {
            code: post.html,
            metadata: {
              headings: told(post).headings,
              localImagePaths: images,
              remoteImagePaths: [],
              frontmatter,
            },
          };
        },
      };
    },
  };
  return processor;
}

/** A heading as Astro tells it. */
export interface AstroHeading {
  depth: number;
  slug: string;
  text: string;
}

/** What `render(entry)` says besides the HTML. */
function told({ toc, excerpt, words, minutes, links }: Post) {
  const headings = toc.map(({ level, id, text }) => ({ depth: level, slug: id, text }));
  return { headings, excerpt, words, minutes, links };
}

/** Renders, with the marks that Astro puts its images for. */
async function renderForAstro(
  source: string,
  file: string,
  options: ToolOptions,
): Promise<{ post: Post; images: string[] }> {
  const counts = new Map<string, number>();
  const given = withImages(options, ({ url, alt, title }) => {
    if (!isRelative(url)) return undefined;
    const src = decoded(url);
    const index = counts.get(src) ?? 0;
    counts.set(src, index + 1);
    const image = { src, alt, ...(title === undefined ? {} : { title }), index };
    return { html: `<img __ASTRO_IMAGE_="${escaped(JSON.stringify(image))}">` };
  });
  const post = await renderFile(source, file, given);
  return { post, images: [...counts.keys()] };
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;');
}

function slashed(path: string): string {
  return path.replaceAll(sep, '/');
}
