/*
 * Takes the screenshots of docs/screenshots: list, issue and search of the sample newsletters at the widths
 * of a phone, a tablet and a desktop, in both themes and both scripts.
 *
 *   node tests/screenshots/take.mjs [folder]
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, serveArchiveOf } from '../bench/page/archive.mjs';
import { launchChromium } from '../browser/chromium.mjs';

const target = process.argv[2] ?? join(root, 'docs/screenshots');

const sizes = {
  phone: { width: 360, height: 780 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1440, height: 900 },
};
const addresses = {
  'list-en': '',
  'list-zh': '',
  'issue-en': 'issues/the-price-of-a-dependency/',
  'issue-zh': 'issues/080-type-and-leading/',
  'search-en': '?q=test',
  'search-zh': '?q=%E4%B8%80%E8%A1%8C',
};
/** Each of them at each size in one of the themes. */
const themes = {
  'list-en': 'light',
  'list-zh': 'dark',
  'issue-en': 'dark',
  'issue-zh': 'light',
  'search-en': 'dark',
  'search-zh': 'light',
};

const host = await serveArchiveOf((posts) =>
  cpSync(join(root, 'web/samples'), posts, { recursive: true }),
);
const browser = await launchChromium('--hide-scrollbars');
mkdirSync(target, { recursive: true });
for (const [size, viewport] of Object.entries(sizes)) {
  for (const [view, address] of Object.entries(addresses)) {
    const locale = view.endsWith('zh') ? 'zh-CN' : 'en-GB';
    const isMobile = size === 'phone';
    const options = { viewport, isMobile, locale, colorScheme: themes[view] };
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(host.url + address, { waitUntil: 'networkidle' });
    await page.locator('html:not([data-busy]):not([data-pending])').waitFor();
    await page.screenshot({ path: join(target, `${view}-${size}.png`), animations: 'disabled' });
    await context.close();
  }
}
await browser.close();
host.stop();
