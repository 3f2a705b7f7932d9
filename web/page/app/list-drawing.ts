/* How another answer takes the place of the list that stands: loaded when the reader reaches for one. */
import { showFacets } from './facet-slices.js';
import type { Tree, focusByKey, focusKey } from './focus.js';
import { layOut, nextFrame } from './frame.js';
import type { Arrival } from './navigation.js';
import { atOnce, drawBySlices, fillBlocks, takeRest } from './row-slices.js';
import type { fragmentOf, setHtml } from './set-html.js';

/** What it needs of the page: given, not imported, as for `ahead.ts`. */
export interface DrawingParts {
  fragmentOf: typeof fragmentOf;
  setHtml: typeof setHtml;
  focusKey: typeof focusKey;
  focusByKey: typeof focusByKey;
}

let page: DrawingParts;

/** To be called before anything else. */
export function drawWith(parts: DrawingParts): void {
  page = parts;
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
      if (place.dataset.replaced !== undefined) standing.delete(place);
      delete place.dataset.replaced;
      if (html === (standing.get(place) ?? place.innerHTML)) continue;
      page.setHtml(place, html);
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
    if (!(await showFacets(facets, page.fragmentOf(parts.facets ?? ''), redraw, isCurrent)))
      return false;
    refocusing(tree, () => {});
    standing.set(facets, parts.facets ?? '');
  }
  await nextFrame();
  return isCurrent();
}

/** Shows the rows a slice a frame; false when another answer took over. */
async function showRows(
  tree: Tree,
  place: HTMLElement,
  html: string,
  isCurrent: () => boolean,
): Promise<boolean> {
  standing.delete(place);
  const fresh = page.fragmentOf(html);
  // Not shorter in between: the window would scroll.
  place.style.minBlockSize = `${place.offsetHeight}px`;
  keepCovers(place, fresh);
  const rests = takeRest(fresh, atOnce);
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
  const key = page.focusKey(tree) ?? lostFocus.get(tree);
  lostFocus.delete(tree);
  draw();
  if (key === undefined || page.focusKey(tree) === key || page.focusByKey(key, tree)) return;
  // The reader may have gone on.
  if (tree.activeElement !== null && tree.activeElement !== document.body) return;
  if (isLast) tree.querySelector<HTMLElement>('.count')?.focus({ preventScroll: true });
  else lostFocus.set(tree, key);
}

/** Box and order say what the list shows. */
function showWords(tree: Tree, list: HTMLElement, filter: string, arrival: Arrival): void {
  const query = new URLSearchParams(filter);
  const words = query.get('q') ?? '';
  const input = tree.querySelector<HTMLInputElement>('#words');
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
  const fresh = page.fragmentOf(years);
  const next = fresh.querySelector<HTMLElement>('.issue-link');
  const last = place.lastElementChild;
  const first = fresh.firstElementChild;
  const goesOn =
    first !== null &&
    last?.getAttribute('aria-labelledby') === first.getAttribute('aria-labelledby');
  const going = goesOn ? last?.querySelector('.issues:last-child') : null;
  if (going) fillBlocks(first as Element, going.childElementCount);
  const rests = takeRest(fresh, 0);
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
  await nextFrame();
  if (!isCurrent()) return false;
  const hadFocus = morePlace.contains(tree.activeElement);
  standing.delete(morePlace);
  morePlace.replaceChildren(page.fragmentOf(more));
  if (hadFocus) next?.focus({ preventScroll: true });
  layOut(morePlace);
  // What the caller does next is a task of its own: another address has all links looked at anew.
  await nextFrame();
  return true;
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
