import type { Context } from '../context.js';
import { debounce, h } from '../dom.js';
import { type Filter, type Sort, facetNames } from '../route.js';

/** Long enough that a word is typed in one go, short enough to feel at once. */
const typingPause = 140;
const sorts: readonly Sort[] = ['newest', 'oldest', 'title'];

/** How a change by the toolbar enters the history. */
export type Change = (filter: Filter, how?: { replace: boolean }) => void;

/** The row above the list: the box for words, the order, and on phones the way to the facets. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #select: HTMLSelectElement;
  readonly #toggle: HTMLButtonElement;
  readonly #label: string;
  readonly #change: Change;
  #filter: Filter | undefined;
  /** All typing between two visits of the box is one step of the history. */
  #hasStep = false;

  constructor({ strings }: Context, change: Change, showFacets: (open: boolean) => void) {
    this.#change = change;
    this.#label = strings.filters;
    const typed = debounce(typingPause, () => this.#typed());
    this.#input = h('input', {
      type: 'search',
      id: 'words',
      name: 'q',
      placeholder: strings.searchHint,
      autocomplete: 'off',
      enterkeyhint: 'search',
      'data-key': 'words',
      onfocus: () => {
        this.#hasStep = false;
      },
      // Half-composed Chinese is not a word yet.
      oninput: (event) => {
        if (!(event instanceof InputEvent && event.isComposing)) typed();
      },
      oncompositionend: typed,
    });
    this.#select = h(
      'select',
      { id: 'sort', 'data-key': 'sort', onchange: () => this.#sorted() },
      sorts.map((sort) => h('option', { value: sort }, strings[sort])),
    );
    this.#toggle = h('button', {
      type: 'button',
      class: 'button facets-toggle',
      'aria-controls': 'facets',
      'aria-expanded': 'false',
      'data-key': 'facets',
      onclick: () => {
        const open = this.#toggle.getAttribute('aria-expanded') !== 'true';
        this.#toggle.setAttribute('aria-expanded', String(open));
        showFacets(open);
      },
    });
    this.element = h(
      'form',
      {
        class: 'toolbar',
        role: 'search',
        onsubmit: (event) => {
          event.preventDefault();
          this.#typed();
        },
      },
      h('label', { for: 'words', class: 'visually-hidden' }, strings.search),
      this.#input,
      this.#toggle,
      h('label', { for: 'sort', class: 'visually-hidden' }, strings.sortBy),
      this.#select,
    );
  }

  /** Shows what the address says. */
  update(filter: Filter): void {
    this.#filter = filter;
    // While the reader types, the box is theirs.
    if (this.#input.value.trim() !== filter.words) this.#input.value = filter.words;
    this.#select.value = filter.sort;
    const count = facetNames.reduce((sum, name) => sum + filter.chosen[name].length, 0);
    this.#toggle.textContent = count === 0 ? this.#label : `${this.#label} (${count})`;
  }

  #typed(): void {
    const words = this.#input.value.trim();
    if (this.#filter === undefined || words === this.#filter.words) return;
    const replace = this.#hasStep;
    this.#hasStep = true;
    this.#change({ ...this.#filter, words }, { replace });
  }

  #sorted(): void {
    const sort = sorts.find((name) => name === this.#select.value);
    if (this.#filter && sort) this.#change({ ...this.#filter, sort });
  }
}
