import type { ManifestEntry } from 'broadsheet';
import { directionOf } from '../site/direction.js';
import { languageOf } from '../site/writing.js';
import { articleHtml } from './article-html.js';
import { type IssueBody, contents, wayBack } from './article.js';
import { cover } from './cover.js';
import { type Frame, inLanguage, titleOf } from './frame.js';
import { type Html, html, trusted } from './html.js';
import { subscribeAtEnd } from './subscribe.js';

/** A page that is no issue: its title and text, and nothing that belongs to a day or a list. */
export function pageView(frame: Frame, entry: ManifestEntry, post: IssueBody): Html {
  const lang = languageOf(entry);
  const direction = directionOf(lang);
  const isOtherwise = direction !== 'auto' && direction !== frame.site.direction;
  const { description, cover: picture } = entry.data;
  return html`
    <div class="article-view">
      ${wayBack(frame)}
      <article class="article"${isOtherwise && html` dir="${direction}"`}>
        <header class="article-head">
          <h1${inLanguage(frame, lang)} tabindex="-1" data-key="title">${titleOf(entry)}</h1>
          ${description !== undefined && html`<p class="standfirst"${inLanguage(frame, lang)}>${description}</p>`}
          ${picture !== undefined && cover(frame, entry, true)}
        </header>
        ${contents(frame, entry, post.toc)}
        <div class="prose"${inLanguage(frame, lang)}>${trusted(articleHtml(frame, entry, post))}</div>
      </article>
      ${subscribeAtEnd(frame)}
    </div>`;
}
