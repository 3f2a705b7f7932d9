/*
 * What a search should find, found out without an index: every post's text is folded by the
 * JavaScript engine's own Unicode data and looked through.
 */

/** A post as the scan sees it. */
export interface Scanned {
  path: string;
  title: string;
  /** Title, tags and body, folded, a line each. */
  lines: string[];
}

const strokes: Record<string, string> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};
const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー]/u;

/** Folds width, case and Latin accents. */
export function folded(text: string): string {
  const compatible = text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]|\p{Variation_Selector}/gu, '')
    .normalize('NFKC')
    .toLowerCase();
  return compatible
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC')
    .replace(/[øđłħßæœ]/g, (letter) => strokes[letter] ?? letter);
}

export function isCjk(character: string): boolean {
  return cjk.test(character);
}

/** Whether a folded line has the folded words; words of letters end where letters and digits end. */
export function has(line: string, words: string): boolean {
  for (let at = line.indexOf(words); at >= 0; at = line.indexOf(words, at + 1)) {
    const before = line.slice(0, at).match(/.$/u)?.[0] ?? ' ';
    const behind = line.slice(at + words.length).match(/^./u)?.[0] ?? ' ';
    if (ends(before, words[0] ?? '') && ends(words.at(-1) ?? '', behind)) return true;
  }
  return false;
}

/** Whether a word ends between two characters. Between CJK characters anything may begin. */
function ends(one: string, other: string): boolean {
  const isWord = (c: string) => /[\p{L}\p{N}\p{M}]/u.test(c) && !isCjk(c);
  if (!isWord(one) || !isWord(other)) return true;
  // The parts of "v0" are found, too.
  return /\p{N}/u.test(one) !== /\p{N}/u.test(other);
}
