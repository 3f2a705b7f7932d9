import { pathToFileURL } from 'node:url';
import type * as Prerender from '../../prerender/prerender.js';
import type { Page } from './page.js';

/** What makes an archive's pages: a bundle of its own, for it names the built page's files. */
export type PrerenderModule = typeof Prerender;

/** Loads the bundle that was built with the page. */
export async function loadPrerender({ prerender }: Page): Promise<PrerenderModule> {
  return (await import(pathToFileURL(prerender).href)) as PrerenderModule;
}
