/*
 * Takes the pictures of docs/theming.md: the three owners' sites of `web/sample-sites`, their lists and
 * an issue, as wide as a phone and a desktop, in both themes.
 *
 *   node tests/screenshots/sites.mjs [folder]
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, serveArchiveOf } from '../bench/page/archive.mjs';
import { launchChromium } from '../browser/chromium.mjs';

const target = process.argv[2] ?? join(root, 'docs/screenshots');
const sites = { weekly: 'weekly', letter: 'letters', rasail: undefined };
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

const browser = await launchChromium('--hide-scrollbars');
mkdirSync(target, { recursive: true });
for (const [site, samples] of Object.entries(sites)) {
  const host = await serveArchiveOf((folder) => {
    cpSync(join(root, 'web/sample-sites', site), folder, { recursive: true });
    if (samples !== undefined)
      cpSync(join(root, 'web/samples', samples), join(folder, 'posts'), { recursive: true });
  });
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        isMobile: size === 'phone',
      });
      const page = await context.newPage();
      await page.goto(host.url, { waitUntil: 'networkidle' });
      const path = join(target, `site-${site}-${size}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      await context.close();
    }
  }
  host.stop();
}
await browser.close();
