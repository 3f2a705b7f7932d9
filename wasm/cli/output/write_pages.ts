import { createCatalog } from 'broadsheet';
import { type IssueBody, loadPrerender } from '../site/prerender.js';
import type { BuildStep } from './step.js';

/** A page for each issue, the lists, the feeds, the sitemap: the archive without any script. */
export function writePages(): BuildStep {
  const bodies = new Map<string, IssueBody>();
  return {
    addPost({ path, post: { html, toc, links } }) {
      bodies.set(path, { html, toc, links });
      return Promise.resolve();
    },
    async finish({ archive, page }, output) {
      const { openArchive } = await loadPrerender(page);
      const manifest = archive.manifest().content;
      const catalog = createCatalog(manifest.posts);
      const bodyOf = (path: string): IssueBody => {
        const body = bodies.get(path);
        if (body === undefined) throw new Error(`${path} was not rendered`);
        return body;
      };
      for (const { path, content } of openArchive(manifest, catalog).files(bodyOf)) {
        await output.write(path, content);
      }
      catalog.dispose();
    },
  };
}
