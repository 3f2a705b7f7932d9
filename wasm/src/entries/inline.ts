/**
 * The package with the module inside the script, for hosts that lose files or cannot fetch them.
 * The same functions as the main entry; `init` and `initSync` need no source.
 *
 * @packageDocumentation
 */
import { init as initBrowser, initSync as initSyncBrowser } from './browser.js';
import { inlineInitializers } from '../inline/initializers.js';

export {
  BroadsheetError,
  createCatalog,
  dispose,
  type ErrorCode,
  openSearch,
  renderArticle,
  renderFeed,
  renderHtml,
  renderMail,
  renderPost,
  renderSent,
  renderWechat,
  version,
} from './browser.js';
export type * from '../api/sent_types.js';
export type * from '../api/search_types.js';
export type * from '../api/types.js';

const initializers = inlineInitializers({ init: initBrowser, initSync: initSyncBrowser });

/** Starts the module that this script holds. Needed once; further calls do nothing. */
export const init: () => Promise<void> = initializers.init;

/**
 * The same at once. Browsers may refuse to compile so much on the main thread; workers, Node and
 * most other hosts do not.
 */
export const initSync: () => void = initializers.initSync;
