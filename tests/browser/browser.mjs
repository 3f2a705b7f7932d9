/* The browser that the page's tests run in: Chromium, or Firefox where BROADSHEET_BROWSER says so. */
import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';

export const engine = process.env.BROADSHEET_BROWSER ?? 'chromium';

/**
 * Starts it without a window.
 *
 * @param {string[]} flags of Chromium; Firefox needs none of those that the tests give
 */
export function launchBrowser(...flags) {
  return engine === 'firefox' ? launchFirefox() : launchChromium(...flags);
}
