import type * as Prerender from '../../prerender/prerender.js';

/** What makes an archive's pages. */
export type PrerenderModule = typeof Prerender;

/** Loads it; the program has it as it was built with the page, whose files it names. */
export function loadPrerender(): Promise<PrerenderModule> {
  return import('../../prerender/prerender.js');
}
