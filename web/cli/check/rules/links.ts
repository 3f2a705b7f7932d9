import { percentDecoded } from '../../../page/site/percent-decoded.js';
import { completedAddress, mendedAddress } from '../addresses.js';
import type { CheckedPost, Rule, Verdict } from '../finding.js';

/** What stands for an address that was still to be looked up. */
export const placeholder = /^(?:#|todo|tbd|fixme|x{3,}|url|link|https?:\/\/|https?:\/\/x{3,})$/i;

/** What is wrong with links; those of pictures are in images.ts. */
export const linkRules: readonly Rule[] = [
  {
    code: 'link-misspelled',
    severity: 'error',
    *find({ source, post }) {
      for (const url of urlsOf(post)) {
        const mended = mendedAddress(url);
        if (mended === undefined) continue;
        yield {
          at: source.locate(url),
          message: `the address does not begin as one does: ${url.slice(0, 40)}`,
          hint: mended,
          replacement: mended,
        };
      }
    },
  },
  {
    code: 'link-incomplete',
    severity: 'error',
    *find({ source, post }) {
      for (const url of urlsOf(post)) {
        const completed = completedAddress(url);
        if (completed === undefined) continue;
        const { address, isCertain } = completed;
        yield {
          at: source.locate(url),
          message: `${url.slice(0, 60)} is taken for a file beside the post: it does not begin as an address does`,
          hint: address,
          ...(isCertain ? { replacement: address } : {}),
        };
      }
    },
  },
  {
    code: 'link-punctuation',
    severity: 'warning',
    *find({ source, post }) {
      for (const url of urlsOf(post)) {
        const mended = withoutPunctuation(url);
        if (mended === url || !/^https?:/i.test(url)) continue;
        yield {
          at: source.locate(url),
          message: 'the address ends in punctuation that does not belong to it',
          hint: mended,
          replacement: mended,
        };
      }
    },
  },
  {
    code: 'link-empty',
    severity: 'warning',
    *find({ source, post }) {
      for (const { url, text } of post.links) {
        if (url.trim() !== '') continue;
        yield {
          at: source.locateLink(''),
          message: `the link '${text}' leads nowhere`,
          hint: `[${text}](the address)`,
        };
      }
    },
  },
  {
    code: 'link-without-text',
    severity: 'warning',
    *find({ source, post }) {
      for (const { url, text } of post.links) {
        const at = source.locate(url);
        // A picture may be what the link shows.
        if (text.trim() !== '' || url.trim() === '') continue;
        if (!/\[\s*\]\(\s*<?$/.test(source.prose.slice(Math.max(0, at.start - 12), at.start)))
          continue;
        yield { at, message: 'a link without text cannot be seen', hint: `[text](${url})` };
      }
    },
  },
  {
    code: 'link-placeholder',
    severity: 'warning',
    *find({ source, post }) {
      for (const { url } of post.links) {
        if (!placeholder.test(url)) continue;
        yield {
          at: url === '#' ? source.locateLink(url) : source.locate(url),
          message: `the link still has a placeholder: '${url}'`,
          hint: 'write the address',
        };
      }
    },
  },
  {
    code: 'link-text-differs',
    severity: 'info',
    *find({ source, post }) {
      for (const { url, text } of post.links) {
        const at = source.locate(url);
        const [shown, real] = [hostOf(text.trim()), hostOf(url)];
        if (shown === undefined || real === undefined || shown === real) continue;
        if (shown.endsWith(`.${real}`) || real.endsWith(`.${shown}`)) continue;
        yield {
          at,
          message: `the text says ${shown}, the link leads to ${real}`,
          hint: 'let both name the same place',
        };
      }
    },
  },
  {
    code: 'link-fragment',
    severity: 'warning',
    *find({ source, post }) {
      const ids = new Set([...post.html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id]) => id));
      for (const { id } of post.toc) ids.add(id);
      for (const { url } of post.links) {
        if (!/^#./.test(url)) continue;
        const id = decoded(url.slice(1));
        if (ids.has(id) || ids.has(`user-${id}`) || ids.has(id.toLowerCase())) continue;
        // What raw HTML names is shown as text, or written otherwise; it is not looked for.
        if (new RegExp(`(?:id|name)=["']?${escaped(id)}["'\\s>]`).test(source.text)) continue;
        yield {
          at: source.locate(url),
          message: `nothing in the post has the name ${url}`,
          hint: nearestHeading(id, post.toc),
        };
      }
    },
  },
  {
    code: 'link-blank-before-address',
    severity: 'warning',
    *find({ source }) {
      for (const found of source.matches(/(?<!!)\[[^[\]\n]+\] (?=\(https?:\/\/[^\s()]+\))/g)) {
        if (/^\[\d+\] $/.test(found[0])) continue;
        const at = { start: found.span.end - 1, end: found.span.end };
        yield {
          at,
          message: 'no link: a blank stands between the text and its address',
          hint: `${found[0].trimEnd()}(…)`,
        };
      }
    },
  },
  {
    code: 'link-full-width',
    severity: 'error',
    *find({ source }) {
      // A full-width exclamation mark ends a sentence, and is left where it stands.
      const forms = /!?[[【]([^[\]【】\n]+)[\]】][(（](https?:\/\/[^\s()（）]+)[)）]/g;
      for (const found of source.matches(forms)) {
        const { 1: { length } = '', 2: url = '', whole } = found;
        const start = whole.startsWith('!') ? 1 : 0;
        const text = whole.slice(start + 1, start + 1 + length);
        const mended = `${whole.slice(0, start)}[${text}](${url})`;
        if (whole === mended) continue;
        // The bracket may belong to the address of a link that is closed further on.
        const behind = found.input.slice(found.index + whole.length);
        const isClosedLater = /^[^\s()]*\)/.test(behind);
        if (whole.includes('](') && isClosedLater) continue;
        yield {
          at: found.span,
          message: 'no link: its brackets are full-width characters',
          hint: mended,
          replacement: mended,
        };
      }
    },
  },
  {
    code: 'link-reference',
    severity: 'warning',
    *find({ source, post }) {
      // A reference that is defined is a link, and its brackets are not in the text.
      for (const found of source.matches(
        /(?<![\w\]])\[([^[\]\n]+)\]\[([^[\]\n]*[^[\]\n\d][^[\]\n]*)\]/g,
      )) {
        if (!post.text.includes(found[0])) continue;
        if (source.defines(found[2] ?? '')) {
          yield {
            at: found.span,
            message: `the brackets of [${found[1]}][${found[2]}] are shown: in raw HTML no Markdown is read`,
            hint: 'put a blank line behind the tag that stands before it',
          };
          continue;
        }
        yield {
          at: found.span,
          message: `nothing defines the reference [${found[2]}], so the brackets are shown`,
          hint: `write [${found[1]}](the address), or below: [${found[2]}]: the address`,
        };
      }
    },
  },
];

const opening: Readonly<Record<string, string>> = {
  ...{ '”': '“', '’': '‘', '》': '《', '」': '「', '』': '『', '）': '（', '】': '【' },
};

/** An address without the Chinese punctuation of the sentence at its end. */
function withoutPunctuation(url: string): string {
  // What is looked for on the page may be a whole sentence.
  if (url.includes(':~:text=')) return url;
  let rest = url;
  for (;;) {
    const last = rest.at(-1) ?? '';
    const before = rest.slice(0, -1);
    const opens = opening[last];
    if (last === '' || (opens === undefined && !'，。；！？、：'.includes(last))) return rest;
    // A pair within the address is its own.
    const count = (mark: string): number => before.split(mark).length;
    if (opens !== undefined && count(opens) > count(last)) return rest;
    rest = before;
  }
}

/** All addresses a post links to or shows. */
function urlsOf(post: CheckedPost['post']): string[] {
  return [...post.links, ...post.images].map(({ url }) => url);
}

/** Whether a URL means a file beside the post: no scheme, no root, no place in the post itself. */
export function isRelativeFile(url: string): boolean {
  // `{{` and `{%` are templates that another program fills in.
  return (
    !/^(?:[a-z][a-z0-9+.-]*:|[/#?\\]|$)/i.test(url) &&
    !/\{[{%]/.test(url) &&
    mendedAddress(url) === undefined &&
    completedAddress(url) === undefined
  );
}

export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

export function decoded(url: string): string {
  return percentDecoded(url) ?? url;
}

function hostOf(url: string): string | undefined {
  if (!/^https?:\/\/\S+$/i.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname.replace(/^www\.|\.$/g, '');
}

function nearestHeading(id: string, toc: CheckedPost['post']['toc']): Verdict['hint'] & string {
  const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const near = toc.find(
    (heading) => letters(heading.id) === letters(id) || letters(heading.text) === letters(id),
  );
  return near
    ? `#${near.id}`
    : 'name a heading of the post: its text in small letters, hyphens for blanks';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
