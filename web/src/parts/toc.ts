import type { Heading } from 'broadsheet';
import { h } from '../dom.js';
import type { Strings } from '../strings/en.js';

/** Where there is room beside the text, the contents stand open. */
const roomy = matchMedia('(min-width: 72rem)');
/** A section is current once its heading has passed this share of the window's height. */
const readingLine = 0.25;

/**
 * The table of contents of an issue, which marks the section being read for as long as it is in the
 * document. Undefined where there is not enough to list.
 */
export function tableOfContents(
  strings: Strings,
  toc: readonly Heading[],
  body: HTMLElement,
): HTMLElement | undefined {
  const listed = toc.flatMap((heading) => {
    const target = body.querySelector<HTMLElement>(`[id="${CSS.escape(heading.id)}"]`);
    return target === null || heading.text === '' ? [] : [{ heading, target }];
  });
  if (listed.length < 2) return undefined;
  const levels = listed.map(({ heading }) => heading.level);
  const top = Math.min(...levels);
  const links = listed.map(({ heading }) =>
    h(
      'a',
      {
        href: `#${encodeURIComponent(heading.id)}`,
        class: `toc-depth-${Math.min(heading.level - top, 2)}`,
        'data-key': `toc:${heading.id}`,
      },
      heading.text,
    ),
  );
  const details = h(
    'details',
    {},
    h('summary', {}, strings.contents),
    h(
      'ol',
      {},
      links.map((link) => h('li', {}, link)),
    ),
  );
  details.open = roomy.matches;
  const nav = h('nav', { class: 'toc', 'aria-label': strings.contents }, details);

  const targets = listed.map(({ target }) => target);
  const mark = () => {
    const current = currentIndex(targets);
    for (const [index, link] of links.entries()) {
      if (index === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  whileConnected(nav, mark, () => {
    details.open = roomy.matches;
  });
  return nav;
}

function currentIndex(targets: readonly HTMLElement[]): number {
  const end = document.documentElement.scrollHeight - innerHeight;
  const line = innerHeight * readingLine;
  const passed = targets.findLastIndex((target) => target.getBoundingClientRect().top <= line);
  // The last sections may be too short to ever reach the line.
  if (end > 0 && scrollY >= end - 2 && passed !== -1) {
    return targets.findLastIndex((target) => target.getBoundingClientRect().top < innerHeight);
  }
  return passed;
}

/** Calls `mark` as the reader scrolls, once a frame at most, until `element` leaves the document. */
function whileConnected(element: HTMLElement, mark: () => void, resized: () => void): void {
  const stop = new AbortController();
  let waiting = false;
  const onScroll = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (element.isConnected) mark();
      else stop.abort();
    });
  };
  addEventListener('scroll', onScroll, { passive: true, signal: stop.signal });
  roomy.addEventListener('change', resized, { signal: stop.signal });
  onScroll();
}
