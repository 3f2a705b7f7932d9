/**
 * {@link ./worker.ts} for Node: the same functions, in a thread of `node:worker_threads`.
 *
 * @packageDocumentation
 */
import { Worker } from 'node:worker_threads';
import { BroadsheetError } from './node.js';
import { type WorkerPackage, workerPackage } from '../worker/client.js';

export { BroadsheetError };
export type { ErrorCode } from './node.js';
export type { WorkerCatalog, WorkerPackage } from '../worker/client.js';
export type * from '../api/search_types.js';
export type * from '../api/sent_types.js';
export type * from '../api/types.js';

const functions = workerPackage({
  ErrorClass: BroadsheetError,
  open() {
    const worker = openThread();
    worker.unref();
    return {
      post: (request) => worker.postMessage(request),
      listen(answered, failed) {
        worker.on('message', answered);
        worker.on('messageerror', failed);
        worker.on('error', failed);
        worker.on('exit', failed);
      },
      setBusy(busy) {
        if (busy) worker.ref();
        else worker.unref();
      },
      end: () => void worker.terminate(),
    };
  },
  resolve: (address) => address,
});

function openThread(): Worker {
  try {
    return new Worker(new URL('./worker_thread_node.js', import.meta.url), {
      // Some of Node's own options are refused there, --input-type for one.
      execArgv: [],
    });
  } catch (cause) {
    throw new BroadsheetError('load-failed', 'The script of the worker was not found.', {
      hint: 'Bundlers for Node leave it behind: keep `broadsheet` external, or import `broadsheet` without the worker.',
      cause,
    });
  }
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
