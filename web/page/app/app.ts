import { issueLinks } from '../site/speculation-rules.js';
import type { PageAddress, ViewMessage } from '../worker/protocol.js';
import { placeOf, urlOf, withNextPage } from './address.js';
import { ask, client } from './own-archive.js';
import { startArticle } from './article.js';
import { loadDrawing } from './drawing.js';
import { keepFocus } from './focus.js';
import { Latest } from './latest.js';
import { markFound } from './found.js';
import { currentLanguage } from './language.js';
import { awaitPassages, showListFailure, showView } from './list.js';
import type { Arrival, Shower } from './navigation.js';
import { setHtml } from './set-html.js';
import { setPageTexts } from './texts.js';
import { showThemeSwitch } from './theme.js';
import { loadLikely } from './warm-up.js';
import { forgetViews, viewAhead } from './views-ahead.js';

/** A click waits so long for the worker; then the browser goes there on its own. */
const patience = 2500;
/** And so long for more of a list, which the link alone does not show in its place. */
const longPatience = 10_000;
/** A view that is not there by then has the reader wonder. */
const soon = 400;

/** The page: what is on view, and how another view takes its place. */
export class App implements Shower {
  readonly #head = required('#head');
  readonly #main = required('#content');
  readonly #foot = required('#foot');
  readonly #latest = new Latest();
  /** The views whose answers have come: rows of one are drawn until those of another are there. */
  readonly #drawn = new Latest();
  /** The questions that lead away from the list on view, and are no changes of it. */
  readonly #moves = new Latest();
  /** The list as it was left, with its pictures and open folds. */
  #leftList:
    | { address: string; language: string; masthead: string; foot: string; nodes: Node[] }
    | undefined;
  /** Whether the list on view has all its rows; they come by slices. */
  #isWhole = true;
  #address = location.pathname + location.search;
  /** Whether the browser is on its way elsewhere, and nothing may call it back. */
  isLeaving = false;
  language = currentLanguage();

  isList(): boolean {
    return this.#main.querySelector('.list-view') !== null;
  }

  isReady(link: HTMLElement): boolean {
    const isToIssue = link.matches(issueLinks);
    const isToList = link.dataset.inPlace !== undefined;
    return (isToIssue || client.isReady('list')) && (isToList || client.isReady('issue'));
  }

  leave(): void {
    this.isLeaving = true;
    // The browser may put this page by, and bring it back.
    addEventListener('pagehide', () => (this.isLeaving = false), { once: true });
    this.#latest.begin();
    this.#drawn.begin();
    this.#moves.begin();
    client.close();
    delete document.documentElement.dataset.busy;
  }

  /** Drops what is kept of views: the archive or the language became another. */
  forget(): void {
    this.#leftList = undefined;
    forgetViews();
  }

  async show(url: URL, arrival: Arrival): Promise<'shown' | 'superseded' | 'elsewhere'> {
    const isCurrent = this.#latest.begin();
    const place = placeOf(url);
    if (place === undefined) return 'elsewhere';
    const address = url.pathname + url.search;
    const { dataset } = document.documentElement;
    dataset.busy = '';
    // What is drawn for the quick ones, too, would cost them a layout of the page at either end.
    const wait = setTimeout(() => (dataset.busy = 'long'), soon);
    try {
      return await this.#answered(url, place, address, arrival, isCurrent);
    } finally {
      clearTimeout(wait);
      if (isCurrent()) delete dataset.busy;
    }
  }

  async #answered(
    url: URL,
    place: PageAddress,
    address: string,
    arrival: Arrival,
    isCurrent: () => boolean,
  ): Promise<'shown' | 'superseded' | 'elsewhere'> {
    const isSameList = arrival === 'in-place' ? this.#moves.current() : this.#moves.begin();
    const isUndrawn = this.#drawn.current();
    if (arrival === 'return' && this.#takeBackList(address)) return 'shown';
    const isOther = address !== this.#address;
    // A page that stands as a file can be had without the worker, should that be ready and say nothing.
    const isLink = arrival === 'return' || (url.search === '' && client.isReady('list'));
    const mayLeave = arrival === 'forward' || (isOther && isLink);
    let view: ViewMessage;
    try {
      const parts = arrival !== 'forward' && this.isList() && this.language === currentLanguage();
      // The page that stands for those not at hand has no other to give way to.
      const offline = arrival === 'return' && document.documentElement.dataset.shell !== undefined;
      const likely = this.isList() ? 'list' : 'issue';
      const question = { place, language: this.language, parts, likely, offline } as const;
      const answer = viewAhead(place, this.language) ?? ask('view', question);
      // Beside the answer, not after it. Whoever needs it says if it failed.
      if (parts) loadDrawing().catch(() => {});
      view = await (mayLeave ? within(patience, answer) : answer);
    } catch {
      if (!isCurrent()) return 'superseded';
      // Where the page came with another list than its address asks for, that is told, too.
      const isWrong = arrival === 'in-place' || 'pending' in document.documentElement.dataset;
      if (mayLeave || !isWrong || !this.isList()) return 'elsewhere';
      showListFailure(() => void this.show(url, 'in-place'));
      return 'shown';
    }
    // Whoever types on sees what was found for the first letters, as long as there is nothing newer.
    const isOfUse = arrival === 'in-place' && view.parts && isSameList() && isUndrawn();
    if (!isCurrent() && !isOfUse) return 'superseded';
    if (view.kind === 'missing' && arrival === 'forward') return 'elsewhere';
    const isDrawn = this.#drawn.begin();
    if (view.moved !== undefined && isCurrent()) {
      history.replaceState(history.state, '', urlOf(view.moved).href + url.hash);
    }
    this.#keepList();
    this.#address = address;
    const { parts, filter = '' } = view;
    if (parts) {
      keepFocus(() => this.#placeFrame(view));
      this.#isWhole = false;
      const { updateList } = await loadDrawing();
      if (!isDrawn() || !(await updateList(parts, filter, arrival, isDrawn))) return 'superseded';
      this.#isWhole = true;
      // Another answer is under way, and finishes the view.
      if (!isCurrent()) return 'superseded';
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
    if (place === undefined || link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    const isLatest = this.#latest.current();
    const isCurrent = () => isLatest() && link.isConnected;
    try {
      const coming = Promise.all([
        ask('more', { place, language: this.language, shown }),
        loadDrawing(),
      ]);
      const isFile = link.search === '';
      const [answer, { appendToList }] = await (isFile ? within(longPatience, coming) : coming);
      if (!isCurrent()) return;
      this.#isWhole = false;
      if (!(await appendToList(answer, isCurrent)) || !isLatest()) return;
      this.#isWhole = true;
      this.#awaitPassages();
      const url = new URL(location.href);
      url.search = withNextPage(url.search);
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
    this.#awaitPassages();
    loadLikely();
    // The address that search engines know is that of the page that was loaded.
    document.querySelector('link[rel="canonical"]')?.remove();
    // For the owner's snippets, and scripts of theirs.
    document.dispatchEvent(new Event('broadsheet:view'));
  }

  #awaitPassages(): void {
    const place = placeOf(new URL(location.href));
    if (place === undefined) return;
    const { language } = this;
    awaitPassages(document, (offset, count) => ask('passages', { place, language, offset, count }));
  }

  #keepList(): void {
    if (!this.isList()) return;
    if (!this.#isWhole) {
      this.#leftList = undefined;
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

function within<Value>(milliseconds: number, value: Value | Promise<Value>): Promise<Value> {
  return Promise.race([
    value,
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
