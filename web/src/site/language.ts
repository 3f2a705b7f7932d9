import type { ManifestEntry } from 'broadsheet';
import { type Strings, en } from './strings/en.js';
import { zh } from './strings/zh.js';
import { languageOf } from './writing.js';

/** The languages the interface speaks: another one is a table in `strings` and a line here. */
export const interfaceLanguages = { zh, en } satisfies Record<string, Strings>;
export type InterfaceLanguage = keyof typeof interfaceLanguages;

/** A language is one of the archive's own from this share of its issues on. */
const ownShare = 0.1;

/** The interface languages an archive is written in; its main one first. */
export function archiveLanguages(posts: readonly ManifestEntry[]): InterfaceLanguage[] {
  const chinese = posts.filter((post) => languageOf(post).startsWith('zh')).length;
  const share = posts.length === 0 ? 0 : chinese / posts.length;
  const languages: InterfaceLanguage[] = share >= 0.5 ? ['zh', 'en'] : ['en', 'zh'];
  return languages.filter((language) => (language === 'zh' ? share : 1 - share) >= ownShare);
}

/** Whether the interface speaks it. */
export function isInterfaceLanguage(tag: string | undefined): tag is InterfaceLanguage {
  return tag !== undefined && Object.hasOwn(interfaceLanguages, tag);
}
