import { type Html, html } from './html.js';
import type { InterfaceLanguage } from '../site/language.js';
import { stringsOf } from '../site/strings/tables.js';

/** The table of keys, with the switch that turns single keys off for those whom they disturb. */
export function keyboardHelp(language: InterfaceLanguage, off: boolean): Html {
  const { keys, page } = stringsOf(language);
  const row = (pressed: readonly string[], text: string) =>
    html`<tr><th scope="row">${pressed.map((key) => html`<kbd>${key}</kbd> `)}</th><td>${text}</td></tr>`;
  return html`
    <h2 id="help-title">${keys.title}</h2>
    <table class="help-keys">
      <tbody>
        ${row(['/'], keys.search)}
        ${row(['j', '↓', 'k', '↑'], keys.move)}
        ${row(['Enter'], keys.open)}
        ${row(['[', ']'], keys.neighbours)}
        ${row(['?'], keys.help)}
        ${row(['Esc'], keys.leave)}
      </tbody>
    </table>
    <label class="help-switch"><input type="checkbox" data-keys${!off && html` checked`}> ${keys.off}</label>
    <p><button type="button" class="button" data-close>${page.close}</button></p>`;
}
