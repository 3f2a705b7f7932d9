import type { Frame } from './frame.js';
import { type Html, html } from './html.js';

/** Where readers write what they look for, with its label. */
export function searchBox({ strings }: Frame, words: string): Html {
  return html`
    <label class="visually-hidden" for="words">${strings.search}</label>
    <input type="search" id="words" name="q" value="${words}" placeholder="${strings.searchHint}"
    ${html` autocomplete="off" enterkeyhint="search" data-key="words"`}>
    <button type="submit" class="visually-hidden" tabindex="-1">${strings.searchButton}</button>`;
}
