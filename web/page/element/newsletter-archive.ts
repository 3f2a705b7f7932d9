import { placeOf, urlOf, withNextPage } from '../app/address.js';
import type { ArchiveClient } from '../app/archive-client.js';
import { clickedLink } from '../app/clicked-link.js';
import { focusByKey } from '../app/focus.js';
import { Latest } from '../app/latest.js';
import { pressView, startList } from '../app/list.js';
import type { Arrival as Move } from '../app/navigation.js';
import { startPictures } from '../app/pictures.js';
import { setPageTexts } from '../app/texts.js';
import { type InterfaceLanguage, interfaceLanguageOf } from '../site/language.js';
import { parsedUrl } from '../site/parsed-url.js';
import type { PageAddress, ViewMessage } from '../worker/protocol.js';
import { tell } from './events.js';
import { showFailure } from './failure.js';
import { ForeignArchiveClient, useWorkers } from './foreign-client.js';
import { IssueView } from './issue-view.js';
import { type Listed, ListView } from './list-view.js';
import { OwnFragment } from './own-fragment.js';
import { styleArticles, styleShadow } from './styles.js';

export type {
  NewsletterChangeDetail,
  NewsletterErrorDetail,
  NewsletterOpenDetail,
} from './events.js';

/** How the reader came to a view. */
type Arrival = Move | 'start';

const start: PageAddress = { path: '', search: '' };
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
  readonly #notice = document.createElement('div');
  readonly #list = new ListView(this.#tree, async (listed, offset, count) => {
    const question = { ...listed, offset, count, outside: true } as const;
    return (await this.#client?.ask('passages', question)) ?? { rows: {} };
  });
  readonly #issue = new IssueView(this);
  #client: ArchiveClient | undefined;
  /** Where the archive lies. */
  #root: URL | undefined;
  #place: PageAddress = start;
  /** The list to go back to, and how far down the page the reader was. */
  #left: (Listed & { scroll: number; title: string }) | undefined;
  /** What is on view, in words. */
  #title = '';
  #fragment: OwnFragment | undefined;
  readonly #latest = new Latest();
  #isReady = false;
  /** While attributes follow the view, they ask for nothing. */
  #reflecting = false;
  #stop = new AbortController();

  constructor() {
    super();
    styleShadow(this.#tree);
    this.#frame.className = 'archive';
    this.#notice.setAttribute('role', 'status');
    this.#frame.append(this.#notice, this.#list.container, this.#issue.container);
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
    this.#list.forget();
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
    const manifest = parsedUrl(this.src, document.baseURI);
    if (manifest === undefined) {
      this.#fail(`newsletter-archive: src="${this.src}" is no address.`);
      return;
    }
    this.#root = new URL('.', manifest);
    if (manifest.href === this.#root.href) manifest.pathname += 'manifest.json';
    this.#client = new ForeignArchiveClient({
      root: this.#root.href,
      manifest: manifest.href,
      ...(moduleUrl === undefined ? {} : { module: moduleUrl }),
    });
    this.#fragment = new OwnFragment(this.id || 'archive');
    void this.#show(this.#placeOfAddress() ?? this.#attributePlace(), 'start');
  }

  #close(): void {
    this.#latest.begin();
    this.#client?.close();
    this.#client = undefined;
    this.#isReady = false;
    this.#left = undefined;
    this.#fragment?.release();
    this.#fragment = undefined;
    this.#list.forget();
    this.#list.container.replaceChildren();
    this.#notice.replaceChildren();
    this.#showList();
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
    const link = clickedLink(event);
    if (link === undefined || link.dataset.more !== undefined || this.#root === undefined) return;
    if (link.getAttribute('href')?.startsWith('#')) {
      if (this.#issue.toSection(link.hash)) event.preventDefault();
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
    const links = this.#list.links();
    const at = links.indexOf(event.target as HTMLElement);
    if (step === undefined || at < 0 || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    links[at + step]?.focus();
  }

  /** Goes to a place, as readers and pages ask for it; the address of the page follows. */
  async #go(
    place: PageAddress,
    arrival: Arrival,
    { replace = false, hash = '' }: { replace?: boolean; hash?: string },
  ): Promise<void> {
    const scroll = scrollY;
    if (this.#list.isShown && arrival === 'forward' && this.#list.listed) {
      this.#left = { ...this.#list.listed, scroll, title: this.#title };
    }
    // The address is there at once; large lists take some frames.
    await this.#show(place, arrival, hash, () => {
      if (this.address !== 'none') this.#fragment?.write(this.#place, arrival, replace);
    });
  }

  #back(): void {
    const isOurs = this.address !== 'none' && this.#fragment?.cameBy('forward') === true;
    if (isOurs && this.#left !== undefined) history.back();
    else void this.#go(this.#left?.place ?? start, 'return', {});
  }

  /** The page's address became another one. */
  #follow(): void {
    if (this.#client === undefined || this.address === 'none') return;
    const place = this.#placeOfAddress() ?? start;
    if (sameAddress(place, this.#place)) return;
    void this.#show(place, 'return');
  }

  /**
   * Shows a place. False when another view took over, or it could not be shown.
   *
   * @param arrived called when it is certain that the place is the one to show
   */
  async #show(
    place: PageAddress,
    arrival: Arrival,
    hash = '',
    arrived: () => void = () => {},
  ): Promise<boolean> {
    const client = this.#client;
    if (client === undefined) return false;
    const isCurrent = this.#latest.begin();
    const language = this.#language();
    if (arrival === 'return' && this.#takeBackList(place, language)) {
      arrived();
      return true;
    }
    this.#frame.setAttribute('aria-busy', 'true');
    let view: ViewMessage;
    try {
      const parts =
        arrival !== 'forward' &&
        arrival !== 'start' &&
        this.#list.isShown &&
        this.#list.listed?.language === language;
      view = await client.ask('view', { place, language, parts, outside: true });
    } catch (error) {
      if (!isCurrent()) return false;
      this.#fail(messageOf(error), () => void this.#show(place, arrival, hash));
      return false;
    }
    if (!isCurrent() || !this.isConnected) return false;
    this.#frame.removeAttribute('aria-busy');
    const { file } = view;
    if (file !== undefined && arrival === 'forward') {
      if (!this.#mayOpen(file, view.moved ?? place.path)) return false;
    }
    this.#place = view.moved === undefined ? place : { path: view.moved, search: '' };
    arrived();
    this.#notice.replaceChildren();
    setPageTexts(view.texts);
    this.#frame.lang = view.tag;
    this.#frame.dir = view.direction;
    if (view.kind === 'list') {
      const isHere = () => isCurrent() && this.isConnected;
      if (!(await this.#placeList(view, arrival, language, isHere))) return false;
    } else {
      this.#placeIssue(view, arrival, hash);
    }
    this.#reflect(file ?? null);
    if (isCurrent()) this.#announce(view.title);
    return true;
  }

  /** False when another view took over. */
  async #placeList(
    view: ViewMessage,
    arrival: Arrival,
    language: InterfaceLanguage,
    isCurrent: () => boolean,
  ): Promise<boolean> {
    const hadFocus = !this.#list.isShown && this.#hasFocus();
    const listed = { place: this.#place, language };
    const inPlace = arrival === 'in-place' ? 'in-place' : 'return';
    if (!(await this.#list.draw(view, listed, inPlace, isCurrent))) return false;
    this.#showViewSwitch();
    this.#showList();
    startPictures(this.#list.container);
    if (arrival === 'forward') this.#toTop();
    if (hadFocus) this.#list.focusCount();
    return true;
  }

  #placeIssue(view: ViewMessage, arrival: Arrival, hash: string): void {
    this.#list.container.hidden = true;
    this.#issue.show(view, this.#place.search, this.#frame.lang);
    if (arrival === 'start' || arrival === 'in-place') return;
    if (hash !== '' && this.#issue.toSection(hash)) return;
    this.#toTop();
    this.#issue.focusTitle();
  }

  #showList(): void {
    this.#issue.clear();
    this.#list.container.hidden = false;
  }

  /** The list as it was left, with its rows, folds and place. */
  #takeBackList(place: PageAddress, language: string): boolean {
    const left = this.#left;
    if (this.#list.isShown || left === undefined || this.#list.listed === undefined) return false;
    if (left.language !== language || !sameAddress(left.place, place)) return false;
    const opened = this.issue;
    this.#place = place;
    this.#frame.removeAttribute('aria-busy');
    this.#notice.replaceChildren();
    this.#showList();
    this.#reflect(null);
    scrollTo({ top: left.scroll, behavior: 'instant' });
    // The browser restores its own idea of the place after this event.
    requestAnimationFrame(() => scrollTo({ top: left.scroll, behavior: 'instant' }));
    if (opened !== null) focusByKey(`post:${opened}`, this.#tree);
    this.#announce(left.title);
    return true;
  }

  async #more(link: HTMLAnchorElement): Promise<void> {
    const client = this.#client;
    const shown = Number(link.dataset.more);
    if (client === undefined || link.getAttribute('aria-busy') === 'true') return;
    link.setAttribute('aria-busy', 'true');
    const language = this.#language();
    const isLatest = this.#latest.current();
    const isCurrent = () => isLatest() && link.isConnected;
    try {
      const question = { place: this.#place, language, shown };
      const answer = await client.ask('more', { ...question, outside: true });
      const place = { ...this.#place, search: withNextPage(this.#place.search) };
      if (!isCurrent() || !(await this.#list.append(answer, { place, language }, isCurrent)))
        return;
      this.#place = place;
    } catch (error) {
      link.setAttribute('aria-busy', 'false');
      this.#fail(messageOf(error), () => void this.#more(link));
    }
  }

  /** Says what went wrong, in the element and to the page. */
  #fail(message: string, retry?: () => void): void {
    this.#frame.removeAttribute('aria-busy');
    showFailure(this.#notice, message, this.#language(), retry);
    tell(this, 'newsletter-error', { message });
  }

  #mayOpen(issue: string, path: string): boolean {
    const url = this.#root === undefined ? '' : urlOf(path, '', this.#root).href;
    return tell(this, 'newsletter-open', { issue, url });
  }

  #announce(title: string): void {
    const { issue, filter } = this;
    const name = this.#isReady ? 'newsletter-change' : 'newsletter-ready';
    this.#isReady = true;
    this.#title = title;
    tell(this, name, { issue, filter, title });
  }

  /** Attributes follow what is on view. */
  #reflect(issue: string | null): void {
    this.#reflecting = true;
    try {
      this.#set('issue', issue);
      if (issue === null) this.#set('filter', this.#list.filter);
    } finally {
      this.#reflecting = false;
    }
  }

  #attributePlace(): PageAddress {
    const { issue } = this;
    if (issue !== null && issue !== '') {
      return { path: '', search: `?${new URLSearchParams({ post: issue })}` };
    }
    return this.#filterPlace();
  }

  #filterPlace(): PageAddress {
    const filter = this.filter?.replace(/^\?/, '') ?? '';
    return { path: '', search: filter === '' ? '' : `?${filter}` };
  }

  #placeOfAddress(): PageAddress | undefined {
    return this.address === 'none' ? undefined : this.#fragment?.place();
  }

  /** The interface's language: the element's own, the page's around it, or the reader's. */
  #language(): InterfaceLanguage {
    const around = this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang;
    const tags = around === '' ? navigator.languages : [around];
    const spoken = tags.map(interfaceLanguageOf).find((language) => language !== undefined);
    return spoken ?? 'en';
  }

  #showViewSwitch(): void {
    this.#frame.dataset.view = this.view;
    pressView(this.view, this.#tree);
  }

  #hasFocus(): boolean {
    return this.#tree.activeElement !== null || this.contains(document.activeElement);
  }

  #toTop(): void {
    const { top } = this.getBoundingClientRect();
    if (top < 0) this.scrollIntoView({ block: 'start', behavior: 'instant' });
  }
}

/**
 * Makes `<newsletter-archive>` known to the page; more than once does nothing.
 *
 * @param options.module where the WebAssembly module is, if not beside the element's worker
 * @param options.worker where the element's worker is: a script of one file, or one for lists and
 *   one for issues; what imports the element, in the package and in archives, sets it
 */
export function defineNewsletterArchive(
  options: {
    module?: URL | string;
    worker?: URL | string | Readonly<Record<'list' | 'issue', URL | string>>;
  } = {},
): void {
  for (const name of Object.keys(options)) {
    if (name !== 'module' && name !== 'worker')
      throw new TypeError(`There is no option '${name}': did you mean 'module'?`);
  }
  const { module, worker } = options;
  if (worker !== undefined) {
    const isOne = typeof worker === 'string' || worker instanceof URL;
    const { list, issue } = isOne ? { list: worker, issue: worker } : worker;
    useWorkers({ list: new URL(list, document.baseURI), issue: new URL(issue, document.baseURI) });
  }
  if (module !== undefined) moduleUrl ??= new URL(module, document.baseURI).href;
  if (customElements.get('newsletter-archive') === undefined) {
    customElements.define('newsletter-archive', NewsletterArchive);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'newsletter-archive': NewsletterArchive;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sameAddress(one: PageAddress, other: PageAddress): boolean {
  return one.path === other.path && one.search === other.search;
}
