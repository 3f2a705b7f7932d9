import type { Place, ViewMessage } from '../worker/protocol.js';
import { placeOf, urlOf } from '../page/address.js';
import { ArchiveClient } from '../page/archive-client.js';
import { startProse } from '../page/article.js';
import { focusByKey, keepFocus } from '../page/focus.js';
import { appendToList, pressView, startList, updateList } from '../page/list.js';
import { markFound } from '../page/marks.js';
import { startOutline } from '../page/outline.js';
import { startPictures } from '../page/pictures.js';
import { fragmentOf } from '../page/set-html.js';
import { setPageTexts } from '../page/texts.js';
import {
  type InterfaceLanguage,
  interfaceLanguages,
  isInterfaceLanguage,
} from '../site/language.js';
import { nameParts } from './parts.js';
import { fragmentWithPlace, placeInFragment } from './place.js';
import { styleArticles, styleShadow } from './styles.js';

/** What `newsletter-open` tells: the issue that a reader is about to open. */
export interface NewsletterOpenDetail {
  /** The path of its Markdown file below the archive's `posts/`. */
  issue: string;
  /** The issue's own page, absolute. */
  url: string;
}

/** What `newsletter-change` tells: what is on view now. */
export interface NewsletterChangeDetail {
  /** As the attribute: the path of the issue's Markdown file, or `null` while a list is on view. */
  issue: string | null;
  /** As the attribute: the list's filter as a query string, or `null`. */
  filter: string | null;
  /** What is on view, in words: the issue's title, or the list's. */
  title: string;
}

/** What `newsletter-error` tells. */
export interface NewsletterErrorDetail {
  /** What went wrong and with which address. */
  message: string;
}

/** How the reader came to a view. */
type Arrival = 'start' | 'forward' | 'in-place' | 'return';

/** In pixels, as `article.css` has it in rem. */
const roomBeside = 1152;
const start: Place = { path: '', search: '' };
/** The keys in the fragment that elements on the page have taken. */
const keysTaken = new Set<string>();
let moduleUrl: string | undefined;

/**
 * `<newsletter-archive src="…/manifest.json">`: the list of an archive, its filters and its search,
 * and the reading of its issues, inside any page. The element takes colour, typeface and language
 * from the page. What it draws around an issue is in its own tree, to be styled by `::part()` and
 * `--newsletter-…`; the issue itself stands in the page, where the page's own rules for text hold.
 *
 * Attributes, each a property too: `src`, `issue`, `filter`, `view` (`cards`), `address` (`none`);
 * and `lang`. `issue`, `filter` and `view` follow what the reader does.
 *
 * Events, all of which bubble: `newsletter-ready`, `newsletter-open` (can be prevented),
 * `newsletter-change`, `newsletter-error`.
 */
export class NewsletterArchive extends HTMLElement {
  /** @internal */
  static readonly observedAttributes = ['src', 'issue', 'filter', 'view', 'lang', 'address'];

  readonly #tree = this.attachShadow({ mode: 'open' });
  readonly #frame = document.createElement('div');
  readonly #list = document.createElement('div');
  readonly #issue = document.createElement('div');
  readonly #notice = document.createElement('div');
  #client: ArchiveClient | undefined;
  /** Where the archive lies. */
  #root: URL | undefined;
  #place: Place = start;
  /** The list to go back to, and how far down the page the reader was. */
  #left: { place: Place; language: string; scroll: number } | undefined;
  /** Of the list that stands. */
  #listed: { place: Place; language: string } | undefined;
  #key: string | undefined;
  /** Counts the views asked for: answers that come late are dropped. */
  #asked = 0;
  #isReady = false;
  /** While attributes follow the view, they ask for nothing. */
  #reflecting = false;
  #stop = new AbortController();

  constructor() {
    super();
    styleShadow(this.#tree);
    this.#frame.className = 'archive';
    this.#list.setAttribute('part', 'list');
    this.#issue.setAttribute('part', 'issue');
    this.#notice.setAttribute('role', 'status');
    this.#issue.hidden = true;
    this.#frame.append(this.#notice, this.#list, this.#issue);
    this.#tree.append(this.#frame);
    this.#listen();
  }

  /** The address of the archive's manifest. */
  get src(): string {
    return this.getAttribute('src') ?? '';
  }
  set src(value: string) {
    this.setAttribute('src', value);
  }

  /** The path of the Markdown file of the issue on view; `null` while a list is. */
  get issue(): string | null {
    return this.getAttribute('issue');
  }
  set issue(value: string | null) {
    this.#set('issue', value);
  }

  /** What the list is narrowed down to, as a query string: `tag=spring&year=2024`. */
  get filter(): string | null {
    return this.getAttribute('filter');
  }
  set filter(value: string | null) {
    this.#set('filter', value);
  }

  /** `compact` (rows) or `cards`. */
  get view(): string {
    return this.getAttribute('view') === 'cards' ? 'cards' : 'compact';
  }
  set view(value: string) {
    this.#set('view', value === 'cards' ? value : null);
  }

  /** `fragment`: the page's address keeps what is on view, after its `#`. `none`: it is left alone. */
  get address(): string {
    return this.getAttribute('address') === 'none' ? 'none' : 'fragment';
  }
  set address(value: string) {
    this.setAttribute('address', value);
  }

  /** Reads the manifest again, for instance after a new issue came out, and shows it. */
  async reload(): Promise<void> {
    this.#left = undefined;
    this.#listed = undefined;
    await this.#client?.ask('reload', {}).catch(() => {});
    await this.#show(this.#place, 'in-place');
  }

  /** @internal */
  connectedCallback(): void {
    styleArticles(this.getRootNode());
    if (this.#stop.signal.aborted) this.#stop = new AbortController();
    addEventListener('popstate', () => this.#follow(), { signal: this.#stop.signal });
    this.#showViewSwitch();
    // Moved within the document, all is still there.
    if (this.#client === undefined) this.#open();
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#stop.abort();
    // What is moved comes back at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || this.#reflecting || !this.isConnected) return;
    if (name === 'view') this.#showViewSwitch();
    else if (name === 'src') this.#open();
    else if (name === 'lang') void this.#show(this.#place, 'in-place');
    else if (name !== 'address') {
      // Which of the two was set is meant: another filter leaves the issue that is being read.
      const place =
        name === 'filter' && after !== null ? this.#filterPlace() : this.#attributePlace();
      void this.#go(place, 'forward', {});
    }
  }

  #set(name: string, value: string | null): void {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  /** Starts over with the manifest that `src` names. */
  #open(): void {
    this.#close();
    if (this.src === '') {
      this.#fail(
        'newsletter-archive has no src. Name the manifest of an archive: src="…/manifest.json".',
      );
      return;
    }
    if (!URL.canParse(this.src, document.baseURI)) {
      this.#fail(`newsletter-archive: src="${this.src}" is no address.`);
      return;
    }
    const manifest = new URL(this.src, document.baseURI);
    this.#root = new URL('.', manifest);
    if (manifest.href === this.#root.href) manifest.pathname += 'manifest.json';
    this.#client = new ArchiveClient({
      root: this.#root.href,
      manifest: manifest.href,
      ...(moduleUrl === undefined ? {} : { module: moduleUrl }),
    });
    this.#key = freeKey(this.id || 'archive');
    keysTaken.add(this.#key);
    void this.#show(this.#placeOfAddress() ?? this.#attributePlace(), 'start');
  }

  #close(): void {
    this.#asked += 1;
    this.#client?.close();
    this.#client = undefined;
    this.#isReady = false;
    this.#left = undefined;
    this.#listed = undefined;
    if (this.#key !== undefined) keysTaken.delete(this.#key);
    this.#key = undefined;
    this.#list.replaceChildren();
    this.#issue.replaceChildren();
    this.#notice.replaceChildren();
    this.#removeArticle();
  }

  #listen(): void {
    startList(
      {
        change: (search, { replace }) =>
          void this.#go({ path: '', search }, 'in-place', { replace }),
        more: (link) => void this.#more(link),
        show: (view) => {
          this.view = view;
          this.#showViewSwitch();
        },
      },
      this.#tree,
    );
    // The text of an issue is in the page, what is around it in the tree: both pass here.
    this.addEventListener('click', (event) => this.#clicked(event));
    this.#tree.addEventListener('keydown', (event) => this.#pressed(event as KeyboardEvent));
  }

  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || this.#root === undefined) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const [target] = event.composedPath();
    const link = target instanceof Element ? target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.download !== '') return;
    if (link.dataset.native !== undefined || link.dataset.more !== undefined) return;
    if (link.getAttribute('href')?.startsWith('#')) {
      if (this.#toSection(link.hash)) event.preventDefault();
      return;
    }
    const url = new URL(link.href);
    const place = placeOf(url, this.#root);
    if (place === undefined) return;
    event.preventDefault();
    if (link.dataset.back !== undefined) this.#back();
    else
      void this.#go(place, link.dataset.inPlace === undefined ? 'forward' : 'in-place', {
        hash: url.hash,
      });
  }

  /** Arrows lead through the list once the reader is in it. Other keys are the page's. */
  #pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...this.#list.querySelectorAll<HTMLElement>('.issue-link')];
    const at = links.indexOf(event.target as HTMLElement);
    if (step === undefined || at < 0 || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    links[at + step]?.focus();
  }

  /** Goes to a place, as readers and pages ask for it; the address of the page follows. */
  async #go(
    place: Place,
    arrival: Arrival,
    { replace = false, hash = '' }: { replace?: boolean; hash?: string },
  ): Promise<void> {
    const scroll = scrollY;
    if (!this.#list.hidden && arrival === 'forward' && this.#listed) {
      this.#left = { ...this.#listed, scroll };
    }
    if (!(await this.#show(place, arrival, hash))) return;
    if (this.address === 'none' || this.#key === undefined) return;
    const fragment = fragmentWithPlace(location.hash, this.#key, this.#place);
    if (fragment === location.hash) return;
    const url = location.pathname + location.search + fragment;
    // The state is the page's own, if it has one.
    if (replace) history.replaceState(history.state, '', url);
    else history.pushState({ newsletterArchive: this.#key, from: arrival }, '', url);
  }

  #back(): void {
    const state: unknown = history.state;
    const isOurs =
      state instanceof Object &&
      'newsletterArchive' in state &&
      state.newsletterArchive === this.#key &&
      'from' in state &&
      state.from === 'forward';
    if (this.address !== 'none' && isOurs && this.#left !== undefined) history.back();
    else void this.#go(this.#left?.place ?? start, 'return', {});
  }

  /** The page's address became another one. */
  #follow(): void {
    if (this.#client === undefined || this.address === 'none') return;
    const place = this.#placeOfAddress() ?? start;
    if (sameAddress(place, this.#place)) return;
    void this.#show(place, 'return');
  }

  /** Shows a place. False when another view took over, or it could not be shown. */
  async #show(place: Place, arrival: Arrival, hash = ''): Promise<boolean> {
    const client = this.#client;
    if (client === undefined) return false;
    this.#asked += 1;
    const asked = this.#asked;
    const language = this.#language();
    if (arrival === 'return' && this.#takeBackList(place, language)) return true;
    this.#frame.setAttribute('aria-busy', 'true');
    let view: ViewMessage;
    try {
      const parts =
        arrival !== 'forward' &&
        arrival !== 'start' &&
        !this.#list.hidden &&
        this.#listed?.language === language;
      view = await client.ask('view', { place, language, parts, outside: true });
    } catch (error) {
      if (asked !== this.#asked) return false;
      this.#fail(error instanceof Error ? error.message : String(error), () => {
        void this.#show(place, arrival, hash);
      });
      return false;
    }
    if (asked !== this.#asked || !this.isConnected) return false;
    if (
      view.file !== undefined &&
      arrival === 'forward' &&
      !this.#mayOpen(view.file, view.moved ?? place.path)
    ) {
      this.#frame.removeAttribute('aria-busy');
      return false;
    }
    this.#place = view.moved === undefined ? place : { path: view.moved, search: '' };
    this.#notice.replaceChildren();
    this.#frame.removeAttribute('aria-busy');
    setPageTexts(view.texts);
    this.#frame.lang = view.tag;
    if (view.kind === 'list') {
      const isCurrent = () => asked === this.#asked && this.isConnected;
      if (!(await this.#placeList(view, arrival, language, isCurrent))) return false;
    } else {
      this.#placeIssue(view, arrival, hash);
    }
    this.#reflect(view.file ?? null);
    this.#announce(view.title, asked);
    return true;
  }

  /** False when another view took over. */
  async #placeList(
    view: ViewMessage,
    arrival: Arrival,
    language: string,
    isCurrent: () => boolean,
  ): Promise<boolean> {
    const hadFocus = !this.#issue.hidden && this.#hasFocus();
    if (view.parts) {
      const { parts, filter = '' } = view;
      const inPlace = arrival === 'in-place' ? 'in-place' : 'return';
      if (!(await updateList(parts, filter, inPlace, isCurrent, this.#tree))) return false;
    } else {
      keepFocus(
        () => this.#list.replaceChildren(fragmentOf(view.main)),
        () => this.#list.querySelector<HTMLElement>('.count'),
        this.#tree,
      );
    }
    nameParts(this.#list);
    this.#listed = { place: this.#place, language };
    this.#showViewSwitch();
    this.#removeArticle();
    this.#issue.replaceChildren();
    this.#issue.hidden = true;
    this.#list.hidden = false;
    startPictures(this.#list);
    if (arrival === 'forward') this.#toTop();
    if (hadFocus) this.#list.querySelector<HTMLElement>('.count')?.focus({ preventScroll: true });
    return true;
  }

  #placeIssue(view: ViewMessage, arrival: Arrival, hash: string): void {
    const fragment = fragmentOf(view.main);
    const article = fragment.querySelector('.article');
    const own: HTMLElement[] = [];
    for (const [selector, name] of [
      ['.article-head', 'head'],
      ['.prose', 'text'],
    ] as const) {
      const element = article?.querySelector<HTMLElement>(selector);
      if (!element) continue;
      const slot = document.createElement('slot');
      slot.name = name;
      element.replaceWith(slot);
      element.slot = name;
      own.push(element);
    }
    nameParts(fragment);
    this.#removeArticle();
    this.append(...own);
    this.#issue.replaceChildren(fragment);
    this.#list.hidden = true;
    this.#issue.hidden = false;
    for (const element of own) {
      element.lang ||= this.#frame.lang;
      startPictures(element.parentElement ?? element);
      if (element.slot === 'text') startProse(element);
    }
    markFound(this, this.#place.search);
    const drawn = this.#issue.querySelector('.article');
    if (drawn) startOutline(drawn, (id) => this.#section(id));
    // A narrow place in a wide window has no room for the contents beside the text.
    const contents = this.#issue.querySelector<HTMLDetailsElement>('.toc details');
    if (contents && this.clientWidth < roomBeside) contents.open = false;
    if (arrival === 'start' || arrival === 'in-place') return;
    if (hash !== '' && this.#toSection(hash)) return;
    this.#toTop();
    const heading = this.querySelector<HTMLElement>(':scope > .article-head h1');
    (heading ?? this.#issue.querySelector<HTMLElement>('.notice h1'))?.focus({
      preventScroll: true,
    });
  }

  /** The list as it was left, with its rows, folds and place. */
  #takeBackList(place: Place, language: string): boolean {
    const left = this.#left;
    if (!this.#list.hidden || left === undefined || this.#listed === undefined) return false;
    if (left.language !== language || !sameAddress(left.place, place)) return false;
    const opened = this.issue;
    this.#place = place;
    this.#frame.removeAttribute('aria-busy');
    this.#notice.replaceChildren();
    this.#removeArticle();
    this.#issue.replaceChildren();
    this.#issue.hidden = true;
    this.#list.hidden = false;
    this.#reflect(null);
    scrollTo({ top: left.scroll, behavior: 'instant' });
    // The browser restores its own idea of the place after this event.
    requestAnimationFrame(() => scrollTo({ top: left.scroll, behavior: 'instant' }));
    if (opened !== null) focusByKey(`post:${opened}`, this.#tree);
    this.#announce('', this.#asked);
    return true;
  }

  async #more(link: HTMLAnchorElement): Promise<void> {
    const client = this.#client;
    const shown = Number(link.dataset.more);
    if (client === undefined || link.ariaBusy === 'true') return;
    link.ariaBusy = 'true';
    const hadFocus = this.#tree.activeElement === link;
    try {
      const question = { place: this.#place, language: this.#language(), shown };
      const answer = await client.ask('more', { ...question, outside: true });
      if (!link.isConnected) return;
      appendToList(answer, this.#tree);
      nameParts(this.#list);
      startPictures(this.#list);
      const query = new URLSearchParams(this.#place.search);
      query.set('page', String(Number(query.get('page') ?? 1) + 1));
      this.#place = { ...this.#place, search: `?${query}` };
      this.#listed = { place: this.#place, language: this.#language() };
      if (hadFocus) {
        this.#list
          .querySelectorAll<HTMLElement>('.issue-link')
          [shown]?.focus({ preventScroll: true });
      }
    } catch (error) {
      link.ariaBusy = 'false';
      this.#fail(
        error instanceof Error ? error.message : String(error),
        () => void this.#more(link),
      );
    }
  }

  /** Says what went wrong, in the element and to the page. */
  #fail(message: string, retry?: () => void): void {
    const strings = interfaceLanguages[this.#language()].page;
    this.#frame.removeAttribute('aria-busy');
    const text = document.createElement('p');
    text.textContent = `${strings.failed} `;
    if (retry !== undefined) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'link-button';
      button.textContent = strings.retry;
      button.addEventListener('click', retry);
      text.append(button);
    }
    const detail = document.createElement('p');
    detail.className = 'count';
    detail.lang = 'en';
    detail.textContent = message;
    this.#notice.replaceChildren(text, detail);
    this.#notice.setAttribute('part', 'error');
    this.dispatchEvent(
      new CustomEvent<NewsletterErrorDetail>('newsletter-error', {
        bubbles: true,
        composed: true,
        detail: { message },
      }),
    );
  }

  #mayOpen(issue: string, path: string): boolean {
    const url = this.#root === undefined ? '' : urlOf(path, '', this.#root).href;
    return this.dispatchEvent(
      new CustomEvent<NewsletterOpenDetail>('newsletter-open', {
        bubbles: true,
        composed: true,
        cancelable: true,
        detail: { issue, url },
      }),
    );
  }

  #announce(title: string, asked: number): void {
    if (asked !== this.#asked) return;
    const { issue, filter } = this;
    const detail = { issue, filter, title };
    const name = this.#isReady ? 'newsletter-change' : 'newsletter-ready';
    this.#isReady = true;
    this.dispatchEvent(
      new CustomEvent<NewsletterChangeDetail>(name, { bubbles: true, composed: true, detail }),
    );
  }

  /** Attributes follow what is on view. */
  #reflect(issue: string | null): void {
    this.#reflecting = true;
    try {
      this.#set('issue', issue);
      const filter = this.#list.querySelector<HTMLElement>('.list-view')?.dataset.filter;
      if (issue === null) this.#set('filter', filter?.replace(/^\?/, '') || null);
    } finally {
      this.#reflecting = false;
    }
  }

  #attributePlace(): Place {
    const { issue } = this;
    if (issue !== null && issue !== '') {
      return { path: '', search: `?${new URLSearchParams({ post: issue })}` };
    }
    return this.#filterPlace();
  }

  #filterPlace(): Place {
    const filter = this.filter?.replace(/^\?/, '') ?? '';
    return { path: '', search: filter === '' ? '' : `?${filter}` };
  }

  #placeOfAddress(): Place | undefined {
    if (this.address === 'none' || this.#key === undefined) return undefined;
    return placeInFragment(location.hash, this.#key);
  }

  /** The interface's language: the element's own, the page's around it, or the reader's. */
  #language(): InterfaceLanguage {
    const around = this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang;
    const tags = around === '' ? navigator.languages : [around];
    const spoken = tags.map((tag) => tag.slice(0, 2).toLowerCase()).find(isInterfaceLanguage);
    return spoken ?? 'en';
  }

  #showViewSwitch(): void {
    this.#frame.dataset.view = this.view;
    pressView(this.view, this.#tree);
  }

  #removeArticle(): void {
    for (const element of this.querySelectorAll(':scope > :is(.article-head, .prose)'))
      element.remove();
  }

  #hasFocus(): boolean {
    return this.#tree.activeElement !== null || this.contains(document.activeElement);
  }

  #toTop(): void {
    const { top } = this.getBoundingClientRect();
    if (top < 0) this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }

  #section(id: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`:scope > .prose #${CSS.escape(id)}`);
  }

  /** To a section of the issue; the page may have one of the same name. */
  #toSection(hash: string): boolean {
    let id = hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // Not percent-encoded text: the fragment is meant as it stands.
    }
    const section = id === '' ? null : this.#section(id);
    if (section === null) return false;
    section.scrollIntoView({ block: 'start' });
    if (!section.hasAttribute('tabindex')) section.setAttribute('tabindex', '-1');
    section.focus({ preventScroll: true });
    return true;
  }
}

/**
 * Makes `<newsletter-archive>` known to the page; more than once does nothing.
 *
 * @param options.module where the WebAssembly module is, if not beside the element's worker
 */
export function defineNewsletterArchive({ module }: { module?: URL | string } = {}): void {
  if (module !== undefined) moduleUrl ??= new URL(module, document.baseURI).href;
  if (customElements.get('newsletter-archive') === undefined) {
    customElements.define('newsletter-archive', NewsletterArchive);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'newsletter-archive': NewsletterArchive;
  }
  interface HTMLElementEventMap {
    'newsletter-ready': CustomEvent<NewsletterChangeDetail>;
    'newsletter-open': CustomEvent<NewsletterOpenDetail>;
    'newsletter-change': CustomEvent<NewsletterChangeDetail>;
    'newsletter-error': CustomEvent<NewsletterErrorDetail>;
  }
}

function freeKey(wish: string): string {
  let key = wish;
  for (let count = 2; keysTaken.has(key); count += 1) key = `${wish}-${count}`;
  return key;
}

function sameAddress(one: Place, other: Place): boolean {
  return one.path === other.path && one.search === other.search;
}
