import { posix } from 'node:path';
import { whyWithheld } from '../../archive/published_files.js';
import { localPath } from '../../archive/references.js';
import { isMarkdownName } from '../../archive/post_names.js';
import { StaticFiles } from '../../archive/static_files.js';
import type { Site } from '../../site/site.js';
import type { CheckedPost, Rule, Span } from '../finding.js';

/** What is wrong with the files that posts refer to. */
export const fileRules: readonly Rule[] = [
  {
    code: 'file-withheld',
    severity: 'warning',
    async *find(checked) {
      for (const { url, at } of referencesOf(checked)) {
        const file = localPath(checked.path, url);
        if (file === undefined || isMarkdownName(file)) continue;
        // What lies in another folder of the site may have an address of its own.
        if (file.startsWith('../') && isStatic(checked.site, file)) continue;
        const reason = await whyWithheld(checked.site.root, file);
        if (reason === undefined) continue;
        yield {
          at,
          message: `the file ${file} is not published: ${reason}`,
          hint: 'refer to a picture, sound, video, font or document of the folder, or take it out',
        };
      }
    },
  },
];

function isStatic(site: Site, file: string): boolean {
  return new StaticFiles(site).addressOf(posix.normalize(site.prefix + file)) !== undefined;
}

/** In the order in which places are looked for: each of a repeated address has its own. */
function* referencesOf({ post, source }: CheckedPost): Iterable<{ url: string; at: Span }> {
  for (const { url } of [...post.links, ...post.images]) yield { url, at: source.locate(url) };
  const { cover } = post.data;
  if (cover !== undefined) yield { url: cover, at: source.locateValue('cover', cover) };
}
