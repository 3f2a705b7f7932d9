import { targetOf } from './fragment.js';

/** Where there is room beside the text, the contents stand open. */
const roomy = matchMedia('(min-width: 72rem)');
/** A section is current once its heading has passed this share of the window's height. */
const readingLine = 0.25;

/**
 * Has the table of contents mark the section being read, for as long as it is in the document.
 *
 * @param find the heading with an id
 */
export function startOutline(
  article: Element,
  find: (id: string) => Element | null = (id) => document.getElementById(id),
): void {
  const nav = article.querySelector<HTMLElement>('.toc');
  const details = nav?.querySelector('details');
  if (!nav || !details) return;
  const links = [...nav.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')];
  const targets = links.map((link) => targetOf(link.hash, find));
  let marked: HTMLAnchorElement | undefined;
  const mark = () => {
    const current = links[currentIndex(targets)];
    if (current === marked) return;
    marked?.removeAttribute('aria-current');
    current?.setAttribute('aria-current', 'location');
    marked = current;
  };
  const stop = new AbortController();
  let waiting = false;
  const onScroll = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (nav.isConnected) mark();
      else stop.abort();
    });
  };
  details.open = roomy.matches;
  addEventListener('scroll', onScroll, { passive: true, signal: stop.signal });
  roomy.addEventListener('change', () => (details.open = roomy.matches), { signal: stop.signal });
  onScroll();
}

function currentIndex(targets: readonly (Element | null)[]): number {
  const end = document.documentElement.scrollHeight - innerHeight;
  // The last sections may be too short to ever reach the line.
  const line = end > 0 && scrollY >= end - 2 ? innerHeight : innerHeight * readingLine;
  return targets.findLastIndex((target) => target && target.getBoundingClientRect().top <= line);
}
