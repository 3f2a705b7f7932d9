import { createCatalog } from 'broadsheet';
import { type IssueBody, loadPrerender } from '../site/prerender.js';
import type { BuildStep } from './step.js';

/** So many files are written at once: enough to keep a disk busy. */
const writesAtOnce = 64;

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
      const writes = new Set<Promise<void>>();
      for (const { path, content } of openArchive(manifest, catalog).files(bodyOf)) {
        const write = output.write(path, content).finally(() => writes.delete(write));
        writes.add(write);
        if (writes.size >= writesAtOnce) await Promise.race(writes);
      }
      await Promise.all(writes);
      catalog.dispose();
    },
  };
}
