import { createCatalog } from 'broadsheet';
import { type EarlierBuild, type PrerenderedArchive, loadPrerender } from '../site/prerender.js';
import { Turns } from '../terminal/turns.js';
import { IssueBodies } from './issue_bodies.js';
import type { RenderPool } from './render_pool.js';
import type { BuildStep } from './step.js';

/**
 * A page for each issue, the lists, the feeds, the sitemap: the archive without any script.
 *
 * @param root the folder of the posts
 * @param pool makes the pages of issues, as far as it has room
 */
export function writePages(root: string, pool: RenderPool): BuildStep {
  const bodies = new IssueBodies(root, pool.spool);
  return {
    addPost({ path, body }) {
      bodies.add(path, body);
      return Promise.resolve();
    },
    async finish({ archive, page, record, progress }, output) {
      const { openArchive } = await loadPrerender(page);
      const manifest = archive.manifest();
      await pool.openPages(manifest.bytes, page);
      const catalog = createCatalog(manifest.content.posts);
      const turns = new Turns();
      const pages = openArchive(manifest.content, catalog);
      const earlier = record.earlierPages(archive, pages, output);
      const issues = issuesByFile(pages, archive.entries());
      const others: EarlierBuild = {
        stateOf: earlier.stateOf,
        keeps: (path, key) => earlier.keeps(path, key) || isPassedOn(path),
      };
      const isPassedOn = (path: string): boolean => {
        const issue = issues.get(path);
        const body = issue && bodies.placeOf(issue.path);
        if (issue === undefined || body === undefined || !pool.hasRoom) return false;
        // Two posts may want one address.
        if (pages.needs(issue.address, '')[0] !== issue.path) return false;
        pool.makePage({ ...issue, body, file: output.claim(path) });
        return true;
      };
      let written = 0;
      for (const { path, content } of pages.files((path) => bodies.of(path), others)) {
        written += 1;
        progress.show('Writing pages', written);
        if (content !== undefined) await output.write(path, content);
        await turns.giveWay();
      }
      catalog.dispose();
      await pool.finish();
    },
  };
}

interface Issue {
  path: string;
  address: string;
}

/** Whose page a file is. */
function issuesByFile(
  pages: PrerenderedArchive,
  entries: readonly { path: string }[],
): Map<string, Issue> {
  const issues = new Map<string, Issue>();
  for (const { path } of entries) {
    const address = pages.addressOf(path);
    if (address === undefined) continue;
    const file = address.endsWith('/') ? `${address}index.html` : address;
    issues.set(file, { path, address });
  }
  return issues;
}
