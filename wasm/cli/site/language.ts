/*
 * Which language a post is in by where it lies: `post.zh.md`, `zh/blog/post.md`. The front matter
 * has the first word; this is asked when it says nothing.
 */
import { posix } from 'node:path';
import type { Site } from './site.js';

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether a word is the code of a language that exists: `zh`, `en`, `zh-cn`, `pt-BR`. */
export function isLanguageCode(word: string): boolean {
  if (!/^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(word)) return false;
  try {
    return names.of(word) !== undefined;
  } catch {
    return false;
  }
}

/** The language of the post at `path` in its site, as the path says it; else undefined. */
export function languageOfPath(
  path: string,
  { kind, languages }: Pick<Site, 'kind' | 'languages'>,
): string | undefined {
  const isLanguage = (word: string): boolean =>
    languages.length > 0 ? languages.includes(word) : isLanguageCode(word);
  const suffix = /\.([\w-]+)\.(?:md|markdown)$/i.exec(path)?.[1];
  if (suffix !== undefined && isLanguage(suffix)) return suffix;
  const [folder = ''] = posix.dirname(path).split('/');
  // In other folders two letters may be anything: `ci/`, `qa/`.
  const mayBeLanguage = languages.length > 0 || kind === 'Hugo site' || kind === 'content folder';
  if (mayBeLanguage && isLanguage(folder)) return folder;
  return languages.length > 1 ? languages[0] : undefined;
}

/** The path without its language: translations of one post have it in common. */
export function pathWithoutLanguage(path: string, site: Site): string {
  const language = languageOfPath(path, site);
  if (language === undefined) return path;
  return path
    .replace(new RegExp(`\\.${language}(\\.\\w+)$`), '$1')
    .replace(new RegExp(`^${language}/`), '');
}
