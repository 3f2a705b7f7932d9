import type { Link, ManifestEntry, Post } from 'broadsheet';
import { renderPost } from 'broadsheet';
import { urlOfCover, urlOfFile } from '../archive.js';
import type { Context } from '../context.js';
import { h } from '../dom.js';
import { fillArticle } from '../parts/article-html.js';
import { cover } from '../parts/cover.js';
import { dateElement, separated, titleOf, values } from '../parts/issue-row.js';
import { tableOfContents } from '../parts/toc.js';
import { urlOfPost } from '../route.js';
import { dateInWords, languageOf } from '../writing.js';

/** An issue, rendered from its Markdown file. */
export function articleView(
  context: Context,
  entry: ManifestEntry,
  source: Uint8Array,
): HTMLElement {
  const { strings, archive } = context;
  const post = renderPost(source, { base: urlOfFile(entry.path).pathname, file: entry.path });
  const lang = languageOf(entry, post.text);
  const title = titleOf(entry);
  const body = h('div', { class: 'prose', lang });
  fillArticle(body, post.html, archive, strings);
  dropRepeated(body, title, urlOfCover(entry));
  return h(
    'div',
    { class: 'article-view' },
    backLink(context),
    h(
      'article',
      { class: 'article' },
      header(context, entry, post, lang),
      tableOfContents(strings, post.toc, body),
      body,
      footer(context, entry, post, lang),
    ),
    neighbours(context, entry),
  );
}

/** The way back to the list as the reader left it. */
export function backLink({ strings }: Pick<Context, 'strings'>): HTMLElement {
  return h(
    'p',
    { class: 'back' },
    h(
      'a',
      { href: location.pathname, 'data-back': true, 'data-key': 'back' },
      h('span', { 'aria-hidden': 'true' }, '← '),
      strings.allIssues,
    ),
  );
}

function header(context: Context, entry: ManifestEntry, post: Post, lang: string): HTMLElement {
  const { strings, language } = context;
  const { data } = entry;
  const updated =
    data.lastmod && data.lastmod.slice(0, 10) !== data.date?.slice(0, 10)
      ? data.lastmod
      : undefined;
  const description = data.description?.trim();
  return h(
    'header',
    { class: 'article-head' },
    data.categories.length > 0 &&
      h('p', { class: 'kicker' }, values('categories', data.categories, lang)),
    h('h1', { tabindex: -1, lang, 'data-key': 'title' }, titleOf(entry)),
    description &&
      description !== titleOf(entry) &&
      h('p', { class: 'standfirst', lang }, description),
    h(
      'p',
      { class: 'byline' },
      separated(
        data.draft === true && h('strong', { class: 'badge' }, strings.draft),
        data.authors.length > 0 && [
          h('span', { class: 'visually-hidden' }, strings.by, ' '),
          values('authors', data.authors, lang),
          authorPage(context, entry),
        ],
        dateElement(context, data.date),
        updated && h('span', {}, strings.updated(dateInWords(updated, language))),
        post.minutes > 0 && strings.readingTime(post.minutes),
      ),
    ),
    cover(entry, { priority: true }),
  );
}

function authorPage({ strings }: Context, { data }: ManifestEntry): HTMLElement | undefined {
  const [name] = data.authors;
  const address = data.authorLink;
  if (name === undefined || address === undefined || !/^https?:\/\//i.test(address))
    return undefined;
  return h(
    'a',
    {
      href: address,
      rel: 'noopener',
      class: 'author-page',
      'aria-label': strings.authorPage(name),
    },
    '↗',
  );
}

function footer(context: Context, entry: ManifestEntry, post: Post, lang: string): HTMLElement {
  const { strings } = context;
  const { tags } = entry.data;
  return h(
    'footer',
    { class: 'article-foot' },
    tags.length > 0 &&
      h(
        'p',
        { class: 'article-tags' },
        h('span', { class: 'visually-hidden' }, `${strings.tagged} `),
        values('tags', tags, lang),
      ),
    linkList(context, post.links, lang),
  );
}

/** What the issue points to, in one place: much of a newsletter is its links. */
function linkList({ strings }: Context, links: readonly Link[], lang: string): HTMLElement | false {
  const outside = new Map<string, { text: string; host: string }>();
  for (const { url, text } of links) {
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url) || outside.has(url)) continue;
    const { host } = new URL(url);
    outside.set(url, { text: text.trim() || url, host: host.replace(/^www\./, '') });
  }
  return (
    outside.size > 0 &&
    h(
      'details',
      { class: 'links' },
      h('summary', {}, strings.links(outside.size)),
      h(
        'ol',
        {},
        [...outside].map(([url, { text, host }]) =>
          h(
            'li',
            {},
            h('a', { href: url, rel: 'noopener', lang }, text),
            !text.includes(host) && h('span', { class: 'links-host' }, ` ${host}`),
          ),
        ),
      ),
    )
  );
}

function neighbours(
  { archive, strings, language }: Context,
  entry: ManifestEntry,
): HTMLElement | false {
  const { newer, older } = archive.neighbours(entry.path);
  const link = (other: ManifestEntry, rel: 'prev' | 'next', label: string) =>
    h(
      'a',
      { href: urlOfPost(other.path), rel, class: `neighbour neighbour-${rel}` },
      h(
        'span',
        { class: 'neighbour-label' },
        separated(label, other.data.date && dateInWords(other.data.date, language)),
      ),
      h('span', { class: 'neighbour-title', lang: languageOf(other) }, titleOf(other)),
    );
  return (
    (newer ?? older) !== undefined &&
    h(
      'nav',
      { class: 'neighbours', 'aria-label': strings.otherIssues },
      older && link(older, 'prev', strings.older),
      newer && link(newer, 'next', strings.newer),
    )
  );
}

/** The title and the cover stand above the text already; many posts have them once more inside. */
function dropRepeated(body: HTMLElement, title: string, coverUrl: string | undefined): void {
  const first = body.firstElementChild;
  if (first?.localName === 'h1' && first.textContent.trim() === title) first.remove();
  const opening = body.firstElementChild;
  const image = opening?.querySelector('img');
  if (image && image.src === coverUrl && opening?.textContent.trim() === '') opening.remove();
}
