import type { ManifestEntry } from 'broadsheet';
import { type Strings, en } from './strings/en.js';
import { zh } from './strings/zh.js';
import { languageOf } from './writing.js';

/** The languages the interface speaks: another one is a table in `strings` and a line here. */
export const interfaceLanguages = { zh, en } satisfies Record<string, Strings>;
export type InterfaceLanguage = keyof typeof interfaceLanguages;

/** A language is one of the archive's own from this share of its issues on. */
const ownShare = 0.1;

/** The languages that an archive's issues are in, the most frequent first; `und` is none. */
export function languagesOf(posts: readonly ManifestEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const post of posts) {
    const language = languageOf(post);
    if (language !== 'und') counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([language]) => language);
}

/**
 * The interface languages an archive is written in, its main one first; English where it speaks none of
 * them.
 */
export function archiveLanguages(posts: readonly ManifestEntry[]): InterfaceLanguage[] {
  const shareOf = (language: string): number =>
    posts.filter((post) => languageOf(post).split('-')[0]?.toLowerCase() === language).length /
    Math.max(1, posts.length);
  const shares = (Object.keys(interfaceLanguages) as InterfaceLanguage[])
    .map((language) => ({ language, share: shareOf(language) }))
    .filter(({ share }) => share >= ownShare)
    .sort((one, other) => other.share - one.share);
  return shares.length === 0 ? ['en'] : shares.map(({ language }) => language);
}

/** Whether the interface speaks it. */
export function isInterfaceLanguage(tag: string | undefined): tag is InterfaceLanguage {
  return tag !== undefined && Object.hasOwn(interfaceLanguages, tag);
}
