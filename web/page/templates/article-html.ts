import type { ManifestEntry, Post } from 'broadsheet';
import { escapeHtml, unescapeHtml } from '../site/escape-html.js';
import { namedIssue } from '../site/named-issue.js';
import { isSettledAddress } from '../site/parsed-url.js';
import { widestInline } from '../site/widest-inline.js';
import { addressIn, coverLink } from './cover.js';
import { type Frame, linkTo, linkToIssue, linkToFile, titleOf } from './frame.js';

/** What the page adds to besides links. Text has no `<`, attribute values no `>`. */
const touched =
  /<(?:img|source|video|audio|track)\s[^>]*>|<\/?table\b[^>]*>|<pre>|<li>(?=\s*(?:<p>)?<input type="checkbox")|<input type="checkbox"[^>]*>|<em>[^<]*<\/em>/;
const touchedOrLink = new RegExp(`<a\\s[^>]*>|${touched.source}`, 'g');
/** Most links lead to the web: there is nothing to do where none of them means the archive. */
const touchedOrInnerLink = new RegExp(`<a(?! href="https?:)\\s[^>]*>|${touched.source}`, 'g');
const addresses = /(\s(?:href|src|poster)=")([^"]*)"/g;
/** The address of a tag that holds no other. */
const onlyAddress = /^<(?:a href|img src)="([^"]*)"(?!.*\s(?:href|src|poster)=)/s;
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
  const all = entry.addresses === undefined ? touchedOrInnerLink : touchedOrLink;
  const drawn = shown.replace(all, (tag) => {
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
  return withNames(drawn);
}

/**
 * The same of HTML that was made for a feed: without what the page adds, and with whole addresses.
 *
 * @param whole makes an address of the archive one that leads there from anywhere
 */
export function farHtml(
  frame: Frame,
  entry: ManifestEntry,
  html: string,
  whole: (address: string) => string,
): string {
  const folder = linkToFile(frame, entry.path).replace(/[^/]*$/, '');
  const far = withoutRepeats(frame, entry, html).replace(/<(?:a|img)\s[^>]*>/g, (tag) => {
    const address = entry.addresses === undefined ? onlyAddress.exec(tag)?.[1] : undefined;
    if (address !== undefined && isSettledAddress(address)) return plainPicture(tag);
    return plainPicture(led(frame, entry, folder, tag)).replace(
      addresses,
      (_, before: string, value: string) => `${before}${escapeHtml(whole(unescapeHtml(value)))}"`,
    );
  });
  return withNames(far);
}

/** Gives links that hold nothing but pictures a name; most posts have none to look for. */
function withNames(html: string): string {
  return html.includes(' alt=""') ? html.replace(pictureLink, named) : html;
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
  let text = led(frame, entry, folder, sized(entry, tag));
  // Chinese picture hosts refuse foreign referrers.
  for (const [name, value] of [
    ['loading', 'lazy'],
    ['decoding', 'async'],
    ['referrerpolicy', 'no-referrer'],
  ] as const) {
    if (!text.includes(` ${name}=`)) text = text.replace(/\s*\/?>$/, ` ${name}="${value}">`);
  }
  return plainPicture(text);
}

/** Without a description that describes nothing. */
function plainPicture(tag: string): string {
  if (tag.startsWith('<a')) return tag;
  return tag.replace(/ alt="([^"]*)"/, (whole, alt: string) =>
    isUseless(alt) ? ' alt=""' : whole,
  );
}

/** A picture that lies in the archive keeps its room before it is there. */
function sized({ sizes }: ManifestEntry, tag: string): string {
  if (sizes === undefined || /\s(?:width|height)=/.test(tag)) return tag;
  const file = /\ssrc="([^"?#]*)/.exec(tag)?.[1] ?? '';
  const size = Object.hasOwn(sizes, file) ? sizes[file] : undefined;
  if (size === undefined) return tag;
  const [width, height] = size.map(Number) as [number, number];
  // As scripts would have it once it is there.
  const place = width > widestInline && !tag.includes(' class=') ? ' class="picture"' : '';
  return tag.replace(/\s*\/?>$/, `${place} width="${width}" height="${height}">`);
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

/**
 * Leads an address to where the archive has what it names: as the manifest says, else a file beside
 * the post's or the page of the issue whose file it is.
 */
function led(frame: Frame, entry: ManifestEntry, folder: string, tag: string): string {
  return tag.replace(addresses, (whole, before: string, value: string) => {
    const [, file = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(value) ?? [];
    const place = addressIn(entry, file);
    if (place !== undefined) return `${before}${escapeHtml(linkTo(frame, place))}${rest}"`;
    const isInSite = /^\/(?!\/).*\.(?:md|markdown)$/i.test(file);
    if (elsewhere.test(value) && !isInSite) return whole;
    const issue = tag.startsWith('<a')
      ? namedIssue(frame.site, entry.path, file.replaceAll('&amp;', '&'))
      : undefined;
    if (issue !== undefined) {
      const fragment = /#.*$/s.exec(rest)?.[0] ?? '';
      return `${before}${escapeHtml(linkToIssue(frame, issue))}${fragment}"`;
    }
    return isInSite ? whole : `${before}${folder}${value}"`;
  });
}
