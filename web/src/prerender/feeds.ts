import type { ManifestEntry } from 'broadsheet';
import { articleHtml } from '../templates/article-html.js';
import type { IssueBody } from '../templates/article.js';
import { coverLink } from '../templates/cover.js';
import { type Frame, linkTo, linkToIssue, titleOf } from '../templates/frame.js';
import { languageOf } from '../site/writing.js';
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
  bodyOf(entry: ManifestEntry): IssueBody;
}

/** RSS 2.0 with the full text (https://www.rssboard.org/rss-specification). */
export function rssFeed(feed: Feed): string {
  const { frame, title, page, folder, entries } = feed;
  const { manifest } = frame.site;
  const items = entries.map((entry) => {
    const link = linkToIssue(frame, entry);
    return `<item>
${element('title', titleOf(entry))}${element('link', link)}${element('guid', idOf(feed, entry), isAbsolute(link) ? '' : ' isPermaLink="false"')}${element('pubDate', instantOf(entry.data.date)?.toUTCString())}${entry.data.authors.map((name) => element('dc:creator', name)).join('')}${[...entry.data.categories, ...entry.data.tags].map((name) => element('category', name)).join('')}${element('description', entry.excerpt)}${element('content:encoded', contentOf(feed, entry))}</item>
`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element('title', title)}${element('link', linkTo(frame, page))}${element('description', manifest.description ?? title)}${element('language', frame.strings.tag)}${element('lastBuildDate', newest(entries)?.toUTCString())}<atom:link href="${escapeXml(linkTo(frame, `${folder}index.xml`))}" rel="self" type="application/rss+xml"/>
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
${element('title', titleOf(entry))}${link(linkToIssue(frame, entry), 'alternate', 'text/html')}${element('id', idOf(feed, entry))}${element('published', instantOf(entry.data.date)?.toISOString())}${element('updated', updatedOf(entry).toISOString())}${authors.map((name) => `<author>${element('name', name)}</author>\n`).join('')}${[...entry.data.categories, ...entry.data.tags].map((name) => `<category term="${escapeXml(name)}"/>\n`).join('')}${element('summary', entry.excerpt)}${element('content', contentOf(feed, entry), ' type="html"')}</entry>
`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${frame.strings.tag}">
${element('title', title)}${link(linkTo(frame, page), 'alternate', 'text/html')}${link(linkTo(frame, `${folder}atom.xml`), 'self', 'application/atom+xml')}${element('id', idOfFeed(feed))}${element('updated', (newest(entries) ?? new Date(0)).toISOString())}${items.join('')}</feed>
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
    feed_url: linkTo(frame, `${folder}feed.json`),
    ...(manifest.description === undefined ? {} : { description: manifest.description }),
    language: frame.strings.tag,
    items: entries.map((entry) => {
      const { data } = entry;
      const lang = languageOf(entry);
      const image = coverLink(frame, entry);
      const published = instantOf(data.date)?.toISOString();
      return {
        id: idOf(feed, entry),
        url: linkToIssue(frame, entry),
        title: titleOf(entry),
        content_html: contentOf(feed, entry),
        ...(entry.excerpt === '' ? {} : { summary: entry.excerpt }),
        ...(image === undefined ? {} : { image }),
        ...(published === undefined ? {} : { date_published: published }),
        ...(data.lastmod === undefined ? {} : { date_modified: updatedOf(entry).toISOString() }),
        ...(data.authors.length === 0 ? {} : { authors: data.authors.map((name) => ({ name })) }),
        tags: [...new Set([...data.categories, ...data.tags])],
        ...(lang === 'und' ? {} : { language: lang }),
      };
    }),
  })}\n`;
}

function contentOf({ frame, bodyOf }: Feed, entry: ManifestEntry): string {
  return articleHtml(frame, entry, bodyOf(entry));
}

/** Its address, which never changes; where that is not known, its file. */
function idOf({ frame }: Feed, entry: ManifestEntry): string {
  const link = linkToIssue(frame, entry);
  return isAbsolute(link) ? link : `urn:broadsheet:${encodeURI(entry.path)}`;
}

function idOfFeed({ frame, folder, page }: Feed): string {
  const link = linkTo(frame, page);
  if (isAbsolute(link)) return link;
  return `urn:broadsheet:${encodeURIComponent(frame.site.manifest.title)}:${encodeURI(folder)}`;
}

function isAbsolute(link: string): boolean {
  return /^https?:/i.test(link);
}

/** When a date was. Without an offset it is taken for UTC, wherever the build runs. */
export function instantOf(date: string | undefined): Date | undefined {
  if (date === undefined) return undefined;
  const instant = new Date(
    /T.*(Z|[+-]\d\d:?\d\d)$/i.test(date) || !date.includes('T') ? date : `${date}Z`,
  );
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function updatedOf({ data }: ManifestEntry): Date {
  return instantOf(data.lastmod) ?? instantOf(data.date) ?? new Date(0);
}

function newest(entries: readonly ManifestEntry[]): Date | undefined {
  let latest: Date | undefined;
  for (const entry of entries) {
    const instant = updatedOf(entry);
    if (latest === undefined || instant > latest) latest = instant;
  }
  return latest;
}
