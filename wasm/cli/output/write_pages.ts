import { join } from 'node:path';
import { createCatalog } from 'broadsheet';
import { loadPrerender } from '../site/prerender.js';
import { Turns } from '../terminal/turns.js';
import { IssueBodies } from './issue_bodies.js';
import type { BuildStep } from './step.js';

/**
 * A page for each issue, the lists, the feeds, the sitemap: the archive without any script.
 *
 * @param root the folder of the posts
 * @param staging the folder that the archive is written into
 */
export function writePages(root: string, staging: string): BuildStep {
  const bodies = new IssueBodies(root, join(staging, '.bodies'));
  return {
    addPost({ path, body }) {
      bodies.add(path, body);
      return Promise.resolve();
    },
    async finish({ archive, page, record, progress }, output) {
      const { openArchive } = await loadPrerender(page);
      const manifest = archive.manifest().content;
      const catalog = createCatalog(manifest.posts);
      const turns = new Turns();
      const pages = openArchive(manifest, catalog);
      const earlier = record.earlierPages(archive, pages, output);
      let written = 0;
      for (const { path, content } of pages.files((path) => bodies.of(path), earlier)) {
        written += 1;
        progress.show('Writing pages', written);
        if (content !== undefined) await output.write(path, content);
        await turns.giveWay();
      }
      catalog.dispose();
      bodies.end();
    },
    end: () => bodies.end(),
  };
}
