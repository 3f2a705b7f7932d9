import type { Context } from '../context.js';
import { h } from '../dom.js';
import { type Filter, everything, facetNames, isFiltered, toggled } from '../route.js';
import { languageName } from '../writing.js';

interface Chip {
  kind: string;
  name: string;
  without: Filter;
}

/** The active filters, each to be removed by a press, and one button that removes them all. */
export function chips(
  { strings, language }: Context,
  filter: Filter,
  change: (filter: Filter) => void,
): HTMLElement | undefined {
  if (!isFiltered(filter)) return undefined;
  const list: Chip[] = [];
  const add = (kind: string, name: string, without: Filter) => list.push({ kind, name, without });
  if (filter.words !== '') add(strings.words, `“${filter.words}”`, { ...filter, words: '' });
  for (const facet of facetNames) {
    for (const value of filter.chosen[facet]) {
      const name = facet === 'langs' ? languageName(value, language) : value;
      add(strings[facet], name, toggled(filter, facet, value));
    }
  }
  if (filter.from !== undefined) {
    add('', strings.from(filter.from), { ...filter, from: undefined });
  }
  if (filter.to !== undefined) add('', strings.to(filter.to), { ...filter, to: undefined });
  return h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': strings.activeFilters },
    list.map(({ kind, name, without }) =>
      h(
        'button',
        {
          type: 'button',
          class: 'chip',
          'aria-label': strings.removeFilter(kind === '' ? name : `${kind} ${name}`),
          'data-key': `chip:${kind}:${name}`,
          onclick: () => change(without),
        },
        kind !== '' && h('span', { class: 'chip-kind' }, kind),
        h('span', { class: 'chip-name' }, name),
        h('span', { class: 'chip-cross', 'aria-hidden': 'true' }, '×'),
      ),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'link-button',
        'data-key': 'clear',
        onclick: () => change({ ...everything, sort: filter.sort }),
      },
      strings.clearAll,
    ),
  );
}
