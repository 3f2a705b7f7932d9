import type { ManifestEntry, Post } from 'broadsheet';
import { articleHtml } from '../page/templates/article-html.js';
import { type Frame, linkTo, linkToIssue } from '../page/templates/frame.js';
import { escapeHtml, unescapeHtml } from '../page/site/escape-html.js';
import { parsedUrl } from '../page/site/parsed-url.js';

/** Where an issue is, for those who read it far from the archive: in mails. */
export interface FarAddresses {
  /** The issue's page and the archive; undefined where nobody knows at which address it is published. */
  page?: string;
  home?: string;
  /** Where the addresses of the post lead. */
  addresses: { url: string; address: string }[];
}

/** Attributes of the tags below that hold an address. */
const held = /<(?:a href|img src)="([^"]*)"/g;

/**
 * The addresses of a post as its page has them, made whole.
 *
 * @param frame its root is the archive's base where that is known
 */
export function farAddresses(
  frame: Frame,
  entry: ManifestEntry,
  { links, images }: Pick<Post, 'links' | 'images'>,
): FarAddresses {
  const page = linkToIssue(frame, entry);
  if (!/^https?:/i.test(page)) return { addresses: [] };
  // The page decides where an address leads; whoever asks it gets the same answer.
  const tags = [
    ...unique(links).map((url) => ({ url, tag: `<a href="${escapeHtml(url)}"></a>` })),
    ...unique(images).map((url) => ({ url, tag: `<img src="${escapeHtml(url)}" alt="">` })),
  ];
  const led = articleHtml(frame, entry, { html: tags.map(({ tag }) => `${tag}\n`).join('') });
  const found = [...led.matchAll(held)].map(([, address = '']) => address);
  const addresses = tags.flatMap(({ url }, at) => {
    const shown = unescapeHtml(found[at] ?? '');
    // What is whole already stays as the author has written it.
    if (url.startsWith('#') || (shown === url && /^[a-z][a-z0-9+.-]*:/i.test(url))) return [];
    const address = parsedUrl(shown, page)?.href;
    return address === undefined ? [] : [{ url, address }];
  });
  return { page, home: linkTo(frame, ''), addresses };
}

function unique(list: readonly { url: string }[]): string[] {
  return [...new Set(list.map(({ url }) => url))];
}
