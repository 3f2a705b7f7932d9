import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPrerender, prerenderFile } from '../site/prerender.js';
import type { BuildStep } from './step.js';

/**
 * `sw.js`: the service worker, which keeps the archive for reading offline. It names the build by
 * all that pages, manifest and search index are made of: the bundle (which names the page's files by
 * their content), the manifest and the posts.
 *
 * @param root the folder of the posts
 */
export function writeOffline(root: string): BuildStep {
  const posts = new Map<string, string>();
  const add = (path: string, source: Uint8Array): void => {
    posts.set(path, createHash('sha256').update(source).digest('base64url'));
  };
  return {
    addPost({ path, source }) {
      add(path, source);
      return Promise.resolve();
    },
    keepPost({ path }) {
      add(path, readFileSync(join(root, path)));
      return Promise.resolve();
    },
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
