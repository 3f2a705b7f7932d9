import type { ManifestEntry } from 'broadsheet';
import { languageOf } from './writing.js';

/**
 * Which issues are one text in several languages. They are told by where they lie, as Hugo has it:
 * `letter.en.md` beside `letter.zh.md`, `en/letter.md` beside `zh/letter.md`; the default language
 * may go without a code.
 */
export class Translations {
  readonly #groups = new Map<ManifestEntry, readonly ManifestEntry[]>();

  constructor(posts: readonly ManifestEntry[]) {
    const groups = new Map<string, ManifestEntry[]>();
    for (const entry of posts) {
      const key = keyOf(entry);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
    for (const group of groups.values()) {
      if (group.length === 1) continue;
      for (const entry of group) this.#groups.set(entry, group);
    }
  }

  /** An issue and its translations, in the order of the archive; empty where there are none. */
  of(entry: ManifestEntry): readonly ManifestEntry[] {
    const group = this.#groups.get(entry) ?? [];
    const languages = new Set(group.map((one) => languageOf(one)));
    // Two files of one language are two issues, whatever their names.
    return languages.size === group.length && !languages.has('und') ? group : [];
  }
}

/** The path without the code of the entry's own language. */
function keyOf(entry: ManifestEntry): string {
  const language = languageOf(entry).toLowerCase();
  const isCode = (word: string) => {
    const code = word.toLowerCase().replaceAll('_', '-');
    return code === language || code === language.split('-')[0];
  };
  const segments = entry.path.split('/');
  const name = segments.pop() ?? '';
  const [, stem = name, code, ending = ''] = /^(.*?)(?:\.([\w-]+))?(\.\w+)$/.exec(name) ?? [];
  const kept = code === undefined || isCode(code) ? stem : `${stem}.${code}`;
  return [...segments.filter((segment) => !isCode(segment)), kept + ending].join('/');
}
