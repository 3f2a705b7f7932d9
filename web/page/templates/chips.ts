import { type Part, html } from './html.js';
import { type Filter, everything, facetNames, isFiltered, toggled } from '../site/filter.js';
import { languageName } from '../site/writing.js';
import { type Frame, isolated, linkToList } from './frame.js';

/** The active filters, each a link to the list without it, and one that removes them all. */
export function chips(frame: Frame, filter: Filter): Part {
  if (!isFiltered(filter)) return false;
  const { strings } = frame;
  const chip = (kind: string, name: string, without: Filter) => html`
    <a class="chip" href="${linkToList(frame, without)}" rel="nofollow" data-in-place data-key="chip:${kind}:${name}"
    ${html` aria-label="${strings.removeFilter(kind === '' ? name : `${kind} ${name}`)}"`}>
      ${kind !== '' && html`<span class="chip-kind">${kind}</span> `}
      <span class="chip-name">${isolated(frame, name)}</span><span class="chip-cross" aria-hidden="true"> ×</span>
    </a>`;
  const { words, from, to, chosen } = filter;
  return html`
    <div class="chips" role="group" aria-label="${strings.activeFilters}">
      ${words !== '' && chip(strings.wordsFilter, `“${words}”`, { ...filter, words: '' })}
      ${facetNames.map((facet) =>
        chosen[facet].map((value) =>
          chip(
            strings[facet],
            facet === 'langs' ? languageName(value, strings) : value,
            toggled(filter, facet, value),
          ),
        ),
      )}
      ${from !== undefined && chip('', strings.from(from), { ...filter, from: undefined })}
      ${to !== undefined && chip('', strings.to(to), { ...filter, to: undefined })}
      <a class="clear" href="${linkToList(frame, { ...everything, sort: filter.sort })}" rel="nofollow" data-in-place data-key="clear">${strings.clearAll}</a>
    </div>`;
}
