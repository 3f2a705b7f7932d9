/* The browser of tests, measures and pictures: Debian's Chromium, or the one that CHROMIUM names. */
import { chromium } from 'playwright-core';

/**
 * What is switched off: the last list that Chromium is given holds, so Playwright's own (of 1.65)
 * stands here, too.
 */
const unwanted = [
  // Each window of Chromium has two hidden pages ready for its address bar, with a process each:
  // a third of a second of processor time for every test.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];
const mayLackSandbox = process.env.CI !== undefined || process.getuid?.() === 0;

export const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const flags = [
  ...(mayLackSandbox ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  `--disable-features=${unwanted.join()}`,
];

/**
 * Starts it without a window.
 *
 * @param {string[]} further flags
 */
export function launchChromium(...further) {
  return chromium.launch({ executablePath: path, args: [...flags, ...further] });
}
