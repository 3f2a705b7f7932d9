import type * as Prerender from '../../prerender/prerender.js';

/** What makes an archive's pages. */
export type PrerenderModule = typeof Prerender;

/** Loads it. */
export function loadPrerender(): Promise<PrerenderModule> {
  return import('../../prerender/prerender.js');
}
