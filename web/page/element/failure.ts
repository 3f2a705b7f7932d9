import type { InterfaceLanguage } from '../site/language.js';
import { stringsOf } from '../site/strings/tables.js';

/** Says in a part of the element's tree what went wrong, with a button to try again. */
export function showFailure(
  place: HTMLElement,
  message: string,
  language: InterfaceLanguage,
  retry: (() => void) | undefined,
): void {
  const strings = stringsOf(language).page;
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
  place.replaceChildren(text, detail);
  place.setAttribute('part', 'error');
}
