import type { CatalogPage, ManifestEntry, SearchHit } from 'broadsheet';
import { type Html, type Part, html } from './html.js';
import { type Filter, isFiltered, searchOf } from '../site/filter.js';
import { type ListRoute, pageSize } from '../site/route.js';
import { blocksOf, rowsOfBlock, wholeBlock } from '../site/row-blocks.js';
import { undatedPath } from '../site/own-files.js';
import { languageName } from '../site/writing.js';
import { chips } from './chips.js';
import { facetPanel } from './facets.js';
import { type Frame, isolated, linkTo, linkToMore, shared } from './frame.js';
import { type Found, issueRow } from './issue-row.js';
import { notice } from './notice.js';
import { orders, toolbar } from './toolbar.js';

/** What the catalog answers to a route of a list: the issues of its pages, in order. */
export interface ListAnswer extends Pick<CatalogPage<ManifestEntry>, 'total' | 'posts' | 'facets'> {
  /** By path: what was found in an issue, where words were looked for in all of it. */
  passages?: ReadonlyMap<string, FoundPassage>;
  /** How many of the total are pages and no issues. */
  pages?: number;
  /** How many more are shown at a time, if not a page. */
  step?: number;
}

/** The passage for which an issue was found. */
export interface FoundPassage extends Pick<SearchHit, 'excerpt' | 'marks' | 'section' | 'partial'> {
  /** Whether it is to come; until then the issue's own words stand for it. */
  isAwaited?: true;
}

/** The parts of a list that follow its filter, each to be put in its place. */
export interface ListParts {
  heading: Html;
  orders: Html;
  chosen: Html;
  facets: Html;
  count: Html;
  chips: Html;
  years: Html;
  more: Html;
}

/** A list of issues by year, with the facets and the box that narrow it down. */
export function listView(frame: Frame, route: ListRoute, answer: ListAnswer): Html {
  const parts = listParts(frame, route, answer);
  const { strings } = frame;
  const isEmpty = frame.site.order.length === 0;
  return html`
    <div class="list-view${isEmpty && ' list-empty'}" data-filter="${searchOf(route.filter)}">
      ${toolbar(frame, route.filter, parts.chosen)}
      <nav class="facets" id="facets" aria-label="${strings.filters}" data-region="facets">${parts.facets}</nav>
      <div class="results">
        <div data-region="heading">${parts.heading}</div>
        <p class="count" role="status" tabindex="-1" data-key="count" data-region="count">${parts.count}</p>
        <div class="chips-place" data-region="chips">${parts.chips}</div>
        <div class="years" data-region="years">${parts.years}</div>
        <div class="more" data-region="more">${parts.more}</div>
      </div>
    </div>`;
}

/**
 * The parts of a list alone, for a page that has it on view.
 *
 * @param offset how many issues of the list stand before those of the answer
 */
export function listParts(
  frame: Frame,
  route: ListRoute,
  answer: ListAnswer,
  offset = (route.first - 1) * pageSize,
): ListParts {
  const { strings, site } = frame;
  const { filter } = route;
  const all = site.order.length;
  const issues = answer.total - (answer.pages ?? 0);
  const title = titleOfList(frame, route);
  const values = Object.values(filter.chosen).flat().length;
  return {
    heading: html`${title !== undefined && html`<h1 class="list-title" tabindex="-1">${isolated(frame, title)}</h1>`}`,
    orders: orders(frame, filter),
    chosen: html`${values > 0 && ` (${values})`}`,
    facets: panel(frame, route, answer),
    count: isolated(
      frame,
      isFiltered(filter) ? strings.issuesOf(issues, all) : strings.issues(issues),
    ),
    chips: html`${chips(frame, filter)}`,
    years: years(frame, route, answer, offset === 0),
    more: html`${more(frame, route, answer, offset)}`,
  };
}

/** The facets are those of the whole list, on each of its pages. */
function panel(frame: Frame, { filter, undated }: ListRoute, { facets }: ListAnswer): Html {
  return shared(
    frame,
    `facets\0${undated}\0${searchOf(filter)}`,
    () => html`${facetPanel(frame, facets, filter)}`,
  );
}

/** What a list is called: its term's value, or `undefined` for the whole archive. */
export function titleOfList({ strings }: Frame, route: ListRoute): string | undefined {
  const name = route.undated
    ? strings.undated
    : route.term?.facet === 'langs'
      ? languageName(route.term.value, strings)
      : route.term?.value;
  if (name === undefined || route.first === 1) return name;
  return `${name} · ${strings.pageOf(route.first)}`;
}

function years(
  frame: Frame,
  route: ListRoute,
  { posts, facets, passages }: ListAnswer,
  isStart: boolean,
): Html {
  const { strings, site } = frame;
  const { filter } = route;
  if (posts.length === 0 && isStart) {
    const kind = site.order.length === 0 ? 'archiveEmpty' : 'nothingMatches';
    return notice(strings, kind, 'h2');
  }
  const byMatch = passages !== undefined && filter.sort === 'relevance';
  const byYear = filter.sort !== 'title' && !byMatch;
  const counts = new Map(facets.years.map(({ value, count }) => [value, count]));
  const isWhole = !isFiltered(filter) && filter.sort === 'newest' && isStart;
  const lead = isWhole ? posts[0] : undefined;
  const groups = new Map<string, ManifestEntry[]>();
  for (const entry of posts) {
    const isPartial = passages?.get(entry.path)?.partial === true;
    const year = isPartial ? 'partial' : byYear ? (entry.data.date?.slice(0, 4) ?? '') : 'all';
    const group = groups.get(year);
    if (group === undefined) groups.set(year, [entry]);
    else group.push(entry);
  }
  return html`${[...groups].map(([year, entries]) => {
    const name =
      year === 'partial'
        ? strings.partialMatches
        : byYear
          ? year || strings.undated
          : byMatch
            ? strings.relevance
            : strings.title;
    const count = counts.get(year);
    const id = `year-${year || 'none'}`;
    return html`
      <section class="year" aria-labelledby="${id}">
        <h2 class="year-head"><span id="${id}">${name}</span>
        ${count !== undefined && html` <span class="year-count">${isolated(frame, strings.issues(count))}</span>`}</h2>
        ${blocksOf(entries).map(
          (block) => html`
        <ol class="issues${block.length === rowsOfBlock && ` ${wholeBlock}`}">
          ${block.map((entry) => issueRow(frame, entry, byYear && year !== 'partial' ? 'within-year' : 'short', entry === lead, found(filter, passages?.get(entry.path))))}
        </ol>`,
        )}
      </section>`;
  })}`;
}

/** A passage with the words it was found for. */
function found(filter: Filter, passage: FoundPassage | undefined): Found | undefined {
  return passage && { ...passage, words: filter.words };
}

/** How to get to the issues that are not shown: by scripts, or by pages that stand without. */
function more(
  frame: Frame,
  route: ListRoute,
  { posts, total, step = pageSize }: ListAnswer,
  offset: number,
): Part {
  const { strings, site } = frame;
  const shown = offset + posts.length;
  const left = total - shown;
  const newer =
    route.first > 1 &&
    html`<a class="button" href="${linkTo(frame, route.first === 2 ? route.path : `${route.path}page/${route.first - 1}/`)}" rel="prev">${strings.newerPage}</a> `;
  if (left <= 0) return newer || yearLinks(frame, route);
  const label = strings.showMore(Math.min(left, step));
  if (route.path !== '') {
    return html`${newer}<a class="button" rel="next" href="${linkToMore(frame, route)}" data-more="${shown}" data-key="more">${label}</a>`;
  }
  // The whole archive is paged by its years.
  const oldest = posts.at(-1)?.data.date?.slice(0, 4);
  const year = oldest === undefined ? undefined : site.term('years', oldest);
  const href = linkTo(frame, year?.path ?? undatedPath);
  return html`<a class="button" href="${href}" data-more="${shown}" data-key="more">${label}</a>${yearLinks(frame, route)}`;
}

/** Every year of the archive, so that each issue is two links away without any script. */
function yearLinks(frame: Frame, route: ListRoute): Html | false {
  const { strings, site } = frame;
  if (route.path !== '' || isFiltered(route.filter)) return false;
  const years = site.terms.filter(({ facet }) => facet === 'years');
  const undated = site.order.at(-1)?.data.date === undefined && site.order.length > 0;
  if (years.length + Number(undated) < 2) return false;
  return html`
    <nav class="year-links" aria-label="${strings.years}">
      <ul>
        ${years.map(({ path, value }) => html`<li><a href="${linkTo(frame, path)}">${value}</a></li>`)}
        ${undated && html`<li><a href="${linkTo(frame, undatedPath)}">${strings.undated}</a></li>`}
      </ul>
    </nav>`;
}
