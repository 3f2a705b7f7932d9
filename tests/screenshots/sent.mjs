/*
 * Takes the screenshots of docs/mail.md and docs/wechat.md: an issue of the samples as a mail on a phone,
 * on a desktop, in the dark and without a style sheet, as Outlook reads it, and as an article.
 *
 *   node tests/screenshots/sent.mjs [folder]
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { init, renderSent } from '../../wasm/dist/node.js';
import { root } from '../bench/page/archive.mjs';
import { launchChromium } from '../browser/chromium.mjs';

const target = process.argv[2] ?? join(root, 'docs/screenshots');
const home = 'https://letters.example/';
const url = `${home}issues/the-price-of-a-dependency/`;
const footer =
  '<p>You get this because you asked for it. <a href="{{UnsubscribeURL}}">Unsubscribe</a></p>';

await init();
const source = readFileSync(
  join(root, 'web/samples/letters/2025-10-09-the-price-of-a-dependency.md'),
);
const { mail, wechat } = renderSent(
  source,
  { base: url },
  { mail: { name: 'Letters', home, url, footer }, wechat: {} },
);
const phone = { width: 375, height: 720 };
const desktop = { width: 720, height: 720 };
const views = {
  'mail-phone': { viewport: phone, html: mail.html },
  'mail-desktop': { viewport: desktop, html: mail.html },
  'mail-dark': { viewport: desktop, html: mail.html, colorScheme: 'dark' },
  'mail-outlook': { viewport: desktop, html: mail.html.replace(/<style>[\s\S]*?<\/style>/, '') },
  wechat: { viewport: phone, html: `<!doctype html><meta charset="utf-8">${wechat.html}` },
};

const browser = await launchChromium('--hide-scrollbars');
mkdirSync(target, { recursive: true });
for (const [name, { viewport, html, colorScheme = 'light' }] of Object.entries(views)) {
  const page = await browser.newPage({ viewport, colorScheme });
  await page.setContent(html);
  await page.screenshot({ path: join(target, `${name}.png`), animations: 'disabled' });
  await page.close();
}
await browser.close();
