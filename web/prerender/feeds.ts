import type { ManifestEntry } from 'broadsheet';
import { farHtml } from '../page/templates/article-html.js';
import { coverLink } from '../page/templates/cover.js';
import { type Frame, linkTo, linkToIssue, titleOf } from '../page/templates/frame.js';
import { parsedUrl } from '../page/site/parsed-url.js';
import { directionOf } from '../page/site/direction.js';
import { languageOf } from '../page/site/writing.js';
import type { FeedContents } from './feed-contents.js';
import type { Bodies } from './prerender.js';
import { instantOf } from './instant.js';
import { element, escapeXml } from './xml.js';

/** A feed is made of these. */
export interface Feed {
  /** Its root is the archive's base where that is known: feeds are read far from home. */
  frame: Frame;
  title: string;
  /** The page it follows, below the archive. */
  page: string;
  /** Its folder, below the archive. */
  folder: string;
  entries: readonly ManifestEntry[];
  /** Its own file in the folder, where that is not the usual one. */
  file?: string;
  /** Of dates without an offset; UTC without it. */
  timeZone?: string | undefined;
  /** By which feed readers know an issue, where that is not its address. */
  idOf(entry: ManifestEntry): string | undefined;
  bodies: Bodies;
  /** The texts that other feeds of the same issues have made. */
  contents: FeedContents;
}

/** RSS 2.0 with the full text (https://www.rssboard.org/rss-specification). */
export function rssFeed(feed: Feed): string {
  const { frame, title, page, folder, entries } = feed;
  const { manifest } = frame.site;
  const items = entries.map((entry) => {
    const link = linkToIssue(frame, entry);
    const id = idOf(feed, entry);
    const isPermaLink = isAbsolute(link) && id === link;
    const lang = languageOf(entry);
    const ownLang =
      lang === 'und' || lang === languageOfFeed(frame) ? '' : ` xml:lang="${escapeXml(lang)}"`;
    return `<item${ownLang}>
${element('title', titleOf(entry))}${element('link', link)}${element('guid', id, isPermaLink ? '' : ' isPermaLink="false"')}${element('pubDate', momentOf(feed, entry.data.date)?.toUTCString())}${entry.data.authors.map((name) => element('dc:creator', name)).join('')}${termsOf(
  entry,
)
  .map((name) => element('category', name))
  .join(
    '',
  )}${element('description', entry.excerpt)}${contentElement('content:encoded', feed, entry)}</item>
`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element('title', title)}${element('link', linkTo(frame, page))}${element('description', manifest.description ?? title)}${element('language', languageOfFeed(frame))}${element('lastBuildDate', newest(feed)?.toUTCString())}<atom:link href="${escapeXml(linkTo(frame, folder + (feed.file ?? 'index.xml')))}" rel="self" type="application/rss+xml"/>
${items.join('')}</channel>
</rss>
`;
}

/** Atom with the full text (RFC 4287). */
export function atomFeed(feed: Feed): string {
  const { frame, title, page, folder, entries } = feed;
  const link = (href: string, rel: string, type: string) =>
    `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>\n`;
  const items = entries.map((entry) => {
    const lang = languageOf(entry);
    const authors = entry.data.authors.length > 0 ? entry.data.authors : [title];
    return `<entry${lang === 'und' ? '' : ` xml:lang="${escapeXml(lang)}"`}>
${element('title', titleOf(entry))}${link(linkToIssue(frame, entry), 'alternate', 'text/html')}${element('id', iriOf(idOf(feed, entry)))}${element('published', momentOf(feed, entry.data.date)?.toISOString())}${element('updated', updatedOf(feed, entry).toISOString())}${authors.map((name) => `<author>${element('name', name)}</author>\n`).join('')}${termsOf(
  entry,
)
  .map((name) => `<category term="${escapeXml(name)}"/>\n`)
  .join(
    '',
  )}${element('summary', entry.excerpt)}${contentElement('content', feed, entry, ' type="html"')}</entry>
`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(languageOfFeed(frame))}">
${element('title', title)}${link(linkTo(frame, page), 'alternate', 'text/html')}${link(linkTo(frame, folder + (feed.file ?? 'atom.xml')), 'self', 'application/atom+xml')}${element('id', idOfFeed(feed))}${element('updated', (newest(feed) ?? new Date(0)).toISOString())}${items.join('')}</feed>
`;
}

/** JSON Feed 1.1 with the full text (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed(feed: Feed): string {
  const { frame, title, page, folder, entries } = feed;
  const { manifest } = frame.site;
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: linkTo(frame, page),
    feed_url: linkTo(frame, folder + (feed.file ?? 'feed.json')),
    ...(manifest.description === undefined ? {} : { description: manifest.description }),
    language: languageOfFeed(frame),
    items: entries.map((entry) => {
      const { data } = entry;
      const lang = languageOf(entry);
      const cover = coverLink(frame, entry);
      const image = cover && wholeAddress(cover, linkToIssue(frame, entry));
      const published = momentOf(feed, data.date)?.toISOString();
      return {
        id: idOf(feed, entry),
        url: linkToIssue(frame, entry),
        title: titleOf(entry),
        content_html: feed.contents.html(feed.frame.root, entry, () => contentOf(feed, entry)),
        ...(entry.excerpt === '' ? {} : { summary: entry.excerpt }),
        ...(image === undefined ? {} : { image }),
        ...(published === undefined ? {} : { date_published: published }),
        ...(data.lastmod === undefined
          ? {}
          : { date_modified: updatedOf(feed, entry).toISOString() }),
        ...(data.authors.length === 0 ? {} : { authors: data.authors.map((name) => ({ name })) }),
        tags: termsOf(entry),
        ...(lang === 'und' ? {} : { language: lang }),
      };
    }),
  })}\n`;
}

/** What most of the archive is in; without any sign of it, what its pages say around the issues. */
function languageOfFeed({ site, strings }: Frame): string {
  return site.mainLanguage === 'und' ? strings.tag : site.mainLanguage;
}

function contentElement(name: string, feed: Feed, entry: ManifestEntry, attributes = ''): string {
  const xml = feed.contents.xml(feed.frame.root, entry, () => contentOf(feed, entry));
  return xml === '' ? '' : `<${name}${attributes}>${xml}</${name}>\n`;
}

/** The text, with every address whole: it is read far from home. */
function contentOf({ frame, bodies }: Feed, entry: ManifestEntry): string {
  const page = linkToIssue(frame, entry);
  const content = farHtml(frame, entry, bodies.inFeed(entry.path, page), (address) =>
    wholeAddress(address, page),
  );
  const lang = languageOf(entry);
  // Many readers do not look at `xml:lang`.
  return directionOf(lang) === 'rtl'
    ? `<div lang="${escapeXml(lang)}" dir="rtl">${content}</div>`
    : content;
}

function wholeAddress(address: string, page: string): string {
  if (!isAbsolute(page)) return address;
  return parsedUrl(address, page)?.href ?? address;
}

/** A word that is tag and category stands once. */
function termsOf({ data }: ManifestEntry): string[] {
  const seen = new Set<string>();
  return [...data.categories, ...data.tags].filter((name) => {
    const key = name.trim().toLowerCase();
    return key !== '' && !seen.has(key) && seen.add(key);
  });
}

/** By what feed readers know an issue, which never changes: its address, or its file. */
function idOf({ frame, idOf: own }: Feed, entry: ManifestEntry): string {
  const link = linkToIssue(frame, entry);
  return own(entry) ?? (isAbsolute(link) ? link : `urn:broadsheet:${encodeURI(entry.path)}`);
}

/** Atom's ids are addresses of some kind. */
function iriOf(id: string): string {
  const isIri = /^[a-z][a-z0-9+.-]*:\S+$/i.test(id);
  return isIri ? id : `urn:broadsheet:id:${encodeURIComponent(id)}`;
}

function idOfFeed({ frame, folder, page }: Feed): string {
  const link = linkTo(frame, page);
  if (isAbsolute(link)) return link;
  return `urn:broadsheet:${encodeURIComponent(frame.site.manifest.title)}:${encodeURI(folder)}`;
}

function isAbsolute(link: string): boolean {
  return /^https?:/i.test(link);
}

function momentOf({ timeZone = 'UTC' }: Feed, date: string | undefined): Date | undefined {
  if (date === undefined) return undefined;
  const instant = new Date(instantOf(date, timeZone));
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Never before it was published. */
function updatedOf(feed: Feed, { data }: ManifestEntry): Date {
  const published = momentOf(feed, data.date);
  const changed = momentOf(feed, data.lastmod);
  if (published !== undefined && changed !== undefined) {
    return changed > published ? changed : published;
  }
  return changed ?? published ?? new Date(0);
}

function newest(feed: Feed): Date | undefined {
  let latest: Date | undefined;
  for (const entry of feed.entries) {
    const instant = updatedOf(feed, entry);
    if (latest === undefined || instant > latest) latest = instant;
  }
  return latest;
}
