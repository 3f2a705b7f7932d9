import { type Html, html } from './html.js';
import { type Frame, linkTo } from './frame.js';

/** Where the end of an issue asks to subscribe; no heading of an issue has an id of this kind. */
export const subscribeId = '_subscribe';

/**
 * How readers subscribe: the provider's form, or the way to its page, and the feed. Works without
 * scripts; the answer comes in a window of its own, for it is the provider's.
 */
export function subscribeForm(frame: Frame, id: string): Html | false {
  const { strings, site } = frame;
  const { subscribe } = site.manifest.owner ?? {};
  if (subscribe === undefined) return false;
  const feed = html`<a class="subscribe-feed" href="${linkTo(frame, 'index.xml')}" data-native>RSS</a>`;
  if ('href' in subscribe) {
    return html`<p class="subscribe"><a class="button" href="${subscribe.href}">${strings.subscribe}</a> ${feed}</p>`;
  }
  const { action, method = 'post', email, fields = {}, honeypot, inPlace } = subscribe;
  return html`
    <form class="subscribe" action="${action}" method="${method}" target="_blank"${
      inPlace &&
      html` data-form="subscribe" data-done="${strings.subscribed}" data-refused="${strings.notSubscribed}" data-failed="${strings.page.failed}"`
    }>
      <label for="${id}">${strings.subscribeByMail}</label>
      <input type="email" id="${id}" name="${email}" required autocomplete="email" placeholder="${strings.mailAddress}">
      ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      ${honeypot !== undefined && html`<span hidden><input name="${honeypot}" tabindex="-1" autocomplete="off" aria-hidden="true"></span>`}
      <button type="submit" class="button">${strings.subscribe}</button> ${feed}
      ${inPlace && html`<span class="subscribe-answer" role="status"></span>`}
    </form>`;
}

/** The same at the end of an issue, where who has read it decides. */
export function subscribeAtEnd(frame: Frame): Html | false {
  const form = subscribeForm(frame, 'subscribe-end');
  return (
    form &&
    html`<aside class="subscribe-end" id="${subscribeId}" aria-label="${frame.strings.subscribe}">${form}</aside>`
  );
}

/** The hosts to which forms of the owner lead, for the policy of pages. */
export function subscribeHosts({ site }: Frame): { forms: string[]; connections: string[] } {
  const { subscribe } = site.manifest.owner ?? {};
  if (subscribe === undefined || 'href' in subscribe) return { forms: [], connections: [] };
  const { origin } = new URL(subscribe.action);
  return {
    // Chromium asks the policy for every address that the form is led on to.
    forms: [...new Set([origin, ...(subscribe.hosts ?? [])])],
    connections: subscribe.inPlace ? [origin] : [],
  };
}
