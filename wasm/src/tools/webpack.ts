/**
 * A loader for webpack, Rspack and Turbopack: `import post from './post.md'`.
 *
 * @packageDocumentation
 */
import { postModule } from './post_module.js';
import { complaints, type ToolOptions } from './rendering.js';

/** What a bundler gives a loader, as far as this one uses it. */
export interface BroadsheetLoaderContext {
  resourcePath: string;
  getOptions(): ToolOptions;
  async(): (error?: unknown, code?: string) => void;
  emitWarning?(warning: Error): void;
}

/**
 * The loader. Its options are those of rendering; Turbopack passes none that are functions. A post is a
 * module as that of `broadsheet/vite`; pictures stay as they are addressed.
 */
export default function broadsheet(this: BroadsheetLoaderContext, source: string): void {
  const done = this.async();
  postModule(source, this.resourcePath, this.getOptions() ?? {}).then(({ code, post }) => {
    for (const { message } of complaints(post)) this.emitWarning?.(new Error(message));
    done(undefined, code);
  }, done);
}
