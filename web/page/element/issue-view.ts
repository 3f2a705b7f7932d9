import { startProse } from '../app/article.js';
import { goToTarget, targetOf } from '../app/fragment.js';
import { markFound } from '../app/marks.js';
import { startOutline } from '../app/outline.js';
import { startPictures } from '../app/pictures.js';
import { fragmentOf } from '../app/set-html.js';
import type { ViewMessage } from '../worker/protocol.js';
import { nameParts } from './parts.js';

/** In pixels, as `article.css` has it in rem. */
const roomBeside = 1152;

/** What stands in the page itself, where the page's own rules for text hold, by its slot. */
const own = [
  ['.article-head', 'head'],
  ['.prose', 'text'],
] as const;

/** An issue: what is around it in the element's tree, its head and text as the element's children. */
export class IssueView {
  readonly container = document.createElement('div');
  readonly #host: HTMLElement;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.container.setAttribute('part', 'issue');
    this.container.hidden = true;
  }

  /**
   * Shows an issue in place of the one before.
   *
   * @param search the query string of the words by which it was found
   * @param language of what does not say its own
   */
  show(view: ViewMessage, search: string, language: string): void {
    const fragment = fragmentOf(view.main);
    const article = fragment.querySelector('.article');
    const texts: HTMLElement[] = [];
    for (const [selector, name] of own) {
      const element = article?.querySelector<HTMLElement>(selector);
      if (!element) continue;
      const slot = document.createElement('slot');
      slot.name = name;
      element.replaceWith(slot);
      element.slot = name;
      texts.push(element);
    }
    nameParts(fragment);
    this.#removeTexts();
    this.#host.append(...texts);
    this.container.replaceChildren(fragment);
    this.container.hidden = false;
    for (const element of texts) {
      element.lang ||= language;
      startPictures(element.parentElement ?? element);
      if (element.slot === 'text') startProse(element);
    }
    markFound(this.#host, search);
    const drawn = this.container.querySelector('.article');
    if (drawn) startOutline(drawn, (id) => this.#section(id));
    // A narrow place in a wide window has no room for the contents beside the text.
    const contents = this.container.querySelector<HTMLDetailsElement>('.toc details');
    if (contents && this.#host.clientWidth < roomBeside) contents.open = false;
  }

  /** Takes the issue away. */
  clear(): void {
    this.#removeTexts();
    this.container.replaceChildren();
    this.container.hidden = true;
  }

  /** To a section of the issue; the page may have one of the same name. False if there is none. */
  toSection(hash: string): boolean {
    const section = targetOf(hash, (id) => this.#section(id));
    if (section === null) return false;
    goToTarget(section);
    return true;
  }

  /** Gives the focus to the title, or to what stands in its stead. */
  focusTitle(): void {
    const heading = this.#host.querySelector<HTMLElement>(':scope > .article-head h1');
    (heading ?? this.container.querySelector<HTMLElement>('.notice h1'))?.focus({
      preventScroll: true,
    });
  }

  #section(id: string): HTMLElement | null {
    return this.#host.querySelector<HTMLElement>(`:scope > .prose #${CSS.escape(id)}`);
  }

  #removeTexts(): void {
    for (const element of this.#host.querySelectorAll(':scope > :is(.article-head, .prose)'))
      element.remove();
  }
}
