/**
 * An address as pages of the archive have it: what begins with the place of the site on its host, or
 * with a slash, is meant below the archive.
 *
 * @param bases as the site's
 */
export function belowArchive(href: string, bases: readonly string[]): string {
  const base = bases.find((one) => href.startsWith(one) || `${href}/` === one);
  if (base !== undefined) return href.slice(base.length).replace(/^\/+/, '');
  return href.startsWith('//') ? href : href.replace(/^(?:\.?\/)+/, '');
}
