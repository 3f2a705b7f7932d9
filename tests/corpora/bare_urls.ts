/** The bare URLs and addresses of a post by markdown-it's tokens and a rule of its own. */
import type { Token } from 'markdown-it';
import { liquidTags } from './visible_words.ts';

/** What RFC 3986 allows in a URL, but for square brackets. */
const urls =
  /(?<![A-Za-z])(?:https?:\/\/|(?<![\w./:@-])www\.(?=[\w-]))[\w\-.~:/?#@!$&'()*+,;=%]+/gi;
const addresses =
  /(?<![\w.+\-@])(?:mailto:)?[A-Za-z0-9][\w.+-]*@[A-Za-z0-9][\w-]*(?:\.[A-Za-z0-9][\w-]*)*\.[A-Za-z][A-Za-z0-9-]*/g;

/** The bare URLs in the text of a parsed body, outside of links, code and raw HTML, in order. */
export function bareUrls(tokens: Token[]): string[] {
  return tokens.flatMap(({ type, children }) =>
    type === 'inline' ? runsOfText(children ?? []).flatMap(urlsOf) : [],
  );
}

/** Text without breaks; the markup of emphasis is part of it, for URLs have underscores. */
function runsOfText(tokens: Token[]): string[] {
  const runs = [''];
  let links = 0;
  for (const { type, content, markup } of tokens) {
    if (type === 'link_open') links++;
    if (type === 'link_close') links--;
    const isText = links === 0 && (type === 'text' || type === 'text_special');
    // The markers of bold text end a URL, those of slanted text may stand in it.
    if (isText) runs[runs.length - 1] += content;
    else if (/^em_/.test(type) && links === 0) runs[runs.length - 1] += markup;
    else runs.push('');
  }
  return runs;
}

function urlsOf(text: string): string[] {
  const found: { at: number; url: string }[] = [];
  const rest = text.replace(liquidTags, ' ').replace(urls, (matched, at: number) => {
    const url = endedByReader(matched);
    if (/^(?:https?:\/\/|www\.)[A-Za-z0-9]/i.test(url)) found.push({ at, url });
    return ' '.repeat(matched.length);
  });
  for (const match of rest.matchAll(addresses)) found.push({ at: match.index, url: match[0] });
  return found.sort((a, b) => a.at - b.at).map(({ url }) => url);
}

/** Without punctuation at the end, and without brackets that have no counterpart. */
function endedByReader(matched: string): string {
  let url = matched.replace(/\*\*.*/, '');
  const open: number[] = [];
  for (let index = 0; index < url.length; index++) {
    if (url[index] === '(') open.push(index);
    if (url[index] === ')' && open.pop() === undefined) url = url.slice(0, index);
  }
  if (open[0] !== undefined) url = url.slice(0, open[0]);
  return url.replace(/[?!.,:;*_~']+$/, '');
}
