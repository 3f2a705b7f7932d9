import { cardHeight, cardOf, cardWidth } from '../site/cards.js';
import { headName } from '../site/manifest-head.js';
import type { ManifestEntry } from 'broadsheet';
import { type Html, type Part, html, trusted } from './html.js';
import { parsedUrl } from '../site/parsed-url.js';
import type { Site } from '../site/site.js';
import { areInIssueFolders, speculationRules } from '../site/speculation-rules.js';
import { paletteOf, themeFile } from '../site/theme.js';
import { languageOf } from '../site/writing.js';
import { coverLink } from './cover.js';
import { type Frame, inSite, linkTo, linkToFile, shared, titleOf } from './frame.js';
import { pageFoot } from './masthead.js';
import { ownersPicture } from './owner.js';
import { policyOf } from './policy.js';
import { hasSnippets, headSnippet } from './snippets.js';
import { subscribeHosts } from './subscribe.js';
import type { View } from './view.js';

/** The files and texts that every page refers to; the build of the page fills them in. */
export interface PageAssets {
  /** Below the archive: `assets/page-1a2b3c.js`. */
  script: string;
  /** The script of pages whose form for subscribing is answered in place. */
  subscribe: string;
  /** The script of pages that have snippets of the owner's. */
  snippets: string;
  styles: readonly string[];
  /** Runs before the first paint; small enough to stand in the page. */
  firstPaint: string;
  /** Its hash for the content security policy: `sha256-…`. */
  firstPaintHash: string;
  /** Runs in the page for what is not there, where the archive does not know its address. */
  findRoot: string;
  findRootHash: string;
  /** The hashes of `speculationRules`. */
  rulesHashes: Readonly<Record<keyof typeof speculationRules, string>>;
  /** The icon as a `data:` URL: one request less. */
  icon: string;
}

/** What a document is made of. */
export interface DocumentParts {
  frame: Frame;
  view: View;
  /** Its address below the archive, not percent-encoded. */
  path: string;
  /** The query string it answers, where a server knew it. */
  search?: string;
  /** Whether search engines are asked to leave it out: what is no page of its own. */
  unlisted?: boolean;
  /** Whether hosts show it at addresses of any depth, and a script has to find the archive's root. */
  isAnywhere?: boolean;
  /** Whether it stands for pages that are not at hand: scripts show what its address asks for. */
  shell?: boolean;
  /** The issue it shows. */
  entry?: ManifestEntry;
  /** The same issue in all its languages, itself among them; empty where it has but one. */
  translations?: readonly ManifestEntry[];
  /** The feed of the list it shows, below the archive. */
  feed?: string;
}

/** A whole page, complete without scripts. */
export function documentOf(parts: DocumentParts, assets: PageAssets): string {
  const { frame, view } = parts;
  const { site, strings, root, language } = frame;
  const { manifest } = site;
  const title = documentTitle(view.title, manifest.title);
  const rules = view.kind === 'list' ? rulesOfLists(site) : 'byLink';
  const page = html`
    <html lang="${strings.tag}"${site.direction === 'rtl' && html` dir="rtl"`} data-root="${root || './'}" data-language="${language}" data-languages="${site.languages.join(' ')}"${parts.search && html` data-search="${parts.search}"`}${manifest.owner?.theme?.view && html` data-view="${manifest.owner.theme.view}" data-usual="${manifest.owner.theme.view}"`}${manifest.live && html` data-live`}${manifest.head && html` data-manifest="${headName}"`}${manifest.searchStart && html` data-search-start`}${manifest.offline && html` data-offline="${parts.unlisted ? 'as-is' : ''}"`}${parts.shell && html` data-shell`}>
    <head>
      ${shared(frame, `opening\0${rules}\0${parts.isAnywhere}`, () => opening(frame, assets, rules, parts.isAnywhere))}
      <title>${title}</title>
      ${metadata(parts, title)}
      ${shared(frame, `files\0${rules}`, () => files(frame, assets, rules))}
    </head>
    <body>
      <div id="app">
        <a class="skip-link" href="#content">${strings.skipToContent}</a>
        <div id="head">${view.masthead}</div>
        <main id="content" tabindex="-1">${view.main}</main>
        <div id="foot">${shared(frame, 'foot', () => pageFoot(frame))}</div>
      </div>
      ${shared(frame, 'texts', () => html`<script type="application/json" id="texts">${jsonOf(strings.page)}</script>`)}
      ${parts.isAnywhere && html`<script type="module">${trusted(assets.findRoot)}</script>`}
    </body>
    </html>`;
  return `<!DOCTYPE html>\n${page.text}\n`;
}

/** What a browser must know before anything else. */
function opening(
  frame: Frame,
  assets: PageAssets,
  rules: keyof typeof speculationRules,
  isAnywhere: boolean | undefined,
): Html {
  return html`
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policyOf(assets, frame, rules, isAnywhere)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    ${themeColours(frame)}`;
}

/** The icon, the styles and the scripts. */
function files(frame: Frame, assets: PageAssets, rules: keyof typeof speculationRules): Html {
  const { root } = frame;
  return html`
    ${iconLinks(frame, assets.icon)}
    <link rel="preload" href="${root}${assets.script}" as="script" crossorigin fetchpriority="low">
    <script data-script="${root || './'}${assets.script}">${trusted(assets.firstPaint)}</script>
    ${assets.styles.map((style) => html`<link rel="stylesheet" href="${root}${style}">`)}
    ${themeLinks(frame)}
    <script type="speculationrules">${trusted(speculationRules[rules])}</script>
    ${hasSnippets(frame) && html`<script type="module" src="${root}${assets.snippets}"></script>`}
    ${subscribeHosts(frame).connections.length > 0 && html`<script type="module" src="${root}${assets.subscribe}"></script>`}
    ${headSnippet(frame)}`;
}

const listRules = new WeakMap<Site, keyof typeof speculationRules>();

/** What lists name the issues by that browsers may fetch ahead. */
function rulesOfLists(site: Site): keyof typeof speculationRules {
  let rules = listRules.get(site);
  if (rules === undefined) {
    const areTold = areInIssueFolders(site.order.map((entry) => site.pathOf(entry)));
    rules = areTold ? 'byAddress' : 'byLink';
    listRules.set(site, rules);
  }
  return rules;
}

/** So much of a title do search engines and tabs show. */
const longTitle = 70;

/** The browser's title; the archive's name gives way to a long one of an issue. */
export function documentTitle(title: string | undefined, archive: string): string {
  if (title === undefined) return archive;
  const both = `${title} — ${archive}`;
  return both.length > longTitle ? title : both;
}

function themeColours({ site }: Frame): Html {
  const { theme } = site.manifest.owner ?? {};
  if (theme === undefined) return html`<meta name="theme-color" content="#fbfbf8">`;
  return html`${(['light', 'dark'] as const).map(
    (scheme) =>
      html`<meta name="theme-color" content="${paletteOf(theme, scheme).paper}" media="(prefers-color-scheme: ${scheme})">`,
  )}`;
}

/** The owner's styles, and the typefaces that most of a page is set in. */
function themeLinks(frame: Frame): Html | false {
  const { manifest } = frame.site;
  const { theme } = manifest.owner ?? {};
  if (theme === undefined) return false;
  const own = themeFile(manifest);
  const fonts = Object.values(theme.fonts ?? {}).flatMap(({ files }) => files?.slice(0, 1) ?? []);
  const files = new Set(fonts.map(({ file }) => file).filter((file) => /\.woff2$/i.test(file)));
  return html`
    ${[...files].map((file) => html`<link rel="preload" as="font" type="font/woff2" href="${inSite(frame, file)}" crossorigin>`)}
    ${own && html`<link rel="stylesheet" href="${frame.root}${own.path}">`}
    ${theme.css !== undefined && html`<link rel="stylesheet" href="${inSite(frame, theme.css)}">`}`;
}

/** The owner's icon, also for home screens where it may be one; else ours. */
function iconLinks(frame: Frame, own: string): Html {
  const icon = ownersPicture(frame, frame.site.manifest.owner?.icon);
  if (icon === undefined) return html`<link rel="icon" href="${own}" type="image/svg+xml">`;
  const isPng = /\.png$/i.test(icon);
  return html`<link rel="icon" href="${icon}">${isPng && html`<link rel="apple-touch-icon" href="${icon}">`}`;
}

function metadata(parts: DocumentParts, title: string): Html {
  const { frame, entry, path } = parts;
  const { site, strings } = frame;
  const { manifest } = site;
  const url = absolute(frame, path);
  const description = entry
    ? entry.data.description?.trim() || entry.excerpt
    : (manifest.description ?? `${title}. ${strings.issues(site.order.length)}.`);
  const image = entry && coverLink(frame, entry);
  const card = entry && cardOf(manifest, entry);
  const absoluteImage = image
    ? absoluteLink(frame, path, image)
    : card && absolute(frame, card.path);
  return html`
    ${description !== '' && html`<meta name="description" content="${description.slice(0, 300)}">`}
    ${parts.unlisted ? html`<meta name="robots" content="noindex">` : url && html`<link rel="canonical" href="${url}">`}
    ${manifest.owner?.author !== undefined && html`<meta name="author" content="${entry?.data.authors.join(', ') || manifest.owner.author}">`}
    ${entry && html`<link rel="alternate" type="text/markdown" href="${linkToFile(frame, entry.path)}">`}
    ${parts.translations?.map((other) => {
      const link = absolute(frame, site.pathOf(other));
      return link && html`<link rel="alternate" hreflang="${languageOf(other)}" href="${link}">`;
    })}
    ${shared(frame, 'feeds', () => feedLinks(frame))}
    ${parts.feed !== undefined && html`<link rel="alternate" type="application/rss+xml" href="${linkTo(frame, parts.feed)}" title="${title}">`}
    <meta property="og:type" content="${entry && !entry.page ? 'article' : 'website'}">
    <meta property="og:title" content="${entry ? titleOf(entry) : title}">
    <meta property="og:site_name" content="${manifest.title}">
    ${description !== '' && html`<meta property="og:description" content="${description.slice(0, 300)}">`}
    ${url && html`<meta property="og:url" content="${url}">`}
    <meta property="og:locale" content="${strings.locale.replace(/-u-.*/, '').replace('-', '_')}">
    ${absoluteImage && html`<meta property="og:image" content="${absoluteImage}">`}
    ${card && html`<meta property="og:image:width" content="${cardWidth}"><meta property="og:image:height" content="${cardHeight}"><meta property="og:image:alt" content="${card.title}">`}
    <meta name="twitter:card" content="${absoluteImage ? 'summary_large_image' : 'summary'}">
    ${entry && articleMetadata(frame, entry, url, absoluteImage)}`;
}

function feedLinks({ root, site }: Frame): Html {
  const { title } = site.manifest;
  return html`
    <link rel="alternate" type="application/rss+xml" href="${root}index.xml" title="${title}">
    <link rel="alternate" type="application/atom+xml" href="${root}atom.xml" title="${title}">
    <link rel="alternate" type="application/feed+json" href="${root}feed.json" title="${title}">`;
}

function articleMetadata(
  frame: Frame,
  entry: ManifestEntry,
  url: string | undefined,
  image: string | undefined,
): Part {
  const { data } = entry;
  const { manifest } = frame.site;
  const language = languageOf(entry);
  const description = {
    '@context': 'https://schema.org',
    '@type': entry.page ? 'WebPage' : 'BlogPosting',
    headline: titleOf(entry),
    description: data.description?.trim() || entry.excerpt.slice(0, 300) || undefined,
    datePublished: data.date,
    dateModified: data.lastmod ?? data.date,
    author: authorsOf(frame, entry).map((name) => ({ '@type': 'Person', name })),
    inLanguage: language === 'und' ? undefined : language,
    image,
    keywords: data.tags.length > 0 ? data.tags.join(', ') : undefined,
    wordCount: entry.words,
    mainEntityOfPage: url,
    isPartOf: { '@type': 'Blog', name: manifest.title, url: manifest.baseUrl },
  };
  return html`
    ${data.date && html`<meta property="article:published_time" content="${data.date}">`}
    ${data.tags.map((tag) => html`<meta property="article:tag" content="${tag}">`)}
    <script type="application/ld+json">${jsonOf(description)}</script>`;
}

/** Who wrote an issue; where it does not say, the owner did. */
function authorsOf({ site }: Frame, { data }: ManifestEntry): readonly string[] {
  const owner = site.manifest.owner?.author;
  return data.authors.length > 0 || owner === undefined ? data.authors : [owner];
}

/** Data for scripts, inside an element whose content no browser reads as HTML. */
function jsonOf(value: unknown): Html {
  return trusted(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

/** The address for everyone, where the archive knows where it lives. */
export function absolute({ site }: Frame, path: string): string | undefined {
  const { baseUrl } = site.manifest;
  return baseUrl && baseUrl.replace(/\/*$/, '/') + encodeURI(path);
}

function absoluteLink({ site }: Frame, path: string, link: string): string | undefined {
  const { baseUrl } = site.manifest;
  if (/^https?:/i.test(link)) return link;
  if (baseUrl === undefined) return undefined;
  const page = baseUrl.replace(/\/*$/, '/') + encodeURI(path);
  return parsedUrl(link, page)?.href;
}
