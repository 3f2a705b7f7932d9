/* Debian's Firefox, or the one that FIREFOX names, driven by WebDriver BiDi. */
import { firefox } from 'playwright-core-for-firefox';

export const path = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/**
 * Starts it without a window.
 *
 * @param {Record<string, string | number | boolean>} preferences as in about:config
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchFirefox(preferences = {}) {
  const browser = await firefox.launch({
    executablePath: path,
    // This channel is Firefox as it is installed; Playwright's own is a patched one.
    channel: 'moz-firefox',
    // Playwright waits for good where a page comes back from memory after a click.
    firefoxUserPrefs: { 'browser.sessionhistory.max_total_viewers': 0, ...preferences },
  });
  // The same but for its release: see docs/browsers.md.
  return /** @type {any} */ (browser);
}

/**
 * What a reader's browser is set to, as far as WebDriver BiDi has no command for it.
 *
 * @param {import('playwright-core').BrowserContextOptions} options
 */
export function preferencesOf({ javaScriptEnabled, colorScheme, reducedMotion }) {
  return {
    ...(javaScriptEnabled === false && { 'javascript.enabled': false }),
    ...(colorScheme && {
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
    }),
    ...(reducedMotion && { 'ui.prefersReducedMotion': reducedMotion === 'reduce' ? 1 : 0 }),
  };
}
