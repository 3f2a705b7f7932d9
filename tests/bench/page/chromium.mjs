/* The browser that the page is measured and pictured in: Debian's, or the one that CHROMIUM names. */
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../package.json', import.meta.url))(
  'playwright-core',
);

export const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** Starts it without a window, for Playwright's interface. */
export function launchChromium(...further) {
  return chromium.launch({ executablePath: path, args: [...flags, ...further] });
}
