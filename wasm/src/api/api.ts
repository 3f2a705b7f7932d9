/** What all entries of the package export, besides `init` and `initSync`. */
export { createCatalog } from './catalog.js';
export { dispose } from '../engine/engine.js';
export { BroadsheetError, type ErrorCode, InstanceLost } from '../engine/errors.js';
/** @internal (The worker's half of {@link renderPostAsync}.) */
export { type HookedPost, openHooked } from './hooked.js';
export { renderPostAsync } from './hooked.js';
export { type NodeType, ParsedPost, parsePost, type RenderedTree, TreeNode } from './tree.js';
export type * from './hook_types.js';
export type { MdastNode, Root } from './mdast.js';
export type { Point, Position } from './positions.js';
export { renderFeed, renderMail, renderSent, renderWechat } from './sent.js';
export { renderArticle } from './article.js';
export { renderHtml, renderPost, version } from './render.js';
export { openSearch } from './search.js';
export type * from './sent_types.js';
export type * from './search_types.js';
export type * from './types.js';
