import type { Archive } from './archive.js';
import type { InterfaceLanguage } from './interface-language.js';
import type { Arrival } from './navigation.js';
import type { Strings } from './strings/en.js';

/** What every part of the page is drawn with. Another language or archive makes another context. */
export interface Context {
  readonly archive: Archive;
  readonly language: InterfaceLanguage;
  readonly strings: Strings;
  /** Goes to an address of this page. */
  go(url: string, how: { arrival: Arrival; replace?: boolean }): void;
}
