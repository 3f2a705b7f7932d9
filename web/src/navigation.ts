import { debounce, focusByKey, focusKey } from './dom.js';
import { type Route, parseRoute } from './route.js';

/** Where the reader was on a page of the history; kept in the history entry itself. */
interface Place {
  scroll: number;
  focus?: string;
  /** How many entries of this page lie before it in the history. */
  depth: number;
  /** The depth of the list that the reader came from. */
  list?: number;
}

/** How the reader came to a route. */
export type Arrival =
  /** By a link: the view starts at its top. */
  | 'forward'
  /** By changing the list in place: scroll and focus stay. */
  | 'in-place'
  /** By back, forward or reload: scroll and focus come back. */
  | 'return';

/** Shows a route; resolves when its content stands. Returns false when another one took over. */
export type Show = (route: Route, arrival: Arrival) => Promise<boolean>;

/** Keeps address, history and view in step. */
export class Navigation {
  readonly #show: Show;
  /** The address without fragment that is on view. */
  #shown = '';
  /** While a view is restored, the browser's own scrolling must not overwrite what is kept. */
  #settling = false;

  constructor(show: Show) {
    this.#show = show;
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => void this.#restore());
    document.addEventListener('click', (event) => this.#follow(event));
    const keep = debounce(120, () => this.#keepPlace());
    addEventListener('scroll', keep, { passive: true });
    document.addEventListener('focusin', keep);
    addEventListener('pagehide', () => this.#keepPlace());
  }

  /** Shows what the address says. */
  start(): Promise<void> {
    return this.#restore();
  }

  /** Shows the present address again, at the same place, for instance after the archive changed. */
  async refresh(): Promise<void> {
    const top = scrollY;
    if (await this.#show(parseRoute(location.search), 'in-place')) {
      scrollTo({ top, behavior: 'instant' });
    }
  }

  /** Goes to an address of this page. */
  async go(url: string, how: { arrival?: Arrival; replace?: boolean } = {}): Promise<void> {
    const target = new URL(url, location.href);
    this.#keepPlace();
    const before = placeOf(history.state);
    const place: Place = { scroll: 0, depth: before.depth + (how.replace ? 0 : 1) };
    const list = parseRoute(location.search).view === 'list' ? before.depth : before.list;
    if (list !== undefined) place.list = list;
    if (how.replace) history.replaceState(place, '', target);
    else history.pushState(place, '', target);
    if (addressOf(target) === this.#shown && target.hash !== '') return this.#toFragment();
    this.#shown = addressOf(target);
    this.#settling = true;
    const arrival = how.arrival ?? 'forward';
    if (!(await this.#show(parseRoute(target.search), arrival))) return;
    if (arrival === 'forward') {
      if (target.hash === '') scrollTo({ top: 0, behavior: 'instant' });
      else this.#toFragment();
    }
    this.#settled();
  }

  async #restore(): Promise<void> {
    const place = placeOf(history.state);
    const address = addressOf(new URL(location.href));
    this.#settling = true;
    if (address !== this.#shown) {
      this.#shown = address;
      if (!(await this.#show(parseRoute(location.search), 'return'))) return;
    }
    if (history.state === null && location.hash !== '') {
      this.#toFragment();
    } else {
      scrollTo({ top: place.scroll, behavior: 'instant' });
      if (place.focus !== undefined) focusByKey(place.focus);
    }
    this.#settled();
  }

  #settled(): void {
    // Scroll events of the restoration arrive with the next frame.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        this.#settling = false;
        this.#keepPlace();
      });
    });
  }

  #keepPlace(): void {
    if (this.#settling) return;
    const focus = focusKey();
    const { depth, list } = placeOf(history.state);
    const place: Place = { scroll: Math.round(scrollY), depth };
    if (focus !== undefined) place.focus = focus;
    if (list !== undefined) place.list = list;
    history.replaceState(place, '');
  }

  #toFragment(): void {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // Not percent-encoded text: the fragment is meant as it stands.
    }
    const target = document.getElementById(id);
    if (target === null) return;
    target.scrollIntoView({ block: 'start' });
    // So that the next Tab goes on from there.
    if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
    target.focus({ preventScroll: true });
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.download !== '') return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    event.preventDefault();
    const { depth, list } = placeOf(history.state);
    // Back to the very list that the reader left, with its filter, scroll and focus.
    if (link.dataset.back !== undefined && list !== undefined) history.go(list - depth);
    else void this.go(link.href);
  }
}

function addressOf(url: URL): string {
  return url.pathname + url.search;
}

function placeOf(state: unknown): Place {
  const kept: Partial<Record<keyof Place, unknown>> = state instanceof Object ? state : {};
  const place: Place = {
    scroll: typeof kept.scroll === 'number' ? kept.scroll : 0,
    depth: typeof kept.depth === 'number' ? kept.depth : 0,
  };
  if (typeof kept.focus === 'string') place.focus = kept.focus;
  if (typeof kept.list === 'number') place.list = kept.list;
  return place;
}
