import type { ManifestEntry } from 'broadsheet';
import { parsedUrl } from './parsed-url.js';
import type { Site } from './site.js';

/**
 * The issue whose Markdown file a post names: beside it, else in the site, as Hugo's `ref` has it (the
 * first folder may be that of a language) and Zola's `@/`.
 *
 * @param path of the post
 * @param file as written, without query and fragment
 */
export function namedIssue(site: Site, path: string, file: string): ManifestEntry | undefined {
  if (!/\.(?:md|markdown)$/i.test(file)) return undefined;
  for (const place of placesOf(path, file)) {
    const issue = site.issueOfFile(place);
    if (issue !== undefined) return issue;
  }
  return undefined;
}

function placesOf(path: string, file: string): string[] {
  const [top = ''] = path.split('/');
  const inSite = file.replace(/^@\//, '/');
  const bases = inSite.startsWith('/')
    ? [`http://posts`, `http://posts/${encodeURI(top)}`]
    : [`http://posts/${encodeURI(path)}`, 'http://posts/', `http://posts/${encodeURI(top)}/`];
  return bases.flatMap((base) => {
    const url = parsedUrl(inSite.startsWith('/') ? base + inSite : inSite, base);
    try {
      return url === undefined ? [] : [decodeURIComponent(url.pathname.slice(1))];
    } catch {
      // Not percent-encoded text: no file is named so.
      return [];
    }
  });
}
