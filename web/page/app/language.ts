import { savesData } from './connection.js';
import { setting } from './setting.js';

const chosen = setting('broadsheet-language');
const { dataset } = document.documentElement;

/** The language of the interface as it stands. */
export function currentLanguage(): string {
  return dataset.language ?? 'en';
}

/**
 * The language this reader should have: their choice; else the first of the browser's languages
 * that the archive is written in; else the one the page came in.
 */
export function preferredLanguage(): string {
  const choice = chosen.read();
  if (choice !== undefined) return choice;
  // Another language than the page's takes all that makes views.
  if (savesData()) return currentLanguage();
  const own = (dataset.languages ?? '').split(' ');
  for (const tag of navigator.languages) {
    // One Chinese is nearer to the other than any other language is.
    const found = own.find((one) => tag.slice(0, 2) === one.slice(0, 2));
    if (found) return found;
  }
  return currentLanguage();
}

/** Keeps the reader's choice for the next visit. */
export function chooseLanguage(language: string): void {
  chosen.write(language);
}
