import type { Strings } from '../site/strings/en.js';

let texts: Strings['page'] | undefined;

/** The texts that scripts put into the page, in its language. */
export function pageTexts(): Strings['page'] {
  texts ??= JSON.parse(document.querySelector('#texts')?.textContent ?? '{}') as Strings['page'];
  return texts;
}

/** Takes up those of another language, as JSON. */
export function setPageTexts(json: string): void {
  texts = JSON.parse(json) as Strings['page'];
}
