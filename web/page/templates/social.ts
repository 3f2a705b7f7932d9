import { type Html, html, trusted } from './html.js';
import { type Frame, inSite } from './frame.js';

/** Signs of services, drawn with one stroke in a square of 24; by the letters of their names. */
const signs: Readonly<Record<string, string>> = {
  bilibili: 'M4 7h16v12H4zM8 3l3 4m5-4-3 4M9 12v2m6-2v2',
  bluesky:
    'M12 11C10 7 6 4 4 4s-2 6 0 8 5 2 5 2-5 1-3 4 5 1 6-2c1 3 4 5 6 2s-3-4-3-4 3 0 5-2 2-8 0-8-6 3-8 7z',
  discord:
    'M7 6c3-1 7-1 10 0 2 3 3 7 3 10-1 1-2 2-4 2l-1-2H9l-1 2c-2 0-3-1-4-2 0-3 1-7 3-10zM9 11v2m6-2v2',
  email: 'M3 5h18v14H3zl9 8 9-8',
  facebook: 'M16 4h-2a3 3 0 0 0-3 3v13M7 12h8',
  github:
    'M9 20v-4m6 4v-4M9 18c-3 1-4-2-5-2M6 9c0-2 0-4 1-6l4 2h2l4-2c1 2 1 4 1 6 0 4-2 6-6 6s-6-2-6-6z',
  gitlab: 'M12 20 3 12l3-8 3 6h6l3-6 3 8z',
  instagram: 'M4 4h16v16H4zM8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0m9-5v.01',
  linkedin: 'M5 9v11M5 5v.01M10 20V9m0 5a4.5 4.5 0 0 1 9 0v6',
  mastodon: 'M8 21c-3-1-4-4-4-9 0-6 2-8 8-8s8 2 8 8-3 5-8 5M8 14v-4c0-3 4-3 4 0v2-2c0-3 4-3 4 0v4',
  rss: 'M5 12a7 7 0 0 1 7 7M5 5a14 14 0 0 1 14 14M6 18v.01',
  telegram: 'm3 11 18-7-4 16-6-5-2 4-1-6 9-6',
  threads: 'M17 8c-1-6-11-6-11 4s11 10 11 4c0-5-8-5-8-1 0 3 5 3 5-2 0-3-3-4-5-2',
  wechat:
    'M15 9c0-3-3-5-6-5s-6 2-6 5c0 2 1 3 2 4v2l3-1h2m11 1c0-3-2-4-5-4s-5 2-5 4 2 4 5 4h2l2 1v-2c1-1 1-2 1-3z',
  weibo: 'M10 8c-4 1-7 4-7 7s4 5 8 5 8-2 8-5-3-3-4-3c1-3-1-4-5-2M15 4a5 5 0 0 1 5 6M9 15v.01',
  x: 'm4 4 16 16M20 4 4 20',
  youtube: 'M3 6h18v12H3zm7 3 5 3-5 3z',
};
const others: Readonly<Record<string, string>> = {
  mail: 'email',
  twitter: 'x',
  weixin: 'wechat',
  feed: 'rss',
};

/** The owner's accounts elsewhere: the sign of a service that has one here, else its name. */
export function socialLinks(frame: Frame): Html | false {
  const { social = [] } = frame.site.manifest.owner ?? {};
  if (social.length === 0) return false;
  return html`<ul class="social">${social.map(({ name, href }) => {
    const key = name.toLowerCase().replace(/[^a-z]/g, '');
    const path = signs[others[key] ?? key];
    return html`<li><a href="${inSite(frame, href)}" rel="me">${path === undefined ? name : sign(name, path)}</a></li>`;
  })}</ul>`;
}

function sign(name: string, path: string): Html {
  return html`<svg viewBox="0 0 24 24" width="20" height="20" role="img" aria-label="${name}"><path d="${trusted(path)}" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}
