/*
 * What an archive holds besides the pages of its issues: no issue's address may be one of these.
 * tests/cli/addresses.test.ts compares the list with what a build writes.
 */
import type { ManifestEntry } from 'broadsheet';

/** The facets whose values have pages, and the folders these lie in. */
export const termFolders = {
  years: 'years/',
  categories: 'categories/',
  tags: 'tags/',
  authors: 'authors/',
} as const;

/** The page of the issues without a date. */
export const undatedPath = 'years/undated/';

/** The files of a feed, in its page's folder. */
export const feedNames = ['index.xml', 'atom.xml', 'feed.json'] as const;

/** The page for what is not there, and the one of an archive that is read offline. */
export const missingPath = '404.html';
export const offlinePath = 'offline.html';

/** The folder of the Markdown files and of what lies beside them. */
export const postsFolder = 'posts/';

/** Files in the root whose names do not change. */
const rootFiles = new Set([
  'index.html',
  missingPath,
  offlinePath,
  ...feedNames,
  'robots.txt',
  'llms.txt',
  'sitemap.xml',
  'manifest.json',
  'manifest-head.json',
  'files.json',
  'sw.js',
  'element.js',
]);

/** Files of the root, the page's and the index's, whose names have numbers or checksums. */
const numbered =
  /^(?:sitemap-\d+\.xml|assets\/(?:[^/]*\.(?:js|css|wasm)|card-[^/]*\.png)|manifest\/[^/]*\.json|search\/[^/]*\.(?:json|bsx))$/;

/** Where the further pages of a list lie. */
const pageOfList = /^(.*\/)page\/[1-9]\d*\/(?:index\.html)?$/;

/** Whether a file or folder is the archive's own, wherever it is. @param key folded */
export function isOwn(key: string): boolean {
  return rootFiles.has(key) || numbered.test(key);
}

/** The list whose further page this would be. @param key folded */
export function listOfPage(key: string): string | undefined {
  return pageOfList.exec(key)?.[1];
}

/** The files of a list, without its further pages. */
export function filesOfList(path: string): string[] {
  return ['index.html', ...feedNames].map((name) => path + name);
}

/** The file of an issue's mail, beside its page. @param address that of the page */
export function mailBeside(address: string): string {
  return address.endsWith('/')
    ? `${address}mail.html`
    : `${address.replace(/\.html?$/, '')}.mail.html`;
}

/** The copies of the Markdown files. */
export function copiesOf(posts: readonly ManifestEntry[]): string[] {
  return posts.map(({ path }) => postsFolder + path);
}
