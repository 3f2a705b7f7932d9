import { joined } from './hugo/slug.js';
import type { GeneratorRules } from './rules.js';

/** Folders that plain sites and other generators keep files for addresses from the root in. */
const usual = ['', 'static/', 'public/'];

/**
 * Where files may lie whose addresses are their paths below the content, relative to the site's folder.
 *
 * @param prefix from the site's folder to that of the posts
 * @param path below the site
 */
export function* contentPaths(
  rules: GeneratorRules | undefined,
  prefix: string,
  path: string,
): Iterable<string> {
  if (rules?.generator !== 'hugo') {
    if (prefix !== '') yield prefix + path;
    for (const folder of usual) yield folder + path;
    return;
  }
  for (const { source, target, language } of rules.mounts) {
    const isPrefixed =
      language !== undefined && (language !== rules.defaultLanguage || rules.isDefaultInSubfolder);
    const above = joined(isPrefixed ? language : '', target);
    if (above === '') yield joined(source, path);
    else if (path.startsWith(`${above}/`)) yield joined(source, path.slice(above.length + 1));
  }
}
