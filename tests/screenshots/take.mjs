/*
 * Takes the screenshots of docs/screenshots: list, issue and search of the sample newsletters at the widths
 * of a phone, a tablet and a desktop, in both themes and both scripts.
 *
 *   node tests/screenshots/take.mjs [folder]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../bench/page/host.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = process.argv[2] ?? join(root, 'docs/screenshots');
const { chromium } = createRequire(join(root, 'tests/package.json'))('playwright-core');

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

const work = mkdtempSync(join(tmpdir(), 'broadsheet-screenshots-'));
const archive = join(work, 'archive');
const command = join(root, 'wasm/dist/cli/main.js');
execFileSync(process.execPath, [command, 'build', join(root, 'web/samples'), '-o', archive, '-q']);
const host = await serveFolder(archive);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'],
});
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
await host.stop();
rmSync(work, { recursive: true });
