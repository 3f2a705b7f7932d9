import type { Rule } from '../finding.js';

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
];
