import { goToTarget, targetOf } from './fragment.js';
import { debounce, focusByKey, focusKey } from './focus.js';
import { parsedUrl } from '../site/parsed-url.js';
import { issueLinks } from '../site/speculation-rules.js';
import { placeOf } from './address.js';
import { clickedLink } from './clicked-link.js';

/** Where the reader was on a page of the history; kept in the history entry itself. */
interface Mark {
  scroll: number;
  focus?: string;
  /** The row at the top of the window, and where: heights of rows out of sight are estimates. */
  row?: { key: string; top: number };
  /** How many entries of this page lie before it in the history. */
  depth: number;
  /** The depth of the list that the reader came from. */
  list?: number;
  /** Whether the tab began with this page: nothing lies before it. */
  isFirst?: true;
}

/** How the reader came to a view. */
export type Arrival =
  /** By a link: the view starts at its top. */
  | 'forward'
  /** By changing the list in place: scroll and focus stay. */
  | 'in-place'
  /** By back, forward or reload: scroll and focus come back. */
  | 'return';

/** What shows the views. */
export interface Shower {
  /**
   * Shows what is at an address; resolves when its content stands. `superseded` when another view
   * took over; `elsewhere` when only the browser itself can go there.
   */
  show(url: URL, arrival: Arrival): Promise<'shown' | 'superseded' | 'elsewhere'>;
  /** Whether a list is on view. */
  isList(): boolean;
  /** Whether the view that a link leads to comes at once; until then the browser is quicker. */
  isReady(link: HTMLElement): boolean;
  /** The browser goes elsewhere: whatever is under way for this page gives way. */
  leave(): void;
}

/** Keeps address, history and view in step. What it cannot do is left to the browser. */
export class Navigation {
  readonly #shower: Shower;
  /** The address without fragment that is on view. */
  #shown = addressOf(new URL(location.href));
  readonly #isFirst = history.state === null ? history.length === 1 : markOf(history.state).isFirst;
  /** Whether the reader has scrolled, or gone elsewhere on the page, since that was kept. */
  #hasChanged = false;
  /** While a view is restored, the browser's own scrolling must not overwrite what is kept. */
  #settling = false;
  /** The view that a link has asked for, until it stands, and where the reader was. */
  #way: { to: string; arrival: Arrival; former: string; formerState: unknown } | undefined;

  constructor(shower: Shower) {
    this.#shower = shower;
  }

  /** @param stale whether the page that was loaded is not yet what its address asks for */
  async start(stale: boolean): Promise<void> {
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => {
      // The browser shows what cannot be shown here.
      this.#restore(false).catch(() => location.reload());
    });
    document.addEventListener('click', (event) => this.#follow(event));
    const keepSoon = debounce(120, () => this.#keepMark());
    const keep = () => {
      this.#hasChanged = true;
      keepSoon();
    };
    addEventListener('scroll', keep, { passive: true });
    document.addEventListener('focusin', keep);
    addEventListener('pagehide', () => {
      // A page that goes is laid out once more for this, which the next one waits for.
      if (this.#hasChanged) this.#keepMark();
    });
    const isReturn = history.state !== null;
    if (stale || isReturn) await this.#restore(stale);
  }

  /** Shows the present address again, at the same place, for instance after the archive changed. */
  async refresh(): Promise<void> {
    const top = scrollY;
    if ((await this.#shower.show(new URL(location.href), 'in-place')) === 'shown') {
      scrollTo({ top, behavior: 'instant' });
    }
  }

  /** Goes to an address of the archive. */
  async go(url: URL, how: { arrival?: Arrival; replace?: boolean } = {}): Promise<void> {
    const arrival = how.arrival ?? 'forward';
    const isSamePage = addressOf(url) === this.#shown && url.hash !== '';
    // Asked first: what the marks and the history cost the page, the answer does not wait for.
    const showing = isSamePage ? undefined : this.#shower.show(url, arrival);
    this.#keepMark();
    // A view that a second link took over before it stood was never there to go back to.
    const isOvertaking = arrival === 'forward' && this.#way?.arrival === 'forward';
    const { former, formerState } =
      isOvertaking && this.#way ? this.#way : { former: location.href, formerState: history.state };
    const before = markOf(formerState);
    const mark = this.#markAt(0, before.depth + (how.replace ? 0 : 1));
    const list = this.#shower.isList() ? before.depth : before.list;
    if (list !== undefined) mark.list = list;
    if (showing === undefined) {
      history.pushState(mark, '', url);
      return this.#toFragment();
    }
    this.#settling = true;
    if (url.pathname !== location.pathname) pinLinks(location.href);
    if (how.replace || isOvertaking) history.replaceState(mark, '', url);
    else history.pushState(mark, '', url);
    this.#shown = addressOf(url);
    const way = { to: this.#shown, arrival, former, formerState };
    this.#way = way;
    const outcome = await showing;
    if (this.#way === way) this.#way = undefined;
    if (outcome === 'superseded') return;
    if (outcome === 'elsewhere') {
      // The browser goes there itself, from where the reader was; Back leads there at once.
      history.replaceState(formerState, '', former);
      this.#shower.leave();
      location.replace(url);
      return;
    }
    if (arrival === 'forward') {
      if (url.hash === '') scrollTo({ top: 0, behavior: 'instant' });
      else this.#toFragment();
    }
    this.#settled();
  }

  async #restore(force: boolean): Promise<void> {
    const mark = markOf(history.state);
    const address = addressOf(new URL(location.href));
    this.#settling = true;
    this.#way = undefined;
    if (force || address !== this.#shown) {
      pinLinks(new URL(this.#shown, location.origin).href);
      this.#shown = address;
      const outcome = await this.#shower.show(new URL(location.href), 'return');
      if (outcome === 'superseded') return;
      if (outcome === 'elsewhere' && !force) location.reload();
    }
    if (history.state === null && location.hash !== '') {
      this.#toFragment();
    } else if (history.state !== null) {
      scrollTo({ top: mark.scroll, behavior: 'instant' });
      if (mark.focus !== undefined) focusByKey(mark.focus);
      await scrollToRow(mark.row);
    }
    this.#settled();
  }

  #settled(): void {
    // Scroll events of the restoration arrive with the next frame.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        this.#settling = false;
        this.#keepMark();
      });
    });
  }

  #markAt(scroll: number, depth: number): Mark {
    const mark: Mark = { scroll: Math.round(scroll), depth };
    return this.#isFirst ? { ...mark, isFirst: true } : mark;
  }

  #keepMark(): void {
    if (this.#settling) return;
    this.#hasChanged = false;
    const focus = focusKey();
    const { depth, list } = markOf(history.state);
    const mark = this.#markAt(scrollY, depth);
    const row = rowInView();
    if (focus !== undefined) mark.focus = focus;
    if (row !== undefined) mark.row = row;
    if (list !== undefined) mark.list = list;
    // Each change of the history has browsers do more than keep it: tabs and icons are drawn anew.
    if (JSON.stringify(mark) !== JSON.stringify(history.state)) history.replaceState(mark, '');
  }

  #toFragment(): void {
    const target = placeInPage(location.hash);
    if (target !== null) goToTarget(target);
  }

  /** Whether the browser came here, in this tab, from the list at `url`, whatever that showed. */
  #cameFrom(url: URL): boolean {
    return !this.#isFirst && document.referrer.replace(/\?.*/, '') === url.href;
  }

  #follow(event: MouseEvent): void {
    const link = clickedLink(event);
    if (link === undefined) return;
    const url = new URL(link.href);
    if (placeOf(url) === undefined) return;
    const { depth, list } = markOf(history.state);
    // Back to the very list that the reader left, with its filter, scroll and focus.
    if (link.dataset.back !== undefined && (list !== undefined || this.#cameFrom(url))) {
      event.preventDefault();
      history.go((list ?? -1) - depth);
      return;
    }
    const isSamePage = addressOf(url) === this.#shown;
    // Tapped twice, a link is followed once.
    if (this.#way?.to === addressOf(url)) {
      event.preventDefault();
      return;
    }
    // What else there is on this page (its top, its words, itself anew) is the browser's to find.
    if (isSamePage && placeInPage(url.hash) === null) return;
    // A page that stands as a file comes quicker by itself: all but lists that are filtered.
    const isFile = url.search === '' || link.matches(issueLinks);
    if (!this.#shower.isReady(link) && isFile && !isSamePage) {
      this.#keepMark();
      this.#way = undefined;
      this.#shower.leave();
      return;
    }
    event.preventDefault();
    // Whatever fails here, a browser's lack of a function among it, the link is followed.
    this.go(url, link.dataset.inPlace === undefined ? {} : { arrival: 'in-place' }).catch(() => {
      // The address may have changed before the failure; to assign it would then only scroll.
      if (location.href === url.href) location.reload();
      else location.assign(url);
    });
  }
}

function placeInPage(hash: string): HTMLElement | null {
  return targetOf(hash, (id) => document.getElementById(id));
}

function rowInView(): Mark['row'] {
  const content = document.querySelector('#content')?.getBoundingClientRect();
  if (scrollY === 0 || content === undefined) return undefined;
  const row = document
    .elementFromPoint(content.right - 30, innerHeight / 4)
    ?.closest('.issue')
    ?.querySelector<HTMLElement>('.issue-link');
  const key = row?.dataset.key;
  return row && key !== undefined ? { key, top: row.getBoundingClientRect().top } : undefined;
}

/** Each frame draws rows that were estimates before, so one look is not enough. */
async function scrollToRow(row: Mark['row']): Promise<void> {
  if (row === undefined) return;
  const link = document.querySelector(`[data-key="${CSS.escape(row.key)}"]`);
  for (let frame = 0; link && frame < 4; frame += 1) {
    scrollBy({ top: link.getBoundingClientRect().top - row.top, behavior: 'instant' });
    await new Promise(requestAnimationFrame);
  }
}

/**
 * Links are relative to the page they were made for; what stands until the next view is there must
 * still lead where it led.
 */
function pinLinks(base: string): void {
  for (const link of document.querySelectorAll('a[href]')) {
    const written = link.getAttribute('href') ?? '';
    if (/^(?:[a-z][a-z\d+.-]*:|#)/i.test(written)) continue;
    const url = parsedUrl(written, base);
    if (url !== undefined) link.setAttribute('href', url.href);
  }
}

function addressOf(url: URL): string {
  return url.pathname + url.search;
}

function markOf(state: unknown): Mark {
  const kept: Partial<Record<keyof Mark, unknown>> = state instanceof Object ? state : {};
  const mark: Mark = {
    scroll: typeof kept.scroll === 'number' ? kept.scroll : 0,
    depth: typeof kept.depth === 'number' ? kept.depth : 0,
  };
  if (typeof kept.focus === 'string') mark.focus = kept.focus;
  if (typeof kept.list === 'number') mark.list = kept.list;
  if (kept.isFirst === true) mark.isFirst = true;
  const row: Partial<Record<'key' | 'top', unknown>> = kept.row instanceof Object ? kept.row : {};
  if (typeof row.key === 'string' && typeof row.top === 'number') {
    mark.row = { key: row.key, top: row.top };
  }
  return mark;
}
