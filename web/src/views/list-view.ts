import type { CatalogPage, ManifestEntry } from 'broadsheet';
import type { Context } from '../context.js';
import { h, keepFocus } from '../dom.js';
import { chips } from '../parts/chips.js';
import { FacetPanel } from '../parts/facet-panel.js';
import { issueRow } from '../parts/issue-row.js';
import { notice } from '../parts/notice.js';
import { Toolbar } from '../parts/toolbar.js';
import { type Filter, type Route, isFiltered, queryOf, urlOf } from '../route.js';
import type { DateForm } from '../writing.js';

/** So many issues make a page of the list; more come at the reader's wish. */
const pageSize = 30;
/** Longer lists leave the drawing of what is out of sight to the browser's discretion. */
const longList = 90;

type ListRoute = Extract<Route, { view: 'list' }>;

/** The list of issues by year, with the facets and the box that narrow it down. */
export class ListView {
  readonly element: HTMLElement;
  readonly #context: Context;
  readonly #toolbar: Toolbar;
  readonly #facets: FacetPanel;
  /** A live region: a new count is read out. */
  readonly #count = h('p', { class: 'count', role: 'status', tabindex: -1 });
  readonly #chips = h('div', { class: 'chips-place' });
  readonly #years = h('div', { class: 'years' });
  readonly #more = h('div', { class: 'more' });
  /** Rows are kept, so that a change of filter neither loads covers anew nor flickers. */
  readonly #rows = new Map<string, HTMLLIElement>();

  constructor(context: Context) {
    this.#context = context;
    this.#toolbar = new Toolbar(
      context,
      (filter, how) => this.#change(filter, how),
      (open) => this.element.classList.toggle('facets-open', open),
    );
    this.#facets = new FacetPanel(context, (filter) => this.#change(filter));
    this.element = h(
      'div',
      { class: 'list-view' },
      this.#toolbar.element,
      this.#facets.element,
      h('div', { class: 'results' }, this.#count, this.#chips, this.#years, this.#more),
    );
  }

  /** Shows what the catalog answers to a route. */
  update(route: ListRoute): void {
    const { filter, pages } = route;
    const { archive } = this.#context;
    const answer = archive.catalog.query(queryOf(filter, pages * pageSize));
    // There is nothing to narrow down yet.
    this.element.classList.toggle('list-empty', archive.manifest.posts.length === 0);
    keepFocus(() => {
      this.#toolbar.update(filter);
      this.#facets.update(answer.facets, filter);
      this.#chips.replaceChildren(
        ...[chips(this.#context, filter, (next) => this.#change(next))].filter((it) => it != null),
      );
      this.#showCount(answer.total, filter);
      this.#showYears(answer, filter);
      this.#showMore(answer, route);
    }, this.#count);
  }

  #change(filter: Filter, how: { replace: boolean } = { replace: false }): void {
    const url = urlOf({ view: 'list', filter, pages: 1 });
    this.#context.go(url, { arrival: 'in-place', replace: how.replace });
  }

  #showCount(total: number, filter: Filter): void {
    const { strings, archive } = this.#context;
    const all = archive.manifest.posts.length;
    const text = isFiltered(filter) ? strings.issuesOf(total, all) : strings.issues(total);
    // Setting the same text again would have it read out again.
    if (this.#count.textContent !== text) this.#count.textContent = text;
  }

  #showYears({ posts, facets, total }: CatalogPage<ManifestEntry>, filter: Filter): void {
    const { strings, archive } = this.#context;
    this.#years.classList.toggle('years-long', posts.length > longList);
    if (total === 0) {
      const kind = archive.manifest.posts.length === 0 ? 'archiveEmpty' : 'nothingMatches';
      this.#years.replaceChildren(notice(strings, kind, { level: 'h2' }));
      return;
    }
    const byYear = filter.sort !== 'title';
    const counts = new Map(facets.years.map(({ value, count }) => [value, count]));
    const groups = Map.groupBy(posts, ({ data }) =>
      byYear ? (data.date?.slice(0, 4) ?? '') : 'all',
    );
    const lead = !isFiltered(filter) && filter.sort === 'newest' ? posts[0] : undefined;
    this.#years.replaceChildren(
      ...[...groups].map(([year, entries]) => {
        const name = byYear ? year || strings.undated : strings.title;
        const count = counts.get(year);
        const id = `year-${year || 'none'}`;
        return h(
          'section',
          { class: 'year', 'aria-labelledby': id },
          h(
            'h2',
            { id, 'aria-label': name },
            name,
            count !== undefined && h('span', { class: 'year-count' }, strings.issues(count)),
          ),
          h(
            'ol',
            { class: 'issues' },
            entries.map((entry) =>
              this.#row(entry, byYear ? 'within-year' : 'full', entry === lead),
            ),
          ),
        );
      }),
    );
  }

  #row(entry: ManifestEntry, form: DateForm, lead: boolean): HTMLLIElement {
    const isLead = lead && entry.data.cover !== undefined;
    const key = `${form} ${isLead} ${entry.path}`;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = issueRow(this.#context, entry, form, isLead);
      this.#rows.set(key, row);
    }
    return row;
  }

  #showMore({ posts, total }: CatalogPage<ManifestEntry>, route: ListRoute): void {
    const left = total - posts.length;
    if (left <= 0) {
      this.#more.replaceChildren();
      return;
    }
    const next = { ...route, pages: Math.ceil(posts.length / pageSize) + 1 };
    const button = h(
      'button',
      {
        type: 'button',
        class: 'button',
        'data-key': 'more',
        onclick: () => {
          this.#context.go(urlOf(next), { arrival: 'in-place', replace: true });
          // On with the first of the new issues, where the eye is.
          const first = this.#years.querySelectorAll<HTMLElement>('.issue-link')[posts.length];
          first?.focus({ preventScroll: true });
        },
      },
      this.#context.strings.showMore(Math.min(left, pageSize)),
    );
    this.#more.replaceChildren(button);
  }
}
