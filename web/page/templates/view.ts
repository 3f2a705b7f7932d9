import type { ManifestEntry } from 'broadsheet';
import { type Html, html } from './html.js';
import type { RelatedIssues } from '../site/related.js';
import { type IssueBody, articleView, wayBack } from './article.js';
import { type Frame, titleOf } from './frame.js';
import { masthead } from './masthead.js';
import { pageView } from './page.js';
import { type NoticeKind, notice } from './notice.js';

/** What a page shows: the same for a file of the build and for a move inside the page. */
export interface View {
  kind: 'list' | 'issue' | 'missing';
  /** What stands in the browser's title before the archive's name. */
  title: string | undefined;
  masthead: Html;
  main: Html;
}

/** An issue. */
export function viewOfIssue(
  frame: Frame,
  entry: ManifestEntry,
  body: IssueBody,
  related: RelatedIssues,
): View {
  return {
    kind: 'issue',
    title: titleOf(entry),
    masthead: masthead(frame, 'small'),
    main: articleView(frame, entry, body, related.of(entry)),
  };
}

/** A page that is no issue. */
export function viewOfPage(frame: Frame, entry: ManifestEntry, body: IssueBody): View {
  return {
    kind: 'issue',
    title: titleOf(entry),
    masthead: masthead(frame, 'small'),
    main: pageView(frame, entry, body),
  };
}

/** A page that is not there, or not at hand. */
export function viewOfNotice(frame: Frame, kind: NoticeKind): View {
  const { strings } = frame;
  return {
    kind: 'missing',
    title: strings[kind].title,
    masthead: masthead(frame, 'small'),
    main: html`
      <div class="article-view">
        ${wayBack(frame)}
        ${notice(strings, kind, 'h1')}
      </div>`,
  };
}
