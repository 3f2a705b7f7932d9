import type { Place, ViewMessage } from '../worker/protocol.js';
import { placeOf, urlOf } from './address.js';
import { ask } from './archive-client.js';
import { startArticle } from './article.js';
import { keepFocus } from './focus.js';
import { markFound } from './marks.js';
import { currentLanguage } from './language.js';
import { appendToList, showListFailure, showView, updateList } from './list.js';
import type { Arrival, Shower } from './navigation.js';
import { setHtml } from './set-html.js';
import { setPageTexts } from './texts.js';
import { showThemeSwitch } from './theme.js';

/** A click waits so long for the worker; then the browser goes there on its own. */
const patience = 2500;
/** A view that is not there by then has the reader wonder. */
const soon = 400;

/** The page: what is on view, and how another view takes its place. */
export class App implements Shower {
  readonly #head = required('#head');
  readonly #main = required('#content');
  readonly #foot = required('#foot');
  /** Counts the views asked for: answers that come late are dropped. */
  #asked = 0;
  /** The list as it was left, with its pictures and open folds. */
  #leftList:
    | { address: string; language: string; masthead: string; foot: string; nodes: Node[] }
    | undefined;
  /** Whether the list on view has all its rows; they come by slices. */
  #isWhole = true;
  #address = location.pathname + location.search;
  language = currentLanguage();

  isList(): boolean {
    return this.#main.querySelector('.list-view') !== null;
  }

  /** Drops what is kept of lists: the archive or the language became another. */
  forget(): void {
    this.#leftList = undefined;
  }

  async show(url: URL, arrival: Arrival): Promise<'shown' | 'superseded' | 'elsewhere'> {
    this.#asked += 1;
    const asked = this.#asked;
    const place = placeOf(url);
    if (place === undefined) return 'elsewhere';
    const address = url.pathname + url.search;
    const { dataset } = document.documentElement;
    dataset.busy = '';
    // What is drawn for the quick ones, too, would cost them a layout of the page at either end.
    const wait = setTimeout(() => (dataset.busy = 'long'), soon);
    try {
      return await this.#answered(url, place, address, arrival, asked);
    } finally {
      clearTimeout(wait);
      if (asked === this.#asked) delete dataset.busy;
    }
  }

  async #answered(
    url: URL,
    place: Place,
    address: string,
    arrival: Arrival,
    asked: number,
  ): Promise<'shown' | 'superseded' | 'elsewhere'> {
    if (arrival === 'return' && this.#takeBackList(address)) return 'shown';
    let view: ViewMessage;
    try {
      const parts = arrival !== 'forward' && this.isList() && this.language === currentLanguage();
      // The page that stands for those not at hand has no other to give way to.
      const offline = arrival === 'return' && document.documentElement.dataset.shell !== undefined;
      const answer = ask('view', { place, language: this.language, parts, offline });
      view = await (arrival === 'forward' ? within(patience, answer) : answer);
    } catch {
      if (asked !== this.#asked) return 'superseded';
      if (arrival !== 'in-place') return 'elsewhere';
      showListFailure(() => void this.show(url, arrival));
      return 'shown';
    }
    if (asked !== this.#asked) return 'superseded';
    if (view.kind === 'missing' && arrival === 'forward') return 'elsewhere';
    if (view.moved !== undefined) {
      history.replaceState(history.state, '', urlOf(view.moved).href + url.hash);
    }
    this.#keepList();
    this.#address = address;
    const { parts, filter = '' } = view;
    if (parts) {
      keepFocus(() => this.#placeFrame(view));
      const isCurrent = () => asked === this.#asked;
      this.#isWhole = false;
      if (!(await updateList(parts, filter, arrival, isCurrent))) return 'superseded';
      this.#isWhole = true;
      this.#placed();
    } else {
      this.#isWhole = true;
      keepFocus(
        () => this.#place(view),
        () => this.#main.querySelector('.count') ?? this.#main,
      );
    }
    if (arrival === 'forward') this.#focusStart();
    return 'shown';
  }

  /** Shows the next issues of the list below those that stand. */
  async more(link: HTMLAnchorElement): Promise<void> {
    const place = placeOf(new URL(location.href));
    const shown = Number(link.dataset.more);
    if (place === undefined || link.ariaBusy === 'true') return;
    link.ariaBusy = 'true';
    const asked = this.#asked;
    const isCurrent = () => asked === this.#asked && link.isConnected;
    try {
      const answer = await ask('more', { place, language: this.language, shown });
      if (!isCurrent()) return;
      this.#isWhole = false;
      if (!(await appendToList(answer, isCurrent))) return;
      this.#isWhole = true;
      const url = new URL(location.href);
      url.searchParams.set('page', String(Number(url.searchParams.get('page') ?? 1) + 1));
      history.replaceState(history.state, '', url);
      this.#address = url.pathname + url.search;
    } catch {
      // The link leads to a page that has them.
      location.assign(link.href);
    }
  }

  #place(view: ViewMessage): void {
    this.#placeFrame(view);
    setHtml(this.#main, view.main);
    this.#isWhole = true;
    this.#placed();
  }

  /** What stands around the content. */
  #placeFrame(view: ViewMessage): void {
    const { documentElement } = document;
    document.title = view.title;
    if (view.language !== documentElement.dataset.language) {
      documentElement.dataset.language = view.language;
      documentElement.lang = view.tag;
      setPageTexts(view.texts);
      const skip = document.querySelector('.skip-link');
      if (skip) skip.textContent = view.skip;
    }
    if (this.#head.innerHTML !== view.masthead) setHtml(this.#head, view.masthead);
    // Its links are relative to the address, as all are.
    if (this.#foot.innerHTML !== view.foot) setHtml(this.#foot, view.foot);
  }

  /** Brings what scripts add to a view up to date. */
  #placed(): void {
    showThemeSwitch();
    showView();
    startArticle(this.#main);
    markFound(this.#main);
    // The address that search engines know is that of the page that was loaded.
    document.querySelector('link[rel="canonical"]')?.remove();
  }

  #keepList(): void {
    if (!this.isList()) return;
    if (!this.#isWhole) {
      this.forget();
      return;
    }
    this.#leftList = {
      address: this.#address,
      language: this.language,
      masthead: this.#head.innerHTML,
      foot: this.#foot.innerHTML,
      nodes: [...this.#main.childNodes],
    };
  }

  #takeBackList(address: string): boolean {
    const left = this.#leftList;
    if (left?.address !== address || left.language !== this.language || this.isList()) return false;
    this.#address = address;
    this.#leftList = undefined;
    setHtml(this.#head, left.masthead);
    setHtml(this.#foot, left.foot);
    this.#main.replaceChildren(...left.nodes);
    document.title = this.#head.querySelector('.nameplate')?.textContent ?? document.title;
    this.#placed();
    return true;
  }

  /** Screen readers go on from here, and so does the next Tab. */
  #focusStart(): void {
    const heading = this.#main.querySelector<HTMLElement>('.article h1, .list-title, .notice h1');
    (heading ?? this.#main).focus({ preventScroll: true });
  }
}

function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('The worker takes too long.')), milliseconds);
    }),
  ]);
}

function required(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`The page has no ${selector}.`);
  return element;
}
