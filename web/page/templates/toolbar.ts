import { type Html, html } from './html.js';
import { type Filter, sortsFor } from '../site/filter.js';
import { type Frame, linkTo } from './frame.js';
import { searchBox } from './search-box.js';

/** The orders a list may have; those of what was looked for are others. */
export function orders({ strings }: Frame, filter: Filter): Html {
  const options = sortsFor(filter.words).map(
    (sort) =>
      html`<option value="${sort}"${sort === filter.sort && html` selected`}>${strings[sort]}</option>`,
  );
  return html`${options}`;
}

/** The row above a list: the search box, the order, the view, and on phones the way to the facets. */
export function toolbar(frame: Frame, filter: Filter, chosen: Html): Html {
  const { strings } = frame;
  return html`
    <form class="toolbar needs-script" role="search" action="${linkTo(frame, '')}" data-form="search">
      ${searchBox(frame, filter.words)}
      <button type="button" class="button facets-toggle" aria-controls="facets" aria-expanded="false" data-key="facets">
        ${strings.filters}<span data-region="chosen">${chosen}</span>
      </button>
      <div class="toolbar-choices">
        <label class="visually-hidden" for="sort">${strings.sortBy}</label>
        <select id="sort" name="sort" data-key="sort" data-region="orders">${orders(frame, filter)}</select>
        <div class="view-switch" role="group" aria-label="${strings.view}">
          <button type="button" data-view="compact" data-key="view:compact" aria-pressed="true" title="${strings.compact}" aria-label="${strings.compact}"></button>
          <button type="button" data-view="cards" data-key="view:cards" aria-pressed="false" title="${strings.cards}" aria-label="${strings.cards}"></button>
        </div>
      </div>
    </form>`;
}
