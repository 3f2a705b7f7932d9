/** What a mail has of its post, taken out of it again. */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { wordsOf } from '../corpora/visible_words.ts';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

/** Of a mail without name, page and footer: what it has of the post's body, without the title. */
export function bodyOf(html: string): string {
  const begin = html.indexOf('<td class="bs-text"');
  const body = html.slice(
    html.indexOf('>\n', begin) + 2,
    html.lastIndexOf('</td></tr></table>\n<!--'),
  );
  return body
    .replace(/^<h1 [^>]*>[^<]*<\/h1>\n/, '')
    .replace(/(<div style="margin:32px 0 0[^>]*>\n?<p [^>]*>)(?:Footnotes|脚注)(?=<\/p>)/, '$1')
    .replace(/\[(\d+)\](?=<\/sup>)/g, '$1');
}

/** The same of its text: title and list of links are the mail's own. */
export function textOf({ html, text }: { html: string; text: string }): {
  text: string;
  links: string[];
} {
  const [, before = text, list = ''] =
    /^(.*?)(?:^|\n)(?:Links|链接)\n((?:\[\d+\] [^\n]*\n)+)$/s.exec(text) ?? [];
  const links = list.split('\n').flatMap((line) => /^\[\d+\] (.*)$/.exec(line)?.[1] ?? []);
  return {
    text: before
      .replace(
        html.includes('<h1 style="margin:0 0 12px') ? /^[^\n]+(?:\n[^\n]+)*\n=+\n/ : /$^/,
        '',
      )
      .replace(/^(?:Footnotes|脚注)\n-+$/m, '')
      .replace(/[\s>]*\[\d+\]/g, ''),
    links,
  };
}

/** Of an article: what it has of the post's body, and the addresses of its notes. */
export function articleOf(html: string): { body: string; noted: string[] } {
  const [body = '', notes = ''] = html.split(/<section [^>]*>\n?<p [^>]*>引用链接<\/p>/);
  return {
    body: body
      .replace(/(<section [^>]*>\n?<p [^>]*>)(?:Footnotes|脚注)(?=<\/p>)/, '$1')
      .replace(/<sup [^>]*>\[\d+\]<\/sup>/g, '')
      .replace(/\[注(\d+)\](?=<\/sup>)/g, '$1')
      .replaceAll('&nbsp;', ' '),
    noted: [...notes.matchAll(/>\[\d+\] ([^<]*)<\/p>/g)].map(([, address = '']) =>
      normalized(address.replaceAll('&amp;', '&').replaceAll('&quot;', '"')),
    ),
  };
}

/** The words of HTML and the addresses of its links, both in order. */
export function readHtml(html: string): { words: string[]; links: string[] } {
  const text: string[] = [];
  const links: string[] = [];
  const visit = (node: Node): void => {
    if (node.nodeName === '#text' && 'value' in node) text.push(node.value);
    if (!('childNodes' in node)) return;
    const given = 'attrs' in node ? node.attrs : [];
    const attribute = (name: string) => given.find((one) => one.name === name)?.value;
    if (attribute('data-footnote-backref') !== undefined) return;
    const isBlock =
      !/^(?:a|em|strong|code|span|b|i|u|s|del|sub|sup|ruby|rt|rp|mark|small|abbr|ins|kbd|q|cite|var|samp)$/.test(
        node.nodeName,
      );
    if (isBlock) text.push('\n');
    if (node.nodeName === 'img') text.push(` ${attribute('alt') ?? ''} `);
    const href = node.nodeName === 'a' ? attribute('href') : undefined;
    // An empty address leads to the page itself, as fragments do.
    if (href !== undefined && href !== '' && !href.startsWith('#')) links.push(normalized(href));
    for (const child of node.childNodes) visit(child);
    if (isBlock) text.push('\n');
  };
  visit(html.startsWith('<!DOCTYPE') ? parse(html) : (parseFragment(html) as unknown as Node));
  return { words: wordsOf(text.join('')), links };
}

/** Addresses that mean the same. */
export function normalized(address: string): string {
  return address
    .replace(/^\/\//, 'https://')
    .replace(/^(https?):[/\\]*/i, (_, scheme: string) => `${scheme.toLowerCase()}://`)
    .trim();
}

/** Numbers of lists and notes are text in one form and marks in another. */
export function withoutNumbers(words: readonly string[]): string[] {
  return words.filter((word) => !/^[\p{N}]{1,4}$/u.test(word));
}

/** Whether a text holds an address, which a link in HTML has percent-encoded. */
export function names(text: string, link: string): boolean {
  const plain = link.replace(/^mailto:/, '');
  if (text.includes(plain)) return true;
  try {
    return text.includes(decodeURI(plain));
  } catch {
    return false;
  }
}
