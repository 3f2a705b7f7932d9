import { join, posix } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Rule } from '../finding.js';
import { isRelativeFile, leadsToFile, withoutQuery } from './links.js';

/** Texts that say nothing of a picture. */
const saysNothing =
  /^(?:image|img|pic|picture|photo|figure|screenshot|untitled|undefined|null|alt|图片?|图片描述|在这里插入图片描述|截图|(?:image|img|图)[-_ ]?\d+|[\w\-. ]*\.(?:png|jpe?g|gif|webp|svg))$/i;

/** What is wrong with pictures. */
export const imageRules: readonly Rule[] = [
  {
    code: 'image-alt-missing',
    severity: 'info',
    *find({ source, post }) {
      for (const { url, alt } of post.images) {
        const at = source.locate(url);
        if (alt.trim() !== '') continue;
        yield {
          at,
          message: 'the picture has no text for those who do not see it',
          hint: `![what it shows](${url.length > 40 ? '…' : url})`,
        };
      }
    },
  },
  {
    code: 'image-alt-generic',
    severity: 'info',
    *find({ source, post }) {
      for (const { url, alt } of post.images) {
        const at = source.locate(url);
        if (!saysNothing.test(alt.trim())) continue;
        yield {
          at,
          message: `'${alt}' says nothing of what the picture shows`,
          hint: `![what it shows](${url.length > 40 ? '…' : url})`,
        };
      }
    },
  },
  {
    code: 'image-insecure',
    severity: 'info',
    *find({ source, post }) {
      for (const { url } of post.images) {
        const at = source.locate(url);
        if (!/^http:\/\//i.test(url)) continue;
        yield {
          at,
          message: 'a page served over https does not show a picture from http',
          hint: url.replace(/^http:/i, 'https:'),
        };
      }
    },
  },
  {
    code: 'image-missing',
    severity: 'warning',
    async *find(checked) {
      for (const { url } of checked.post.images) {
        const at = checked.source.locate(url);
        if (!(await isMissing(url))) continue;
        yield {
          at,
          message: `there is no file ${withoutQuery(url)}`,
          hint: 'check the name, capital letters too, and put the picture beside the post',
        };
      }

      async function isMissing(url: string): Promise<boolean> {
        if (isRelativeFile(url)) return !(await leadsToFile(checked, url));
        if (!/^\/[^/]/.test(url)) return false;
        return isMissingInSite(checked.site.folder, withoutQuery(url));
      }
    },
  },
  {
    code: 'image-empty',
    severity: 'warning',
    *find({ source }) {
      for (const { span } of source.matches(/!\[[^[\]\n]*\]\(\s*\)/g)) {
        yield {
          at: span,
          message: 'a picture without an address',
          hint: '![what it shows](picture.png)',
        };
      }
    },
  },
  {
    code: 'cover-missing',
    severity: 'warning',
    async *find(checked) {
      const { cover } = checked.post.data;
      if (cover === undefined || !isRelativeFile(cover)) return;
      if (await leadsToFile(checked, cover)) return;
      yield {
        at: checked.source.locateValue('cover', cover),
        message: `there is no file ${cover} beside the post`,
        hint: 'check the name, capital letters too',
      };
    },
  },
];

/**
 * Whether `/images/a.png` is missing in a site that has a folder for such files: Hugo's `static`,
 * or Jekyll's root. Where the first folder of the path is not there, it is served from elsewhere.
 */
async function isMissingInSite(folder: string, path: string): Promise<boolean> {
  const [first = ''] = path.slice(1).split('/');
  for (const base of ['static', '.']) {
    if (!(await exists(join(folder, base, first)))) continue;
    return !(await exists(join(folder, base, decodeURI(posix.normalize(path)))));
  }
  return false;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
