import type { ManifestEntry } from 'broadsheet';
import { Archive, ArchiveFailure, fetchManifest, fetchPost } from './archive.js';
import type { Context } from './context.js';
import { h, keepFocus } from './dom.js';
import {
  type InterfaceLanguage,
  chooseLanguage,
  interfaceLanguages,
  preferredLanguage,
} from './interface-language.js';
import { type Arrival, Navigation } from './navigation.js';
import { titleOf } from './parts/issue-row.js';
import { masthead, showTheme } from './parts/masthead.js';
import { notice, reloadButton } from './parts/notice.js';
import type { Route } from './route.js';
import { watchTheme } from './theme.js';
import { articleView, backLink } from './views/article-view.js';
import { ListView } from './views/list-view.js';

/** The whole page: what is on view, in which language, over which state of the archive. */
export class App {
  readonly #root: HTMLElement;
  readonly #navigation = new Navigation((route, arrival) => this.#show(route, arrival));
  readonly #main = h('main', { id: 'content', tabindex: -1 });
  readonly #head = h('div', { class: 'head' });
  #context: Context;
  #list: ListView;
  #fetching = new AbortController();
  #shownBefore = false;

  constructor(root: HTMLElement, archive: Archive) {
    this.#root = root;
    this.#context = this.#contextOf(archive, preferredLanguage(archive));
    this.#list = new ListView(this.#context);
    watchTheme(() => showTheme(this.#head.querySelector('.theme')));
  }

  /** Draws the page and shows what the address says. */
  start(): Promise<void> {
    this.#root.replaceChildren(this.#skipLink(), this.#head, this.#main);
    return this.#navigation.start();
  }

  /** Takes up a new state of the archive; what is being read stays where it is. */
  async reload(): Promise<void> {
    let archive: Archive;
    try {
      archive = new Archive(await fetchManifest());
    } catch {
      // The server stopped or is about to start: what is on view stays.
      return;
    }
    const { archive: former, language } = this.#context;
    this.#context = this.#contextOf(archive, language);
    this.#list = new ListView(this.#context);
    await this.#navigation.refresh();
    former.dispose();
  }

  #contextOf(archive: Archive, language: InterfaceLanguage): Context {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
    return {
      archive,
      language,
      strings: interfaceLanguages[language],
      go: (url, how) => void this.#navigation.go(url, how),
    };
  }

  #skipLink(): HTMLElement {
    const { strings } = this.#context;
    return h(
      'a',
      {
        href: '#content',
        class: 'skip-link',
        onclick: (event) => {
          event.preventDefault();
          this.#main.focus();
          this.#main.scrollIntoView();
        },
      },
      strings.skipToContent,
    );
  }

  #speak(language: InterfaceLanguage): void {
    chooseLanguage(language);
    this.#context = this.#contextOf(this.#context.archive, language);
    this.#list = new ListView(this.#context);
    this.#root.firstElementChild?.replaceWith(this.#skipLink());
    void this.#navigation.refresh();
  }

  async #show(route: Route, arrival: Arrival): Promise<boolean> {
    this.#fetching.abort();
    const fetching = new AbortController();
    this.#fetching = fetching;
    if (route.view === 'list') {
      // Filled before it is placed, so that the window never scrolls for lack of content.
      this.#list.update(route);
      this.#place(this.#list.element, undefined);
    } else {
      const entry = this.#context.archive.find(route.path);
      const content = await this.#issue(entry, route.path, fetching.signal);
      if (fetching.signal.aborted) return false;
      this.#place(content, entry === undefined ? route.path : titleOf(entry));
    }
    if (arrival !== 'in-place' && this.#shownBefore) this.#focusStart(route);
    this.#shownBefore = true;
    return true;
  }

  async #issue(
    entry: ManifestEntry | undefined,
    path: string,
    signal: AbortSignal,
  ): Promise<HTMLElement> {
    const { strings } = this.#context;
    try {
      if (entry === undefined) {
        throw new ArchiveFailure('postMissing', `${path} is not in manifest.json.`);
      }
      return articleView(this.#context, entry, await fetchPost(path, signal));
    } catch (error) {
      const kind = error instanceof ArchiveFailure ? error.kind : 'postUnreachable';
      return h(
        'div',
        { class: 'article-view' },
        backLink(this.#context),
        notice(strings, kind, {
          detail: error instanceof Error ? error.message : String(error),
          actions: kind === 'postMissing' ? [] : [reloadButton(strings)],
        }),
      );
    }
  }

  #place(content: HTMLElement, title: string | undefined): void {
    const { archive, language } = this.#context;
    const { title: name } = archive.manifest;
    document.title = title === undefined ? name : `${title} — ${name}`;
    keepFocus(() => {
      this.#head.replaceChildren(
        masthead({
          title: name,
          language,
          large: title === undefined,
          note: this.#note(),
          chooseLanguage: (chosen) => this.#speak(chosen),
        }),
      );
      if (content.parentNode !== this.#main) this.#main.replaceChildren(content);
    });
  }

  /** The years that the archive spans. */
  #note(): string {
    const { archive, strings } = this.#context;
    const years = archive.manifest.posts
      .flatMap(({ data }) => (data.date === undefined ? [] : [data.date.slice(0, 4)]))
      .sort();
    const [first] = years;
    const last = years.at(-1);
    return first === undefined || last === undefined ? '' : strings.span(first, last);
  }

  /** Screen readers go on from here, and so does the next Tab. */
  #focusStart(route: Route): void {
    const heading = route.view === 'post' ? this.#main.querySelector<HTMLElement>('h1') : null;
    (heading ?? this.#main).focus({ preventScroll: true });
  }
}
