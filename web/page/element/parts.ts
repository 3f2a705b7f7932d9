/** The names under which pages style what the element draws (`::part(row)`), by what they are. */
const parts: Readonly<Record<string, string>> = {
  '.toolbar': 'toolbar',
  '#words': 'search',
  '#sort': 'order',
  '.facets-toggle': 'filters-button',
  '.view-switch': 'view',
  '.facets': 'filters',
  '.facet': 'filter',
  '.facet-name': 'filter-name',
  '.facet-link': 'filter-value',
  '.count': 'count',
  '.chip': 'chip',
  '.year-head': 'year',
  '.issue': 'row',
  '.issue-link': 'row-title',
  '.issue-date': 'row-date',
  '.issue-excerpt': 'row-excerpt',
  '.issue-meta': 'row-meta',
  '.cover': 'cover',
  '.more .button': 'more',
  '.back a': 'back',
  '.toc': 'contents',
  '.article-foot': 'foot',
  '.links': 'links',
  '.neighbours': 'neighbours',
  '.related': 'related',
  '.notice': 'notice',
};

/** Names what was drawn. */
export function nameParts(tree: ParentNode): void {
  for (const [selector, name] of Object.entries(parts)) {
    for (const element of tree.querySelectorAll(selector)) element.setAttribute('part', name);
  }
}
