/* The content security policy of pages. */
import type { PageAssets } from './document.js';
import type { Frame } from './frame.js';
import { hasSnippets } from './snippets.js';
import { subscribeHosts } from './subscribe.js';

/**
 * Scripts only from the archive itself, and no HTML but through the page's one policy; besides, what
 * the owner's form and snippets need.
 *
 * @param rules which speculation rules the page has
 * @param isAnywhere as of `DocumentParts`
 */
export function policyOf(
  { firstPaintHash, findRootHash, rulesHashes }: PageAssets,
  frame: Frame,
  rules: keyof PageAssets['rulesHashes'],
  isAnywhere = false,
): string {
  const { forms, connections } = subscribeHosts(frame);
  const { sources = {}, foreign } = frame.site.manifest.owner?.policy ?? {};
  const hashes = [firstPaintHash, rulesHashes[rules], ...(isAnywhere ? [findRootHash] : [])];
  const inline = hashes.map((hash) => `'${hash}'`);
  const own: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...inline],
    'img-src': ["'self'", 'https:', 'http:', 'data:'],
    'style-src': ["'self'"],
    'media-src': ["'self'", 'https:'],
    'frame-src': ['https:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    ...(connections.length === 0 ? {} : { 'connect-src': ["'self'", ...connections] }),
    'form-action': ["'self'", ...forms],
  };
  for (const [directive, added] of Object.entries(sources)) {
    // What it does not name falls back to `default-src`.
    const before = own[directive] ?? ["'self'"];
    own[directive] = [...new Set([...before, ...added])];
  }
  const directives = Object.entries(own).map(([name, values]) => `${name} ${values.join(' ')}`);
  // Loaders of others' scripts fail under it, and it holds for a whole document.
  if (foreign) return directives.join('; ');
  const names = hasSnippets(frame) ? 'broadsheet broadsheet-snippets' : 'broadsheet';
  return [...directives, "require-trusted-types-for 'script'", `trusted-types ${names}`].join('; ');
}
