import { percentDecoded } from '../site/percent-decoded.js';

/**
 * What a fragment names: the id as written, else percent-decoded, as browsers look for it
 * (HTML Standard, "the indicated part of the document").
 *
 * @param hash with its `#`, as addresses have it
 */
export function targetOf<Target>(hash: string, find: (id: string) => Target | null): Target | null {
  const id = hash.slice(1);
  if (id === '') return null;
  const exact = find(id);
  if (exact !== null) return exact;
  const decoded = percentDecoded(id);
  return decoded === undefined ? null : find(decoded);
}

/** Brings a place of the text into view, so that the next Tab goes on from there. */
export function goToTarget(target: HTMLElement): void {
  target.scrollIntoView({ block: 'start' });
  if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
}
