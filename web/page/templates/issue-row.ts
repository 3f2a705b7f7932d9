import type { ManifestEntry } from 'broadsheet';
import { type Html, type Part, html } from './html.js';
import { sameValue } from '../site/filter.js';
import type { Site } from '../site/site.js';
import { type DateForm, languageOf } from '../site/writing.js';
import { cover, hasOwnCover } from './cover.js';
import {
  type Frame,
  dateElement,
  isolated,
  linkTo,
  linkToIssue,
  run,
  separated,
  shared,
  titleOf,
  values,
} from './frame.js';

/** More tags than these are left to the issue itself. */
const tagsShown = 4;
/** The list shows at most three lines of a summary. */
const excerptShown = 200;

/** A value that so many of all issues have is not repeated in each row. */
const commonShare = 0.8;

/** What was looked for, and the passage that has it. */
export interface Found {
  words: string;
  excerpt: string;
  marks: readonly (readonly [start: number, end: number])[];
  section?: string;
  /** Whether the passage is to come. */
  isAwaited?: true;
}

/** A passage for a row that stands without, and where it leads. */
export function foundPassage(
  frame: Frame,
  entry: ManifestEntry,
  found: Found,
): { html: string; href: string } {
  return {
    html: html`${run(frame, languageOf(entry), marked(found))}`.text,
    href: linkToPassage(frame, entry, found),
  };
}

/**
 * One issue in a list. The lead has its cover in every view, the others as cards. One that was
 * found shows the passage and leads to it.
 */
export function issueRow(
  frame: Frame,
  entry: ManifestEntry,
  form: DateForm,
  lead: boolean,
  found?: Found,
): Html {
  if (found !== undefined) return row(frame, entry, form, lead, found);
  return shared(frame, `row\0${form}\0${lead}\0${entry.path}`, () => row(frame, entry, form, lead));
}

function row(
  frame: Frame,
  entry: ManifestEntry,
  form: DateForm,
  lead: boolean,
  found?: Found,
): Html {
  const { strings } = frame;
  const { data, path } = entry;
  const lang = languageOf(entry);
  const title = titleOf(entry);
  const excerpt = shortened(entry.excerpt);
  const date = !entry.page && dateElement(frame, data.date, form);
  const categories = data.categories.filter((name) => isTelling(frame.site, 'categories', name));
  const tags = data.tags.filter(
    (name) =>
      isTelling(frame.site, 'tags', name) && !categories.some((other) => sameValue(other, name)),
  );
  const picture = !entry.page && hasOwnCover(frame.site, entry) && cover(frame, entry, lead);
  return html`
    <li class="issue${lead && ' issue-lead'}${!picture && ' issue-plain'}">
      <article>
        <div class="issue-text">
          ${lead && html`<p class="lead-label">${strings.latest}</p>`}
          <h3 lang="${lang}"><a class="issue-link" href="${found ? linkToPassage(frame, entry, found) : linkToIssue(frame, entry)}"
          ${html` data-key="post:${path}"`}>${run(frame, lang, title)}</a></h3>
          ${found && html`<p class="issue-excerpt issue-found" lang="${lang}"${found.isAwaited && html` data-awaited`}>${run(frame, lang, found.excerpt === '' ? excerpt : marked(found))}</p>`}
          ${!found && excerpt !== '' && !title.includes(excerpt.replace(/…$/, '')) && html`<p class="issue-excerpt" lang="${lang}">${run(frame, lang, excerpt)}</p>`}
          <p class="issue-meta">
            ${separated(
              data.draft === true && html`<strong class="badge">${strings.draft}</strong>`,
              categories.length > 0 && values(frame, 'categories', categories, lang),
              entry.page && strings.aPage,
              !entry.page && entry.minutes > 0 && isolated(frame, strings.minutes(entry.minutes)),
              tags.length > 0 && values(frame, 'tags', tags.slice(0, tagsShown), lang),
            )}
          </p>
        </div>
        ${date && html`<p class="issue-date">${date}</p>`}
        ${picture}
      </article>
    </li>`;
}

/** To the section that was found, with what was looked for, so that it is marked there. */
function linkToPassage(frame: Frame, entry: ManifestEntry, { words, section }: Found): string {
  const query = new URLSearchParams({ q: words });
  const link = linkTo(frame, `${frame.site.pathOf(entry)}?${query}`);
  return section === undefined ? link : `${link}#${encodeURIComponent(section)}`;
}

function marked({ excerpt, marks }: Found): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(excerpt.slice(at, start), html`<mark>${excerpt.slice(start, end)}</mark>`);
    at = end;
  }
  parts.push(excerpt.slice(at));
  return parts;
}

/** What nearly every issue has tells nothing of one. */
export function isTelling(site: Site, facet: 'tags' | 'categories', name: string): boolean {
  return (site.term(facet, name)?.count ?? 0) <= site.order.length * commonShare;
}

function shortened(text: string): string {
  if (text.length <= excerptShown) return text;
  const cut = text.slice(0, excerptShown);
  // Not through a word, and not through a pair of surrogates.
  return `${cut.replace(/([\s,;:.]+\S{0,20}|[\uD800-\uDBFF])$/, '')}…`;
}
