import { loadPrerender } from '../site/prerender.js';
import type { Site } from '../site/site.js';
import { addressRemarks } from '../terminal/report.js';
import { Turns } from '../terminal/turns.js';
import { IssueBodies } from './issue_bodies.js';
import type { RenderPool } from './render_pool.js';
import type { BuildStep } from './step.js';

/**
 * A page for each issue, the lists, the feeds, the sitemap: the archive without any script.
 *
 * @param site of the posts
 * @param pool makes the pages of issues, as far as it has room
 */
export function writePages(site: Site, pool: RenderPool): BuildStep {
  const bodies = new IssueBodies(site, pool.spool);
  return {
    addPost({ path, body }) {
      bodies.add(path, body);
      return Promise.resolve();
    },
    async finish({ archive, record, progress, remarks }, output) {
      const { openArchive } = await loadPrerender();
      const manifest = archive.manifest();
      await pool.openPages(manifest.bytes);
      const turns = new Turns();
      const pages = openArchive(manifest.content, archive.catalog(), archive.former());
      remarks.push(...addressRemarks(pages));
      let written = 0;
      for (const file of pages.files(record.statesOf(archive, pages))) {
        written += 1;
        progress.show('Writing pages', written);
        const { path, issue, key } = file;
        const isKept = key !== undefined && record.isAsBefore(path, key) && output.adopt(path);
        const body = issue && bodies.placeOf(issue.path);
        if (!isKept && issue !== undefined && body !== undefined && pool.hasRoom) {
          pool.makePage({ ...issue, body, file: output.claim(path), output: path });
        } else if (!isKept) {
          await output.write(path, file.content(bodies));
        }
        await turns.giveWay();
      }
      for (const [path, hash] of await pool.finish()) output.wrote(path, hash);
    },
  };
}
