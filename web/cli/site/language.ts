/*
 * Which language a post is in by where it lies: `post.zh.md`, `zh/blog/post.md`. The front matter
 * has the first word; this is asked when it says nothing.
 */
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Site } from './site.js';

/** Made when it is asked for first: it takes ten milliseconds. */
let names: Intl.DisplayNames | undefined;

/** Whether a word is the code of a language that exists: `zh`, `en`, `zh-cn`, `pt-BR`. */
export function isLanguageCode(word: string): boolean {
  if (!/^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(word)) return false;
  names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  try {
    return names.of(word) !== undefined;
  } catch {
    return false;
  }
}

/** What is known of a site's languages. */
type LanguageSite = Pick<Site, 'kind' | 'languages' | 'root'>;

/**
 * The language of the post at `path` in its site, as the path or the settings say it; else undefined.
 * Where no settings name languages, two letters may be anything (`crates.io.md`, `it/servers.md`): they
 * count where the text, or a translation beside it, bears them out.
 *
 * @param guess the language that the text looks like; `und` of none
 */
export function languageOfPath(
  path: string,
  { kind, languages, root }: LanguageSite,
  guess: () => string,
): string | undefined {
  const hasSettings = languages.length > 0;
  const [, stem = '', suffix] = /^(.*)\.([\w-]+)\.(?:md|markdown)$/i.exec(path) ?? [];
  if (suffix !== undefined) {
    const isOne = hasSettings
      ? languages.includes(suffix)
      : isLanguageCode(suffix) && (isOf(suffix, guess()) || hasTranslation(root, stem, suffix));
    if (isOne) return suffix;
  }
  const [folder = ''] = posix.dirname(path).split('/');
  if (hasSettings && languages.includes(folder)) return folder;
  // In other folders two letters may be anything: `ci/`, `qa/`.
  const mayBeLanguage = !hasSettings && (kind === 'Hugo site' || kind === 'content folder');
  if (mayBeLanguage && isLanguageCode(folder)) {
    const guessed = guess();
    if (guessed === 'und' || isOf(folder, guessed)) return folder;
  }
  const [only] = languages;
  if (languages.length !== 1 || only === undefined) return only;
  // The skeleton of a site names a language, and a guest writes in another: letters tell.
  const guessed = guess();
  const script = scriptOf(only);
  return guessed === 'und' || script === undefined || scriptOf(guessed) === script ? only : guessed;
}

/** Each post of a site asks for the same few. */
const knownScripts = new Map<string, string | undefined>();

/** The letters that a language is written with; Chinese and Japanese share theirs. */
function scriptOf(language: string): string | undefined {
  if (!knownScripts.has(language)) knownScripts.set(language, likelyScript(language));
  return knownScripts.get(language);
}

function likelyScript(language: string): string | undefined {
  try {
    const { script } = new Intl.Locale(language).maximize();
    return script?.replace(/^(?:Hans|Hant|Jpan)$/, 'Hani');
  } catch {
    // Whatever the settings name, it stands.
    return undefined;
  }
}

/** Whether a code names a language, or a form of it. */
function isOf(code: string, language: string): boolean {
  return code.split('-')[0]?.toLowerCase() === language;
}

/** Whether the same post lies beside it without a code, or with that of another language. */
function hasTranslation(root: string, stem: string, own: string): boolean {
  const name = posix.basename(stem);
  let names: string[] = [];
  try {
    names = readdirSync(join(root, posix.dirname(stem)));
  } catch {
    // It was there when the folder was looked through.
  }
  return names.some((other) => {
    if (!other.startsWith(`${name}.`)) return false;
    const [, code] = /^\.(?:([\w-]+)\.)?(?:md|markdown)$/i.exec(other.slice(name.length)) ?? [
      '',
      own,
    ];
    return code === undefined || (code !== own && isLanguageCode(code));
  });
}
