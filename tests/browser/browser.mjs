/* The browser that the page's tests run in: Chromium, or Firefox where BROADSHEET_BROWSER says so. */
import { launchChromium } from './chromium.mjs';
import { launchFirefox, preferencesOf } from './firefox.mjs';

export const engine = process.env.BROADSHEET_BROWSER ?? 'chromium';
/**
 * WebDriver BiDi has no commands for slow lines, full disks, input methods, fingers, and for other colours
 * while a page is open: Chromium's protocol has. Tests do without as docs/browsers.md says.
 */
export const hasDevTools = engine === 'chromium';

/**
 * Starts it without a window.
 *
 * @param {string[]} flags of Chromium; Firefox needs none of those that the tests give
 */
export function launchBrowser(...flags) {
  return engine === 'firefox' ? launchFirefox() : launchChromium(...flags);
}

/**
 * A fresh profile. In Firefox, what is set for a whole browser has one of its own.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function newContext(browser, options = {}) {
  const preferences = engine === 'firefox' ? preferencesOf(options) : {};
  if (Object.keys(preferences).length === 0) return browser.newContext(options);
  const own = await launchFirefox(preferences);
  const { javaScriptEnabled: _, colorScheme: __, reducedMotion: ___, ...others } = options;
  const context = await own.newContext(others);
  context.on('close', () => void own.close());
  return context;
}
