import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Catalog, Manifest, ManifestEntry, Post } from 'broadsheet';
import type { Page } from './page.js';

/** The bundle that makes an archive's pages; it travels with the page, as data. */
export const prerenderFile = 'prerender.js';

/** What a page is made of besides the manifest. */
export type IssueBody = Pick<Post, 'html' | 'toc' | 'links'>;
/** Gives the rendered post of a path of the manifest. */
export type Bodies = (path: string) => IssueBody;

/** What a server answers at an address. */
export interface Answer {
  status: 200 | 404;
  content: string;
  contentType: string;
}

/** What an earlier build has made; a file that it keeps comes without content. */
export interface EarlierBuild {
  stateOf(path: string): string;
  keeps(path: string, key: string): boolean;
}

/** An archive whose pages can be made (`web/src/prerender/prerender.ts` describes it). */
export interface PrerenderedArchive {
  addressOf(path: string): string | undefined;
  files(
    bodies: Bodies,
    earlier?: EarlierBuild,
  ): Iterable<{ path: string; content: string | undefined }>;
  answer(path: string, search: string, bodies: Bodies): Answer | undefined;
  missing(path: string): Answer;
  /** The paths of the issues whose text an address needs. */
  needs(path: string, search: string): readonly string[];
}

/** What the bundle exports. */
export interface Prerender {
  /** The path at which an archive will be published; starts and ends in a slash. */
  publishedPath(manifest: Manifest): string;
  openArchive(manifest: Manifest, catalog: Catalog<ManifestEntry>): PrerenderedArchive;
  serviceWorker(build: string): string;
}

/** Loads the bundle of the page. */
export async function loadPrerender({ folder }: Page): Promise<Prerender> {
  return (await import(pathToFileURL(join(folder, prerenderFile)).href)) as Prerender;
}
