import { setting } from './setting.js';

/** The same key as in `first-paint.js`. */
const chosen = setting('broadsheet-theme');
const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** Shows the theme at its switch, follows the system, and answers the switch. */
export function startTheme(): void {
  systemDark.addEventListener('change', showTheme);
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('.theme') === null) return;
    const dark = !isDark();
    // A choice that equals the system's is left to the system again.
    chosen.write(dark === systemDark.matches ? undefined : dark ? 'dark' : 'light');
    showTheme();
  });
  showTheme();
}

/** Brings the page and the switch up to date. */
export function showTheme(): void {
  const element = document.documentElement;
  const choice = chosen.read();
  if (choice === undefined) delete element.dataset.theme;
  else element.dataset.theme = choice;
  showThemeSwitch();
  // Phones colour their own bar with it.
  const bar = document.querySelector('meta[name="theme-color"]');
  bar?.setAttribute('content', getComputedStyle(element).backgroundColor);
}

/** Brings the switch up to date, after it was drawn anew. */
export function showThemeSwitch(): void {
  document.querySelector('.theme')?.setAttribute('aria-pressed', String(isDark()));
}

function isDark(): boolean {
  const choice = chosen.read();
  return choice === undefined ? systemDark.matches : choice === 'dark';
}
