import type { PassagesMessage } from '../worker/protocol.js';

/** So far below the window a row counts as seen. */
const margin = '25%';

/** What it needs of the page: imported, it would become a file of its own for which the page waits. */
export interface ListParts {
  /** Answers the passages of `count` results behind the first `offset`. */
  ask(offset: number, count: number): Promise<PassagesMessage>;
  setHtml(element: Element, html: string): void;
}

let watching: IntersectionObserver | undefined;

/**
 * Gives results their passages once they are seen: each is a text that has to be fetched. A row
 * keeps its height. What cannot be had is left out, and the issue's own words stand.
 *
 * @param tree where the list is; what was watched before is no longer
 */
export function watchPassages(tree: ParentNode, { ask, setHtml }: ListParts): void {
  watching?.disconnect();
  const found = [...tree.querySelectorAll<HTMLElement>('.issue-found')];
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries.filter(({ isIntersecting }) => isIntersecting);
      const places = seen.map(({ target }) => found.indexOf(target as HTMLElement));
      for (const { target } of seen) observer.unobserve(target);
      if (places.length === 0) return;
      const first = Math.min(...places);
      ask(first, Math.max(...places) - first + 1).then(
        ({ rows }) => {
          // They may be of a list that is gone.
          if (watching === observer) show(seen, rows);
        },
        () => {},
      );
    },
    { rootMargin: `0px 0px ${margin} 0px` },
  );
  watching = observer;
  for (const row of found) if (row.dataset.awaited !== undefined) observer.observe(row);

  function show(seen: readonly IntersectionObserverEntry[], rows: PassagesMessage['rows']): void {
    for (const { target } of seen) {
      const link = target.closest('.issue')?.querySelector<HTMLAnchorElement>('.issue-link');
      const row = rows[link?.dataset.key?.replace('post:', '') ?? ''];
      target.removeAttribute('data-awaited');
      if (link && row) {
        link.setAttribute('href', row.href);
        setHtml(target, row.html);
      }
    }
  }
}
