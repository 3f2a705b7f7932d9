/** What both entries of the package export, besides `init` and `initSync`. */
export { createCatalog } from './catalog.js';
export { BroadsheetError, type ErrorCode } from './errors.js';
export { renderHtml, renderPost, version } from './render.js';
export type * from './types.js';
