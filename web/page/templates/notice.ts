import { type Html, html } from './html.js';
import type { Strings } from '../site/strings/en.js';

/** States of the page that are explained in words. */
export type NoticeKind = {
  [Key in keyof Strings]: Strings[Key] extends { title: string; text: string; steps: string[] }
    ? Key
    : never;
}[keyof Strings];

/** A friendly word about what is not there, and what to do about it. */
export function notice(strings: Strings, kind: NoticeKind, level: 'h1' | 'h2'): Html {
  const { title, text, steps } = strings[kind];
  const heading = level === 'h1' ? html`<h1 tabindex="-1">${title}</h1>` : html`<h2>${title}</h2>`;
  return html`
    <section class="notice" dir="ltr" data-notice="${kind}">
      ${heading}
      <p>${text}</p>
      ${
        steps.length === 1
          ? html`<p>${steps[0]}</p>`
          : html`<ul>${steps.map((step) => html`<li>${step}</li>`)}</ul>`
      }
    </section>`;
}
