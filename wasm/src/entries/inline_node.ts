/**
 * {@link ./inline.ts} for Node: the same functions.
 *
 * @packageDocumentation
 */
import { init as initNode, initSync as initSyncNode } from './node.js';
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
} from './node.js';
export type * from '../api/sent_types.js';
export type * from '../api/search_types.js';
export type * from '../api/types.js';

const initializers = inlineInitializers({ init: initNode, initSync: initSyncNode });

/** Starts the module that this script holds. Needed once; further calls do nothing. */
export const init: () => Promise<void> = initializers.init;

/**
 * The same at once. Browsers may refuse to compile so much on the main thread; workers, Node and
 * most other hosts do not.
 */
export const initSync: () => void = initializers.initSync;
