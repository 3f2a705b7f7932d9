/* Debian's Firefox, or the one that FIREFOX names, driven by WebDriver BiDi. */
import { firefox } from 'playwright-core-for-firefox';

export const path = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/**
 * Starts it without a window.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchFirefox() {
  // This channel is Firefox as it is installed; Playwright's own is a patched one.
  const browser = await firefox.launch({ executablePath: path, channel: 'moz-firefox' });
  // The same but for its release: see docs/browsers.md.
  return /** @type {any} */ (browser);
}
