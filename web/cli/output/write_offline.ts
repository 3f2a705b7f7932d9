import { digest } from '../archive/digest.js';
import { loadPrerender } from '../site/prerender.js';
import type { BuildStep } from './step.js';

/** So much of a hash tells a file of one build from that of another. */
const hashLength = 12;

/** Named by their content, or never kept without the host. */
const left =
  /^(?:search\/[\da-f]{8}\.bsx|.*\.(?:xml|txt)|(?:.*\/)?feed\.json|element\.js|assets\/card-.*\.png)$/;

/**
 * `sw.js`: the service worker, which keeps the archive for reading offline. It holds a list of the
 * archive's files with their hashes: these addresses alone does it answer, with what is of its build.
 * The build is named by that list.
 */
export function writeOffline(): BuildStep {
  return {
    async finish(_built, output) {
      const listed: Record<string, string> = {};
      for (const path of [...output.files.keys()].sort()) {
        if (!left.test(path)) listed[path] = (output.files.get(path) ?? '').slice(0, hashLength);
      }
      const files = JSON.stringify(listed);
      const { serviceWorker } = await loadPrerender();
      await output.write('sw.js', serviceWorker(digest(files), files));
    },
  };
}
