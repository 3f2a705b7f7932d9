import type { Heading, Link, ManifestEntry, Post } from 'broadsheet';
import { type Html, type Part, html, trusted } from './html.js';
import { hostOf } from '../site/parsed-url.js';
import { directionOf } from '../site/direction.js';
import { sameValue } from '../site/filter.js';
import { sectionOf } from '../site/sections.js';
import type { Term } from '../site/site.js';
import { dateInWords, languageOf } from '../site/writing.js';
import { articleHtml } from './article-html.js';
import { cover, hasOwnCover } from './cover.js';
import { snippetBelow } from './snippets.js';
import { subscribeAtEnd } from './subscribe.js';
import {
  type Frame,
  dateElement,
  inLanguage,
  isolated,
  linkTo,
  linkToFile,
  linkToIssue,
  run,
  separated,
  titleOf,
  values,
} from './frame.js';

/** What the page needs of a rendered post. */
export type IssueBody = Pick<Post, 'html' | 'toc' | 'links'>;

/** An issue: head, contents, text, links, and where to go from it. */
export function articleView(
  frame: Frame,
  entry: ManifestEntry,
  post: IssueBody,
  related: readonly ManifestEntry[],
): Html {
  const lang = languageOf(entry);
  const direction = directionOf(lang);
  const isOtherwise = direction !== 'auto' && direction !== frame.site.direction;
  return html`
    <div class="article-view">
      ${wayBack(frame, sectionOf(frame.site, entry))}
      <article class="article"${isOtherwise && html` dir="${direction}"`}>
        ${head(frame, entry, lang)}
        ${contents(frame, entry, post.toc)}
        <div class="prose"${inLanguage(frame, lang)}>${trusted(articleHtml(frame, entry, post))}</div>
        ${foot(frame, entry, post.links, lang)}
      </article>
      ${subscribeAtEnd(frame)}
      ${neighbours(frame, entry)}
      ${relatedIssues(frame, related)}
      ${snippetBelow(frame, 'afterIssue')}
    </div>`;
}

/** The way to the list: of all issues, and of the newsletter that the issue belongs to. */
export function wayBack(frame: Frame, section?: Term): Html {
  return html`<p class="back"><a href="${linkTo(frame, '')}" data-back data-key="back"><span aria-hidden="true">← </span>${frame.strings.allIssues}</a>${
    section &&
    html`<span aria-hidden="true"> / </span><a href="${linkTo(frame, section.path)}" data-key="section" dir="auto">${section.value}</a>`
  }</p>`;
}

function head(frame: Frame, entry: ManifestEntry, lang: string): Html {
  const { strings } = frame;
  const { data } = entry;
  const updated =
    data.lastmod && data.lastmod.slice(0, 10) !== data.date?.slice(0, 10)
      ? data.lastmod
      : undefined;
  const title = titleOf(entry);
  const description = data.description?.trim();
  return html`
    <header class="article-head">
      ${kicker(frame, entry, lang)}
      <h1${inLanguage(frame, lang)} tabindex="-1" data-key="title">${title}</h1>
      ${description && description !== title && html`<p class="standfirst"${inLanguage(frame, lang)}>${description}</p>`}
      <p class="byline">
        ${separated(
          data.draft === true && html`<strong class="badge">${strings.draft}</strong>`,
          data.authors.length > 0 &&
            html`<span class="visually-hidden">${strings.by} </span>${values(frame, 'authors', data.authors, lang)}${authorPage(frame, entry)}`,
          dateElement(frame, data.date),
          updated &&
            html`<span>${isolated(frame, strings.updated(dateInWords(updated, strings)))}</span>`,
          entry.minutes > 0 &&
            html`<span title="${strings.words(entry.words)}">${isolated(frame, strings.readingTime(entry.minutes))}</span>`,
        )}
      </p>
      ${hasOwnCover(frame.site, entry) && cover(frame, entry, true)}
    </header>`;
}

/** Its categories; the newsletter stands above the issue already. */
function kicker(frame: Frame, entry: ManifestEntry, lang: string): Part {
  const section = sectionOf(frame.site, entry);
  const others = entry.data.categories.filter(
    (name) => section === undefined || !sameValue(name, section.value),
  );
  return (
    others.length > 0 && html`<p class="kicker">${values(frame, 'categories', others, lang)}</p>`
  );
}

function authorPage({ strings }: Frame, { data }: ManifestEntry): Part {
  const [name] = data.authors;
  const address = data.authorLink;
  if (name === undefined || address === undefined || !/^https?:\/\//i.test(address)) return false;
  return html`<a class="author-page" href="${address}" aria-label="${strings.authorPage(name)}">↗</a>`;
}

/** The outline. Bold paragraphs that stand for headings are marked as such. */
export function contents({ strings }: Frame, entry: ManifestEntry, toc: readonly Heading[]): Part {
  const title = titleOf(entry);
  const listed = toc.filter(
    ({ text, level }, index) => text !== '' && !(index === 0 && level === 1 && text === title),
  );
  if (listed.length < 2) return false;
  const top = Math.min(...listed.map(({ level }) => level));
  return html`
    <nav class="toc" aria-label="${strings.contents}">
      <details>
        <summary>${strings.contents}</summary>
        <ol>
          ${listed.map(
            ({ id, text, level, pseudo }) =>
              html`<li><a href="#${encodeURIComponent(id)}" class="toc-depth-${Math.min(level - top, 2)}${pseudo && ' toc-pseudo'}" data-key="toc:${id}">${text}</a></li>`,
          )}
        </ol>
      </details>
    </nav>`;
}

function foot(frame: Frame, entry: ManifestEntry, links: readonly Link[], lang: string): Html {
  const { strings } = frame;
  const { tags } = entry.data;
  return html`
    <footer class="article-foot">
      ${
        tags.length > 0 &&
        html`<p class="article-tags"><span class="visually-hidden">${strings.tagged} </span>${values(frame, 'tags', tags, lang)}</p>`
      }
      ${linkList(frame, links, lang)}
      <p class="source"><a href="${linkToFile(frame, entry.path)}" type="text/markdown" data-native>${strings.source}</a>${tools(frame)}${mail(frame, entry)}${preview(frame, entry)}</p>
    </footer>`;
}

/** What a reader may do with the issue as a whole. */
function tools({ strings, outside }: Frame): Part {
  if (outside) return false;
  const tool = (name: string, label: string) =>
    html`<button type="button" class="link-button" data-tool="${name}" data-key="${name}">${label}</button>`;
  return html`<span class="tools needs-script" role="group">${tool('markdown', strings.copyMarkdown)}${tool('share', strings.share)}</span>`;
}

/** The issue as it was sent, where the owner shows that. */
function mail(frame: Frame, entry: ManifestEntry): Part {
  const file = frame.site.mailOf(entry);
  if (file === undefined) return false;
  return html` · <a href="${linkTo(frame, file)}" rel="nofollow" data-native>${frame.strings.viewAsMail}</a>`;
}

/** Of those who look after the archive alone: the issue as mail and article. */
function preview(frame: Frame, entry: ManifestEntry): Part {
  if (frame.site.manifest.live !== true) return false;
  const link = `${linkTo(frame, 'preview/')}?issue=${encodeURIComponent(entry.path)}`;
  return html` · <a href="${link}" data-native>${frame.strings.preview}</a>`;
}

/** What the issue points to, in one place and by host: much of a newsletter is its links. */
function linkList(frame: Frame, links: readonly Link[], lang: string): Part {
  const hosts = new Map<string, { url: string; text: string }[]>();
  const seen = new Set<string>();
  for (const { url, text } of links) {
    const whole = seen.has(url) ? undefined : hostOf(url);
    if (whole === undefined) continue;
    seen.add(url);
    const host = whole.replace(/^www\./, '');
    const list = hosts.get(host);
    const link = { url, text: text.trim() || url };
    if (list === undefined) hosts.set(host, [link]);
    else list.push(link);
  }
  if (seen.size === 0) return false;
  return html`
    <details class="links">
      <summary>${isolated(frame, frame.strings.links(seen.size))}</summary>
      <ul class="link-hosts">
        ${[...hosts].map(
          ([host, list]) => html`
            <li><span class="links-host">${host}</span>
              <ul>${list.map(({ url, text }) => html`<li><a href="${url}"${inLanguage(frame, lang)}>${isolated(frame, text)}</a></li>`)}</ul>
            </li>`,
        )}
      </ul>
    </details>`;
}

function neighbours(frame: Frame, entry: ManifestEntry): Part {
  const { strings, site } = frame;
  const { newer, older } = site.neighbours(entry);
  if ((newer ?? older) === undefined) return false;
  const link = (other: ManifestEntry, rel: 'prev' | 'next', label: string) => html`
    <a class="neighbour neighbour-${rel}" href="${linkToIssue(frame, other)}" rel="${rel}" data-key="${rel}">
      <span class="neighbour-label">${separated(label, other.data.date && isolated(frame, dateInWords(other.data.date, strings)))}</span>
      <span class="neighbour-title" lang="${languageOf(other)}">${run(frame, languageOf(other), titleOf(other))}</span>
    </a>`;
  return html`
    <nav class="neighbours" aria-label="${strings.otherIssues}">
      ${older && link(older, 'prev', strings.older)}
      ${newer && link(newer, 'next', strings.newer)}
    </nav>`;
}

function relatedIssues(frame: Frame, related: readonly ManifestEntry[]): Part {
  if (related.length === 0) return false;
  return html`
    <section class="related" aria-labelledby="related-issues">
      <h2 id="related-issues">${frame.strings.related}</h2>
      <ul>
        ${related.map(
          (other) =>
            html`<li><a href="${linkToIssue(frame, other)}"${inLanguage(frame, languageOf(other))}>${titleOf(other)}</a> <span class="related-date">${dateElement(frame, other.data.date)}</span></li>`,
        )}
      </ul>
    </section>`;
}
