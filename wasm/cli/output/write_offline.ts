import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPrerender, prerenderFile } from '../site/prerender.js';
import type { BuildStep } from './step.js';

/**
 * `sw.js`: the service worker, which keeps the archive for reading offline. It names the build by
 * all that pages, manifest and search index are made of: the bundle (which names the page's files by
 * their content), the manifest and the posts.
 */
export function writeOffline(): BuildStep {
  const posts = new Map<string, string>();
  const add = ({ path, hash }: { path: string; hash: string }): Promise<void> => {
    posts.set(path, hash);
    return Promise.resolve();
  };
  return {
    addPost: add,
    keepPost: add,
    async finish({ archive, page }, output) {
      const hash = createHash('sha256');
      hash.update(readFileSync(join(page.folder, prerenderFile)));
      hash.update(archive.manifest().bytes);
      // Recalled posts come in another order than read ones.
      for (const path of [...posts.keys()].sort()) hash.update(`${path}\n${posts.get(path)}\n`);
      const { serviceWorker } = await loadPrerender(page);
      await output.write('sw.js', serviceWorker(hash.digest('base64url').slice(0, 22)));
    },
  };
}
