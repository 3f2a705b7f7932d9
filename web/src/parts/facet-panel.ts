import type { Facet, Facets } from 'broadsheet';
import type { Context } from '../context.js';
import { h, keepFocus } from '../dom.js';
import { type FacetName, type Filter, facetNames, sameValue, toggled } from '../route.js';
import { languageName } from '../writing.js';

/** A facet with more values than this is folded to so many. */
const valuesShown = 8;

/** The column of facets: what the archive can be narrowed down to, and how much of it there is. */
export class FacetPanel {
  readonly element = h('div', { class: 'facets', id: 'facets' });
  readonly #context: Context;
  readonly #change: (filter: Filter) => void;
  readonly #unfolded = new Set<FacetName>();
  #facets: Facets | undefined;
  #filter: Filter | undefined;

  constructor(context: Context, change: (filter: Filter) => void) {
    this.#context = context;
    this.#change = change;
  }

  /** Shows the counts of a query's answer. */
  update(facets: Facets, filter: Filter): void {
    this.#facets = facets;
    this.#filter = filter;
    this.element.replaceChildren(
      ...facetNames
        .map((name) => this.#group(name, facets[name], filter))
        .filter((it) => it !== null),
    );
  }

  #group(name: FacetName, counted: readonly Facet[], filter: Filter): HTMLElement | null {
    const chosen = filter.chosen[name];
    const isChosen = ({ value }: Facet) => chosen.some((other) => sameValue(other, value));
    // What was chosen stays in sight, to be given up, even where nothing has it any more.
    const lost = chosen
      .filter((value) => !counted.some((facet) => sameValue(facet.value, value)))
      .map((value) => ({ value, count: 0 }));
    const all = [...counted, ...lost];
    // A single value that everything has tells nothing.
    if (all.length < 2 && chosen.length === 0) return null;
    const folds = all.length > valuesShown + 2;
    const shown =
      folds && !this.#unfolded.has(name)
        ? all.filter((facet, index) => index < valuesShown || isChosen(facet))
        : all;
    return h(
      'fieldset',
      { class: `facet facet-${name}` },
      h('legend', {}, this.#context.strings[name]),
      h(
        'ul',
        {},
        shown.map((facet) => this.#value(name, facet, isChosen(facet), filter)),
      ),
      folds && this.#fold(name, all.length),
    );
  }

  #value(name: FacetName, { value, count }: Facet, checked: boolean, filter: Filter): HTMLElement {
    const { language } = this.#context;
    const box = h('input', {
      type: 'checkbox',
      'data-key': `facet:${name}:${value}`,
      onchange: () => this.#change(toggled(filter, name, value)),
    });
    box.checked = checked;
    const label = name === 'langs' ? languageName(value, language) : value;
    return h(
      'li',
      {},
      h(
        'label',
        {},
        box,
        h('span', { class: 'facet-value' }, label),
        h('span', { class: 'facet-count' }, count.toLocaleString(language)),
      ),
    );
  }

  #fold(name: FacetName, count: number): HTMLElement {
    const open = this.#unfolded.has(name);
    const { strings } = this.#context;
    return h(
      'button',
      {
        type: 'button',
        class: 'link-button',
        'aria-expanded': String(open),
        'data-key': `fold:${name}`,
        onclick: () => {
          if (open) this.#unfolded.delete(name);
          else this.#unfolded.add(name);
          const [facets, filter] = [this.#facets, this.#filter];
          if (facets && filter) keepFocus(() => this.update(facets, filter));
        },
      },
      open ? strings.fewerValues : strings.allValues(count),
    );
  }
}
