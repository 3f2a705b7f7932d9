import { focusByKey, focusKey, keepFocus } from '../app/focus.js';
import { appendToList, drawWith, updateList } from '../app/list-drawing.js';
import { awaitPassages } from '../app/list.js';
import { startPictures } from '../app/pictures.js';
import { fragmentOf, setHtml } from '../app/set-html.js';
import type { InterfaceLanguage } from '../site/language.js';
import type { MoreMessage, PageAddress, PassagesMessage, ViewMessage } from '../worker/protocol.js';
import { nameParts } from './parts.js';

drawWith({ fragmentOf, setHtml, focusKey, focusByKey });

/** A list in one language. */
export interface Listed {
  place: PageAddress;
  language: InterfaceLanguage;
}

/** The list of issues with its filters; it stays while an issue is read. */
export class ListView {
  readonly container = document.createElement('div');
  readonly #tree: ShadowRoot;
  readonly #passages: (listed: Listed, offset: number, count: number) => Promise<PassagesMessage>;
  #listed: Listed | undefined;

  /** @param passages answers the passages of `count` results of a list behind the first `offset` */
  constructor(
    tree: ShadowRoot,
    passages: (listed: Listed, offset: number, count: number) => Promise<PassagesMessage>,
  ) {
    this.#tree = tree;
    this.#passages = passages;
    this.container.setAttribute('part', 'list');
  }

  /** The list that stands. */
  get listed(): Listed | undefined {
    return this.#listed;
  }

  get isShown(): boolean {
    return !this.container.hidden;
  }

  /** What it is narrowed down to, as a query string without `?`; `null` if it is whole. */
  get filter(): string | null {
    const list = this.container.querySelector<HTMLElement>('.list-view');
    return list?.dataset.filter?.replace(/^\?/, '') || null;
  }

  /** Draws a list; false when another view took over. */
  async draw(
    view: ViewMessage,
    listed: Listed,
    arrival: 'in-place' | 'return',
    isCurrent: () => boolean,
  ): Promise<boolean> {
    if (view.parts) {
      const { parts, filter = '' } = view;
      if (!(await updateList(parts, filter, arrival, isCurrent, this.#tree))) return false;
    } else {
      keepFocus(
        () => this.container.replaceChildren(fragmentOf(view.main)),
        () => this.#count(),
        this.#tree,
      );
    }
    nameParts(this.container);
    this.#listed = listed;
    this.#awaitPassages(listed);
    return true;
  }

  /** Puts more issues below those that stand; false when another view took over. */
  async append(answer: MoreMessage, listed: Listed, isCurrent: () => boolean): Promise<boolean> {
    if (!(await appendToList(answer, isCurrent, this.#tree))) return false;
    nameParts(this.container);
    startPictures(this.container);
    this.#listed = listed;
    this.#awaitPassages(listed);
    return true;
  }

  /** The links of its issues, from top to bottom. */
  links(): HTMLElement[] {
    return [...this.container.querySelectorAll<HTMLElement>('.issue-link')];
  }

  focusCount(): void {
    this.#count()?.focus({ preventScroll: true });
  }

  /** Draws the next list from nothing: what stands is of another archive, or out of date. */
  forget(): void {
    this.#listed = undefined;
  }

  #awaitPassages(listed: Listed): void {
    awaitPassages(this.#tree, (offset, count) => this.#passages(listed, offset, count));
  }

  #count(): HTMLElement | null {
    return this.container.querySelector<HTMLElement>('.count');
  }
}
