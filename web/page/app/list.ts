import { clickedLink } from './clicked-link.js';
import { pageTexts } from './texts.js';
import { type Tree, debounce } from './focus.js';
import type { ListParts } from './passages.js';
import { setHtml } from './set-html.js';
import { setting } from './setting.js';

/** Long enough that a word is typed in one go, short enough to feel at once. */
const typingPause = 140;
/** What is written by an input method comes word by word: nobody waits for the next letter. */
const word = /[\u3040-\u30ff\u3400-\u9fff]$/;
/** Whoever types on within so many milliseconds wants no passages yet. */
const stillTyping = 250;
let awaiting = 0;
/** The same key as in `first-paint.js`. */
const view = setting('broadsheet-view');

/** What a list asks of the page around it. */
export interface ListActions {
  /** @param search the filter that is wanted, as a query string: `?tag=a`, or empty */
  change(search: string, how: { replace: boolean }): void;
  more(link: HTMLAnchorElement): void;
  show(view: string): void;
}

/** Answers the forms and buttons of lists, whichever list is on view in `tree`. */
export function startList(actions: ListActions, tree: Tree = document): void {
  const box = () => boxIn(tree);
  /** All typing between two visits of the box is one step of the history. */
  let hasStep = false;
  const typed = debounce(typingPause, () => {
    // An order that was chosen for the one kind of list is none of the other.
    const words = box()?.value.trim() ?? '';
    const isOther = (words === '') !== (new URLSearchParams(filterOf(tree)).get('q') === null);
    const search = filterWith(tree, { q: words, ...(isOther ? { sort: '' } : {}) });
    if (search === filterOf(tree)) return;
    actions.change(search, { replace: hasStep });
    hasStep = true;
  });
  const written = ({ target }: Event) => {
    const field = box();
    if (field !== null && target === field) typed(word.test(field.value) ? 0 : typingPause);
  };
  tree.addEventListener('focusin', (event) => {
    if (event.target === box()) hasStep = false;
  });
  tree.addEventListener('input', (event) => {
    // Half-composed Chinese is not a word yet.
    const isComposing = event instanceof InputEvent && event.isComposing;
    if (!isComposing) written(event);
  });
  tree.addEventListener('compositionend', (event) => written(event));
  tree.addEventListener('change', (event) => {
    const select = event.target;
    // The styles tell fields that have a day.
    if (select instanceof HTMLInputElement && select.type === 'date') {
      select.setAttribute('value', select.value);
    }
    if (select instanceof HTMLSelectElement && select.id === 'sort') {
      // The first is the usual one, which no address names.
      actions.change(filterWith(tree, { sort: select.selectedIndex === 0 ? '' : select.value }), {
        replace: false,
      });
    }
  });
  tree.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    const { form } = event.target.dataset;
    // Others are an owner's, and none of ours.
    if (form !== 'search' && form !== 'dates') return;
    event.preventDefault();
    if (form === 'search') return typed();
    const fields = new FormData(event.target);
    const days = { from: String(fields.get('from')), to: String(fields.get('to')) };
    actions.change(filterWith(tree, days), { replace: false });
  });
  tree.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const chosenView = target?.closest<HTMLElement>('[data-view]')?.dataset.view;
    if (chosenView !== undefined && target?.closest('.view-switch')) {
      actions.show(chosenView);
    }
    const toggle = target?.closest<HTMLElement>('.facets-toggle');
    if (toggle) {
      const open = toggle.getAttribute('aria-expanded') !== 'true';
      toggle.setAttribute('aria-expanded', String(open));
      toggle.closest('.list-view')?.classList.toggle('facets-open', open);
    }
    const more = clickedLink(event as MouseEvent);
    if (more?.dataset.more !== undefined) {
      event.preventDefault();
      actions.more(more);
    }
  });
  // A quick reader typed before the scripts were there.
  if (box() === tree.activeElement) typed();
}

/** Keeps the reader's choice of a view for the next visit. */
export function chooseView(chosen: string): void {
  view.write(chosen === usualView() ? undefined : chosen);
  showView();
}

/** As the owner has it until a reader chooses. */
function usualView(): string {
  return document.documentElement.dataset.usual ?? 'compact';
}

/** Brings the page and the switch in line with the chosen view. */
export function showView(): void {
  const chosen = view.read() ?? usualView();
  if (chosen === 'compact') delete document.documentElement.dataset.view;
  else document.documentElement.dataset.view = chosen;
  pressView(chosen);
}

/** Brings the switch in line with a view. */
export function pressView(chosen: string, tree: Tree = document): void {
  for (const button of tree.querySelectorAll<HTMLElement>('.view-switch [data-view]')) {
    button.setAttribute('aria-pressed', String(button.dataset.view === chosen));
  }
}

/**
 * Has results that stand without their passages given them when they are seen. Only those who search
 * load what does it.
 *
 * @param ask answers the passages of `count` results behind the first `offset`
 */
export function awaitPassages(tree: Tree, ask: ListParts['ask']): void {
  clearTimeout(awaiting);
  if (tree.querySelector('.issue-found[data-awaited]') === null) return;
  // Where it cannot be had, the issues' own words stand.
  const loading = import('./passages.js').catch(() => undefined);
  awaiting = setTimeout(() => {
    void loading.then((passages) => passages?.watchPassages(tree, { ask, setHtml }));
  }, stillTyping);
}

/** Says that the list could not be had, with a way to try again. */
export function showListFailure(retry: () => void, tree: Tree = document): void {
  const count = tree.querySelector<HTMLElement>('.count');
  const { failed, retry: label } = pageTexts();
  if (count) count.dataset.replaced = '';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = label;
  button.addEventListener('click', retry);
  count?.replaceChildren(failed, ' ', button);
}

function boxIn(tree: Tree): HTMLInputElement | null {
  return tree.querySelector<HTMLInputElement>('#words');
}

/** The query string of the filter on view, whatever the address looks like. */
function filterOf(tree: Tree): string {
  return tree.querySelector<HTMLElement>('.list-view')?.dataset.filter ?? '';
}

/** The filter on view with some of it changed, as a query string; empty values go. */
function filterWith(tree: Tree, changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(filterOf(tree));
  for (const [key, value] of Object.entries(changes)) {
    if (value === '') query.delete(key);
    else query.set(key, value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
