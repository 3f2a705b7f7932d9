import { setting } from './setting.js';

/** The same key as in `public/first-paint.js`. */
const chosen = setting('broadsheet-theme');
const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is dark now, by the reader's choice or else by the system's. */
export function isDark(): boolean {
  const choice = chosen.read();
  return choice === undefined ? systemDark.matches : choice === 'dark';
}

/** Turns light to dark and back. A choice that equals the system's is left to the system again. */
export function toggleTheme(): void {
  const dark = !isDark();
  chosen.write(dark === systemDark.matches ? undefined : dark ? 'dark' : 'light');
  applyTheme();
}

/** Follows the system for as long as the reader has chosen nothing else. */
export function watchTheme(changed: () => void): void {
  systemDark.addEventListener('change', () => {
    applyTheme();
    changed();
  });
  applyTheme();
}

function applyTheme(): void {
  const root = document.documentElement;
  const choice = chosen.read();
  if (choice === undefined) delete root.dataset.theme;
  else root.dataset.theme = choice;
  // Phones colour their own bar with it.
  const bar = document.querySelector('meta[name="theme-color"]');
  bar?.setAttribute('content', getComputedStyle(root).backgroundColor);
}
