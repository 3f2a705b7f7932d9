import type { ManifestEntry } from 'broadsheet';
import { languageOf } from './writing.js';

/**
 * The languages the interface speaks, each by its own name: another one is a table in `strings`, with
 * a line in `tables.ts`, `all.ts` and here.
 */
export const interfaceLanguages = {
  zh: '中文',
  'zh-Hant': '繁體中文',
  ja: '日本語',
  ko: '한국어',
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ru: 'Русский',
  ar: 'العربية',
  he: 'עברית',
};
export type InterfaceLanguage = keyof typeof interfaceLanguages;

/** The interface language for a tag of any kind; undefined where it speaks none of these. */
export function interfaceLanguageOf(tag: string): InterfaceLanguage | undefined {
  const lower = tag.toLowerCase();
  if (/^zh\b.*-(?:hant|tw|hk|mo)\b/.test(lower) && !lower.includes('-hans')) return 'zh-Hant';
  const [language = ''] = lower.split(/[-_]/);
  // The code that Hebrew had until 1989 is still about.
  const named = language === 'iw' ? 'he' : language;
  return isInterfaceLanguage(named) ? named : undefined;
}

/** A language is one of the archive's own from this share of its issues on. */
const ownShare = 0.1;

/** The languages that an archive's issues are in, the most frequent first; `und` is none. */
export function languagesOf(posts: readonly ManifestEntry[]): string[] {
  return [...countsOf(posts)]
    .filter(([language]) => language !== 'und')
    .sort(([, one], [, other]) => other - one)
    .map(([language]) => language);
}

/** How many issues are in each language. */
function countsOf(posts: readonly ManifestEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const post of posts) {
    const language = languageOf(post);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return counts;
}

/**
 * The interface languages an archive is written in, its main one first; English where it speaks none of
 * them.
 */
export function archiveLanguages(posts: readonly ManifestEntry[]): InterfaceLanguage[] {
  const counts = [...countsOf(posts)].map(
    ([tag, count]) => [interfaceLanguageOf(tag), count] as const,
  );
  const shareOf = (language: string): number =>
    counts.reduce((sum, [tag, count]) => (tag === language ? sum + count : sum), 0) /
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
