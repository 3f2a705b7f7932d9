import type { placeOf } from './address.js';
import type { ArchiveClient } from './archive-client.js';
import type { keepView } from './views-ahead.js';

/** So much text, in characters of HTML, is made ahead on one page, */
const budget = 400_000;
/** and so many issues of a view before the reader points at one. */
const mostGuessed = 4;
/** A pointer that only passes by is no intent. */
const lingering = 60;

/**
 * What it needs of the page. Given, not imported: what a script shares with one that is loaded later
 * would become a file of its own, for which the page waits.
 */
export interface PageParts {
  client: ArchiveClient;
  placeOf: typeof placeOf;
  keepView: typeof keepView;
  /** Where readers go next: the neighbours of an issue and what is related to it, the first of a list. */
  issueLinks: string;
}

let spent = 0;
const known = new Set<string>();

let isStarted = false;

/**
 * Loads ahead where the reader is likely to go, now that the worker is ready: the likely issues of
 * the view that stands, and each that the reader points at or touches. Until now, the browser did
 * so by the page's speculation rules, with pages instead of issues.
 *
 * @param mayGuess whether the reader has moved before
 */
export async function loadLikely(parts: PageParts, mayGuess: boolean): Promise<void> {
  if (!isStarted) watchPointer(parts);
  isStarted = true;
  document.querySelector('script[type="speculationrules"]')?.remove();
  if (!mayGuess) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>(parts.issueLinks)];
  // One after the other: what the reader asks for meanwhile does not wait for all of them. A page
  // that nobody touches was perhaps left open.
  for (const [at, link] of links.slice(0, mostGuessed).entries()) {
    if (at > 0) await signOfLife();
    await load(parts, link);
  }
}

const signs = ['scroll', 'pointermove', 'touchstart', 'keydown'] as const;
let sign: Promise<void> | undefined;

/** Resolves when the reader has done something on the page. */
function signOfLife(): Promise<void> {
  sign ??= new Promise((resolve) => {
    for (const name of signs) {
      addEventListener(name, () => resolve(), { once: true, passive: true });
    }
  });
  return sign;
}

function watchPointer(parts: PageParts): void {
  let timer = 0;
  document.addEventListener('pointerover', ({ target }) => {
    clearTimeout(timer);
    timer = setTimeout(() => void load(parts, linkAt(target, parts)), lingering);
  });
  for (const sign of ['touchstart', 'pointerdown', 'focusin'] as const) {
    document.addEventListener(sign, ({ target }) => void load(parts, linkAt(target, parts)), {
      passive: true,
    });
  }
}

async function load(
  { client, placeOf, keepView }: PageParts,
  link: HTMLAnchorElement | undefined,
): Promise<void> {
  if (link === undefined || !client.isReady('issue') || spent > budget || known.has(link.href))
    return;
  const place = placeOf(new URL(link.href));
  if (place === undefined) return;
  known.add(link.href);
  try {
    const { language = '' } = document.documentElement.dataset;
    const asked = { ...place, search: '' };
    const { view } = await client.ask('ahead', { place: asked, language });
    if (view === undefined) return;
    keepView(asked, view);
    spent += view.main.length;
  } catch {
    // It is asked for again when the reader goes there.
    known.delete(link.href);
  }
}

function linkAt(
  target: EventTarget | null,
  { issueLinks }: PageParts,
): HTMLAnchorElement | undefined {
  const link = target instanceof Element ? target.closest('a[href]') : null;
  return link instanceof HTMLAnchorElement && link.matches(issueLinks) ? link : undefined;
}
