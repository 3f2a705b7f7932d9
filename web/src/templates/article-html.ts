import type { ManifestEntry, Post } from 'broadsheet';
import { escapeHtml } from '../html.js';
import { coverLink } from './cover.js';
import { type Frame, linkToIssue, linkToFile, titleOf } from './frame.js';

/** Everything in a post's HTML that the page adds to. Text has no `<`, attribute values no `>`. */
const touched =
  /<(?:a|img|source|video|audio|track)\s[^>]*>|<\/?table\b[^>]*>|<pre>|<li>(?=\s*(?:<p>)?<input type="checkbox")|<input type="checkbox"[^>]*>|<em>[^<]*<\/em>/g;
const address = /(\s(?:href|src|poster)=")([^"]*)"/;
/** What is no path relative to the post: another scheme, a host, a root, a fragment. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/|#|\?|$)/i;
/** A link that holds pictures and nothing else. */
const pictureLink = /<a\s[^>]*?href="([^"]*)"[^>]*>((?:\s|<br>|<img\s[^>]*>)+)<\/a>/g;
const latin = /[\p{Script=Latin}\d]/u;

/**
 * A post's HTML as the page shows it: addresses led to the archive's files and pages, pictures that
 * wait for their turn, tables and code that scroll by keyboard, boxes with names. Strings in and
 * out, so that the build and the browser make the same of it.
 *
 * @param html what the core rendered, without a base
 */
export function articleHtml(
  frame: Frame,
  entry: ManifestEntry,
  { html }: Pick<Post, 'html'>,
): string {
  const { strings } = frame;
  const folder = linkToFile(frame, entry.path).replace(/[^/]*$/, '');
  const shown = withoutRepeats(frame, entry, html);
  const drawn = shown.replace(touched, (tag) => {
    switch (tag[1]) {
      case 't':
        if (!tag.startsWith('<table')) return led(frame, entry, folder, tag);
        return `<section class="table-frame" tabindex="0" aria-label="${escapeHtml(strings.table)}">${tag}`;
      case '/':
        return '</table></section>';
      case 'p':
        return '<pre tabindex="0">';
      case 'l':
        return '<li class="task">';
      case 'e':
        // Chinese stresses with dots; slanted Latin stays slanted.
        return latin.test(tag.slice(4, -5)) ? tag : `<em class="dotted">${tag.slice(4)}`;
      case 'i':
        return tag.startsWith('<img') ? picture(frame, entry, folder, tag) : box(frame, tag);
      default:
        return led(frame, entry, folder, tag);
    }
  });
  return drawn.replace(pictureLink, named);
}

/** A link around pictures that say nothing has no name to be read out: it gets that of its host. */
function named(link: string, href: string, pictures: string): string {
  if (/ alt="[^"]/.test(pictures) || !pictures.includes('<img')) return link;
  const host = /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(href)?.[1] ?? href;
  return link.replace(' alt=""', () => ` alt="${host}"`);
}

/** The title and the cover stand above the text already; many posts have them once more inside. */
function withoutRepeats(frame: Frame, entry: ManifestEntry, html: string): string {
  let rest = html;
  const heading = /^<h1(?: id="[^"]*")?>(.*?)<\/h1>\n?/.exec(rest);
  if (heading?.[1] !== undefined && plain(heading[1]) === escapeHtml(titleOf(entry))) {
    rest = rest.slice(heading[0].length);
  }
  const cover = coverLink(frame, entry);
  const opening = /^<p><img src="([^"]*)"[^>]*><\/p>\n?/.exec(rest);
  if (cover !== undefined && opening?.[1] === escapeHtml(entry.data.cover?.trim() ?? '')) {
    rest = rest.slice(opening[0].length);
  }
  return rest;
}

function plain(html: string): string {
  return html.replace(/<[^>]*>/g, '').trim();
}

function picture(frame: Frame, entry: ManifestEntry, folder: string, tag: string): string {
  let text = led(frame, entry, folder, tag);
  // Chinese picture hosts refuse foreign referrers.
  for (const [name, value] of [
    ['loading', 'lazy'],
    ['decoding', 'async'],
    ['referrerpolicy', 'no-referrer'],
  ] as const) {
    if (!text.includes(` ${name}=`)) text = text.replace(/\s*\/?>$/, ` ${name}="${value}">`);
  }
  return text.replace(/ alt="([^"]*)"/, (whole, alt: string) =>
    isUseless(alt) ? ' alt=""' : whole,
  );
}

/** What editors put there when the author wrote nothing. */
function isUseless(alt: string): boolean {
  const text = alt.trim();
  return (
    /^(?:图片|图像|图|截图|配图|图片描述|输入图片说明|在这里插入图片描述|image|img|picture|pic|photo|screenshot|alt(?: text)?|undefined|null|untitled|unnamed)[\s\d._-]*$/i.test(
      text,
    ) || /^[\w%.~-]+\.(?:png|jpe?g|gif|webp|svg|bmp|avif)$/i.test(text)
  );
}

function box({ strings }: Frame, tag: string): string {
  if (tag.includes(' aria-label=')) return tag;
  const label = tag.includes(' checked') ? strings.taskDone : strings.taskOpen;
  return tag.replace(/>$/, ` aria-label="${escapeHtml(label)}">`);
}

/** Leads an address that is relative to the post's file to where that is, seen from the page. */
function led(frame: Frame, entry: ManifestEntry, folder: string, tag: string): string {
  return tag.replace(address, (whole, before: string, value: string) => {
    if (elsewhere.test(value)) return whole;
    const issue = tag.startsWith('<a') ? issueOf(frame, entry, value) : undefined;
    return issue === undefined ? `${before}${folder}${value}"` : `${before}${issue}"`;
  });
}

/** The page of the issue whose Markdown file a link names. */
function issueOf(frame: Frame, entry: ManifestEntry, value: string): string | undefined {
  const [, file = '', fragment = ''] = /^([^?#]*)(#.*)?/.exec(value) ?? [];
  if (!/\.(?:md|markdown)$/i.test(file)) return undefined;
  try {
    const at = new URL(file.replaceAll('&amp;', '&'), `http://posts/${encodeURI(entry.path)}`);
    const issue = frame.site.issueOfFile(decodeURIComponent(at.pathname.slice(1)));
    return issue && escapeHtml(linkToIssue(frame, issue)) + fragment;
  } catch {
    // Not percent-encoded text: no file is named so.
    return undefined;
  }
}
