import { pageTexts } from './texts.js';
import { type Tree, debounce, focusByKey, focusKey } from './focus.js';
import { showFacets } from './facet-slices.js';
import { layOut, nextFrame } from './frame.js';
import type { Arrival } from './navigation.js';
import type { ListParts } from './passages.js';
import { drawBySlices, fillBlocks, takeRest } from './row-slices.js';
import { fragmentOf, setHtml } from './set-html.js';
import { setting } from './setting.js';

/** Long enough that a word is typed in one go, short enough to feel at once. */
const typingPause = 140;
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
  tree.addEventListener('focusin', (event) => {
    if (event.target === box()) hasStep = false;
  });
  tree.addEventListener('input', (event) => {
    // Half-composed Chinese is not a word yet.
    const isComposing = event instanceof InputEvent && event.isComposing;
    if (event.target === box() && !isComposing) typed();
  });
  tree.addEventListener('compositionend', (event) => {
    if (event.target === box()) typed();
  });
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
    const isPlain =
      event instanceof MouseEvent && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    const more = target?.closest<HTMLAnchorElement>('a[data-more]');
    if (more && isPlain) {
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

/** What was put into each place last, so that what stays the same is left alone. */
const standing = new WeakMap<Element, string>();

/** The large parts, which are shown after the others and each in a frame of its own. */
const large = new Set(['years', 'facets']);

/**
 * Puts the parts of another answer into the list that stands. Rows that stay are kept as they are.
 * What is short is there at once; the large parts follow, so that no task is a long one.
 *
 * @param filter what the list shows now, as a query string
 * @param isCurrent whether this answer is still the one to show; asked after each pause
 * @returns false when another one took over
 */
export async function updateList(
  parts: Readonly<Record<string, string>>,
  filter: string,
  arrival: Arrival,
  isCurrent: () => boolean,
  tree: Tree = document,
): Promise<boolean> {
  const list = tree.querySelector<HTMLElement>('.list-view');
  if (list === null) return true;
  list.dataset.filter = filter;
  list.classList.remove('list-empty');
  const regions = [...list.querySelectorAll<HTMLElement>('[data-region]')];
  // All of them together: whether the focus is lost is asked of a finished layout.
  refocusing(tree, () => {
    for (const place of regions) {
      const name = place.dataset.region ?? '';
      const html = parts[name];
      // Setting the same text again would have it read out again.
      if (large.has(name) || html === undefined) continue;
      if (html === (standing.get(place) ?? place.innerHTML)) continue;
      setHtml(place, html);
      standing.set(place, html);
    }
  });
  showWords(tree, list, filter, arrival);
  const place = (name: string) => regions.find(({ dataset }) => dataset.region === name);
  const [years, facets] = [place('years'), place('facets')];
  const isFresh = (region: HTMLElement | undefined, html: string | undefined) =>
    region !== undefined && html !== undefined && html !== standing.get(region);
  if (years && isFresh(years, parts.years)) {
    layOut(list);
    await nextFrame();
    if (!isCurrent() || !(await showRows(tree, years, parts.years ?? '', isCurrent))) return false;
  }
  if (facets && isFresh(facets, parts.facets)) {
    standing.delete(facets);
    const redraw = (draw: () => void) => refocusing(tree, draw, false);
    if (!(await showFacets(facets, parts.facets ?? '', redraw, isCurrent))) return false;
    refocusing(tree, () => {});
    standing.set(facets, parts.facets ?? '');
  }
  return true;
}

/** Shows the rows a slice a frame; false when another answer took over. */
async function showRows(
  tree: Tree,
  place: HTMLElement,
  html: string,
  isCurrent: () => boolean,
): Promise<boolean> {
  standing.delete(place);
  const fresh = fragmentOf(html);
  // Not shorter in between: the window would scroll.
  place.style.minBlockSize = `${place.offsetHeight}px`;
  keepCovers(place, fresh);
  const rests = takeRest(fresh);
  refocusing(tree, () => place.replaceChildren(fresh), rests.length === 0);
  layOut(place);
  const show = (list: Element, rows: readonly HTMLElement[], isLast: boolean) =>
    refocusing(tree, () => list.append(...rows), isLast);
  if (!(await drawBySlices(rests, show, isCurrent))) return false;
  place.style.minBlockSize = '';
  standing.set(place, html);
  return true;
}

/** The keys of what had the focus in each tree and is not there yet. */
const lostFocus = new WeakMap<Tree, string>();

/** Redraws, and gives the focus back; to the count when what had it is gone for good. */
function refocusing(tree: Tree, draw: () => void, isLast = true): void {
  const key = focusKey(tree) ?? lostFocus.get(tree);
  lostFocus.delete(tree);
  draw();
  if (key === undefined || focusKey(tree) === key || focusByKey(key, tree)) return;
  // The reader may have gone on.
  if (tree.activeElement !== null && tree.activeElement !== document.body) return;
  if (isLast) tree.querySelector<HTMLElement>('.count')?.focus({ preventScroll: true });
  else lostFocus.set(tree, key);
}

/** Box and order say what the list shows. */
function showWords(tree: Tree, list: HTMLElement, filter: string, arrival: Arrival): void {
  const query = new URLSearchParams(filter);
  const words = query.get('q') ?? '';
  const input = boxIn(tree);
  // While the reader types, the box is theirs: this may answer what they wrote a moment ago.
  const isTheirs = arrival === 'in-place' && input === tree.activeElement;
  if (input && !isTheirs && input.value.trim() !== words) input.value = words;
  // The first order is the usual one, which no address names.
  const select = list.querySelector<HTMLSelectElement>('#sort');
  if (select) select.value = query.get('sort') ?? select.options[0]?.value ?? '';
}

/**
 * Puts more issues below those that stand, a slice a frame; a year that goes on is one year. Whoever
 * pressed the link goes on with the first of them.
 *
 * @param isCurrent whether it is still this list that is wanted; asked after each pause
 * @returns false when another list took over
 */
export async function appendToList(
  { years, more }: { years: string; more: string },
  isCurrent: () => boolean,
  tree: Tree = document,
): Promise<boolean> {
  const place = tree.querySelector<HTMLElement>('[data-region="years"]');
  const morePlace = tree.querySelector<HTMLElement>('[data-region="more"]');
  if (place === null || morePlace === null) return false;
  const fresh = fragmentOf(years);
  const next = fresh.querySelector<HTMLElement>('.issue-link');
  const last = place.lastElementChild;
  const first = fresh.firstElementChild;
  const goesOn =
    first !== null &&
    last?.getAttribute('aria-labelledby') === first.getAttribute('aria-labelledby');
  const going = goesOn ? last?.querySelector('.issues:last-child') : null;
  if (going) fillBlocks(first as Element, going.childElementCount);
  const rests = takeRest(fresh);
  await nextFrame();
  if (!isCurrent()) return false;
  if (going) {
    const [coming, ...others] = first?.querySelectorAll('.issues') ?? [];
    for (const rest of rests) if (rest.list === coming) rest.list = going;
    going.append(...(coming?.children ?? []));
    last?.append(...others);
    first?.remove();
  }
  standing.delete(place);
  place.append(fresh);
  layOut(place);
  const show = (list: Element, rows: readonly HTMLElement[]) => list.append(...rows);
  if (!(await drawBySlices(rests, show, isCurrent))) return false;
  const hadFocus = morePlace.contains(tree.activeElement);
  standing.delete(morePlace);
  morePlace.replaceChildren(fragmentOf(more));
  if (hadFocus) next?.focus({ preventScroll: true });
  return true;
}

/**
 * Has results that stand without their passages given them when they are seen. Only those who search
 * load what does it.
 *
 * @param ask answers the passages of `count` results behind the first `offset`
 */
export function awaitPassages(tree: Tree, ask: ListParts['ask']): void {
  if (tree.querySelector('.issue-found[data-awaited]') === null) return;
  import('./passages.js').then(
    ({ watchPassages }) => watchPassages(tree, { ask, setHtml }),
    // The issues' own words stand.
    () => {},
  );
}

/** Says that the list could not be had, with a way to try again. */
export function showListFailure(retry: () => void, tree: Tree = document): void {
  const count = tree.querySelector('.count');
  const { failed, retry: label } = pageTexts();
  if (count) standing.delete(count);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = label;
  button.addEventListener('click', retry);
  count?.replaceChildren(failed, ' ', button);
}

/** Covers are taken over, so that a change of filter neither loads them anew nor flickers. */
function keepCovers(from: HTMLElement, to: DocumentFragment): void {
  const standing = new Map<string, Element>();
  for (const cover of from.querySelectorAll('.issue .cover')) {
    standing.set(keyOfCover(cover), cover);
  }
  const kept: [place: Comment, cover: Element][] = [];
  for (const cover of to.querySelectorAll('.issue .cover')) {
    const same = standing.get(keyOfCover(cover));
    if (same === undefined) continue;
    const place = document.createComment('');
    cover.replaceWith(place);
    kept.push([place, same]);
  }
  // A picture that goes to another document, as a fragment's is, is asked for again.
  document.adoptNode(to);
  for (const [place, cover] of kept) place.replaceWith(cover);
}

/** The issue and the picture. (Addresses are relative to the page's, which may be deeper now.) */
function keyOfCover(cover: Element): string {
  const link = cover.closest('.issue')?.querySelector<HTMLElement>('.issue-link');
  const picture = cover
    .querySelector('img')
    ?.getAttribute('src')
    ?.replace(/^(?:\.\.?\/)+/, '');
  return `${link?.dataset.key} ${picture}`;
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
