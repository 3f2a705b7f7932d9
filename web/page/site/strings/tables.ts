import type { InterfaceLanguage } from '../language.js';
import { type Strings, en } from './en.js';
import { zh } from './zh.js';

/** What the interface says, by language: the two that most archives are in, and what was loaded. */
const tables = new Map<InterfaceLanguage, Strings>([
  ['en', en],
  ['zh', zh],
]);

type Loaded = Exclude<InterfaceLanguage, 'en' | 'zh'>;

/** Each is a file of its own: a reader loads the one that is needed. */
const loaders: Readonly<Record<Loaded, () => Promise<Strings>>> = {
  'zh-Hant': async () => (await import('./zh-hant.js')).zhHant,
  ja: async () => (await import('./ja.js')).ja,
  ko: async () => (await import('./ko.js')).ko,
  de: async () => (await import('./de.js')).de,
  fr: async () => (await import('./fr.js')).fr,
  es: async () => (await import('./es.js')).es,
  pt: async () => (await import('./pt.js')).pt,
  ru: async () => (await import('./ru.js')).ru,
  ar: async () => (await import('./ar.js')).ar,
  he: async () => (await import('./he.js')).he,
};

/** What the interface says in a language; in English as long as that is not loaded. */
export function stringsOf(language: InterfaceLanguage): Strings {
  return tables.get(language) ?? en;
}

/** Loads a language, unless that was done. One that cannot be had is English. */
export async function loadStrings(language: InterfaceLanguage): Promise<void> {
  if (tables.has(language)) return;
  const table = await loaders[language as Loaded]().catch(() => undefined);
  if (table !== undefined) tables.set(language, table);
}

/** Takes a language that is at hand. */
export function addStrings(language: InterfaceLanguage, strings: Strings): void {
  tables.set(language, strings);
}
