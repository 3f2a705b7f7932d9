import { layOut, nextFrame } from './frame.js';

/**
 * Brings the facets up to date, one a frame: the style and layout of all at once would be a long
 * task. Those that stay the same are left alone.
 *
 * @param redraw does what it is given, and sees to the focus
 * @param isCurrent whether these facets are still the ones to show; asked after each pause
 * @returns false when others took over
 */
export async function showFacets(
  place: HTMLElement,
  fresh: DocumentFragment,
  redraw: (draw: () => void) => void,
  isCurrent: () => boolean,
): Promise<boolean> {
  keepFolds(place, fresh);
  const wanted = [...fresh.children];
  for (const facet of [...place.children]) {
    if (!wanted.some((other) => sameFacet(facet, other))) redraw(() => facet.remove());
  }
  for (const [index, facet] of wanted.entries()) {
    const old = [...place.children].find((other) => sameFacet(facet, other));
    if (old?.outerHTML === facet.outerHTML) continue;
    await nextFrame();
    if (!isCurrent()) return false;
    redraw(() => {
      if (old) old.replaceWith(facet);
      else place.insertBefore(facet, place.children[index] ?? null);
    });
    layOut(place);
  }
  return true;
}

function sameFacet(one: Element, other: Element): boolean {
  return one.getAttribute('aria-labelledby') === other.getAttribute('aria-labelledby');
}

/** What the reader has unfolded stays so. */
function keepFolds(from: HTMLElement, to: DocumentFragment): void {
  const open = [...from.querySelectorAll<HTMLElement>('details[open]')].map(
    ({ dataset }) => dataset.key,
  );
  for (const details of to.querySelectorAll('details')) {
    details.open = open.includes(details.dataset.key);
  }
}
