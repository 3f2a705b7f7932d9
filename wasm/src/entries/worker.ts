/**
 * The package's functions, answered by a worker: the page stays free while long posts and large
 * catalogs are worked on. The interface is the main entry's, with promises.
 *
 * @packageDocumentation
 */
import { BroadsheetError } from './browser.js';
import { type WorkerPackage, workerPackage } from '../worker/client.js';

export { BroadsheetError };
export type { ErrorCode } from './browser.js';
export type { WorkerCatalog, WorkerPackage } from '../worker/client.js';
export type * from '../api/search_types.js';
export type * from '../api/sent_types.js';
export type * from '../api/types.js';

const functions = workerPackage({
  ErrorClass: BroadsheetError,
  open() {
    const worker = openWorker();
    return {
      post: (request) => worker.postMessage(request),
      listen(answered, failed) {
        worker.addEventListener('message', ({ data }) => answered(data));
        worker.addEventListener('error', failed);
        worker.addEventListener('messageerror', failed);
      },
      // Browsers end workers with the page.
      setBusy: () => undefined,
      end: () => worker.terminate(),
    };
  },
  resolve: (address) => new URL(address, location.href).href,
});

function openWorker(): Worker {
  if (typeof Worker !== 'function') {
    throw new BroadsheetError('load-failed', 'This host has no workers.', {
      hint: 'Import `broadsheet` or `broadsheet/inline`: the same functions, without a worker.',
    });
  }
  const here = new URL(import.meta.url);
  // (webpack makes it the file it was built from.)
  if (/^https?:$/.test(here.protocol) && here.origin !== location.origin) {
    // A script of another origin may not be a worker, but a worker may import it. The address is put
    // together so that bundlers, whose scripts are of the page's origin, do not follow it.
    const script = new URL(['worker', 'thread.js'].join('_'), here).href;
    const wrapper = new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' });
    return new Worker(URL.createObjectURL(wrapper), { type: 'module' });
  }
  // Bundlers find the worker by this literal expression; it must stay in one piece.
  return new Worker(new URL('./worker_thread.js', import.meta.url), { type: 'module' });
}

/**
 * Starts the worker and loads the module in it. Needed once, before anything else; further calls
 * share the outcome of the first, and after a failure it may be called again.
 *
 * @param source where the module is, as for the main entry's `init`
 */
export const init: WorkerPackage['init'] = functions.init;

/** As the main entry's `renderPost`. `highlight` runs on this side. */
export const renderPost: WorkerPackage['renderPost'] = functions.renderPost;

/** As the main entry's `renderHtml`. `highlight` runs on this side. */
export const renderHtml: WorkerPackage['renderHtml'] = functions.renderHtml;

/** As the main entry's `renderSent`. `highlight` runs on this side. */
export const renderSent: WorkerPackage['renderSent'] = functions.renderSent;

/** As the main entry's `createCatalog`: queries answer with the very entries it was given. */
export const createCatalog: WorkerPackage['createCatalog'] = functions.createCatalog;

/**
 * As the main entry's `openSearch`, of an index at an address: queries are answered beside the page.
 * A function that reads files cannot be sent to a worker.
 */
export const openSearch: WorkerPackage['openSearch'] = functions.openSearch;

/** The version of the loaded module. */
export const version: WorkerPackage['version'] = functions.version;

/** Ends the worker and gives all its memory back. Calls under way are rejected with `disposed`. */
export const dispose: WorkerPackage['dispose'] = functions.dispose;
