import { h } from '../dom.js';
import type { Strings } from '../strings/en.js';

/** States of the page that are explained in words. */
export type NoticeKind = {
  [Key in keyof Strings]: Strings[Key] extends { title: string; text: string; steps: string[] }
    ? Key
    : never;
}[keyof Strings];

/** A friendly word about what is not there, and what to do about it. */
export function notice(
  strings: Strings,
  kind: NoticeKind,
  more: { detail?: string; actions?: HTMLElement[]; level?: 'h1' | 'h2' } = {},
): HTMLElement {
  const { title, text, steps } = strings[kind];
  return h(
    'section',
    { class: 'notice', 'data-notice': kind },
    h(more.level ?? 'h1', { tabindex: -1 }, title),
    h('p', {}, text),
    steps.length === 1
      ? h('p', {}, steps[0])
      : h(
          'ul',
          {},
          steps.map((step) => h('li', {}, step)),
        ),
    more.actions && h('p', { class: 'notice-actions' }, more.actions),
    more.detail !== undefined &&
      h(
        'details',
        { class: 'notice-detail' },
        h('summary', {}, strings.details),
        h('code', { lang: 'en' }, more.detail),
      ),
  );
}

/** The button that loads the page again. */
export function reloadButton(strings: Strings): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'button', onclick: () => location.reload() },
    strings.reload,
  );
}
