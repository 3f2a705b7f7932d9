/* What the bench takes for the same text, and how peers without Chinese are given bigrams. */

/** Folds width, case and accents. */
export const folded = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC');

const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{N}\p{M}]+/gu;
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Words, and overlapping pairs of the characters of CJK runs: by run. */
export function runsOf(text) {
  return (folded(text).match(RUNS) ?? []).map((run) => {
    if (!CJK.test(run)) return [run];
    const letters = [...run];
    if (letters.length === 1) return letters;
    return letters.slice(1).map((letter, index) => letters[index] + letter);
  });
}

export const bigrams = (text) => runsOf(text).flat();
