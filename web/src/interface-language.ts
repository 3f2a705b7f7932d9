import type { Archive } from './archive.js';
import { setting } from './setting.js';
import { type Strings, en } from './strings/en.js';
import { zh } from './strings/zh.js';
import { languageOf } from './writing.js';

/** The languages the interface speaks. */
export const interfaceLanguages = { zh, en } satisfies Record<string, Strings>;
export type InterfaceLanguage = keyof typeof interfaceLanguages;

const chosen = setting('broadsheet-language');
/** A language is one of the archive's own from this share of its issues on. */
const ownShare = 0.1;

/**
 * The reader's choice; else the first of the browser's languages that the archive is written in;
 * else the archive's main language; else the browser's.
 */
export function preferredLanguage(archive: Archive | undefined): InterfaceLanguage {
  const choice = chosen.read();
  if (isInterfaceLanguage(choice)) return choice;
  const browser = navigator.languages.map((tag) => tag.slice(0, 2)).filter(isInterfaceLanguage);
  const posts = archive?.manifest.posts ?? [];
  const chinese = posts.filter((post) => languageOf(post).startsWith('zh')).length;
  const share = { zh: chinese / posts.length, en: 1 - chinese / posts.length };
  if (posts.length === 0) return browser[0] ?? 'en';
  return browser.find((language) => share[language] >= ownShare) ?? (share.zh >= 0.5 ? 'zh' : 'en');
}

/** Keeps the reader's choice for the next visit. */
export function chooseLanguage(language: InterfaceLanguage): void {
  chosen.write(language);
}

function isInterfaceLanguage(tag: string | undefined): tag is InterfaceLanguage {
  return tag !== undefined && Object.hasOwn(interfaceLanguages, tag);
}
