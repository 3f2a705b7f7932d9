import { stopWords } from './stop-words.js';

/** What characters are; of the last kinds each run of letters is a word. */
const other = 1;
const han = 2;
const kana = 3;
const firstLetter = 4;

/** Scripts whose texts are counted in words, and the language that most of what they write is in. */
const scripts: readonly (readonly [script: RegExp, language: string])[] = [
  [/\p{Script=Latin}/u, 'latin'],
  [/\p{Script=Cyrillic}/u, 'cyrillic'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
];

/** Of the first plane's characters, as they are met; 0: not yet. */
const classes = new Uint8Array(0x10000);

/** What most texts are made of, told without the expressions above: these take long to compile. */
export const commonRanges: readonly (readonly [first: number, last: number, kind: number])[] = [
  [0x00, 0x40, other],
  [0x41, 0x5a, firstLetter],
  [0x5b, 0x60, other],
  [0x61, 0x7a, firstLetter],
  [0x7b, 0xa9, other],
  [0x2000, 0x206f, other],
  [0x3000, 0x3004, other],
  [0x3008, 0x3020, other],
  [0x3041, 0x3096, kana],
  [0x30a1, 0x30fa, kana],
  [0x4e00, 0x9fff, han],
  [0xff00, 0xff20, other],
];
for (const [first, last, kind] of commonRanges) classes.fill(kind, first, last + 1);
/** Texts on technology mix in many Latin words; texts in Latin letters hardly any others. */
const share = 0.2;
const japaneseShare = 0.2;

/**
 * The language that a text is written in, by its script and by the words that no text is without;
 * `und` (undetermined) where it is in several, or too short to tell.
 */
export function guessLanguage(text: string): string {
  const counts = new Array<number>(firstLetter + scripts.length).fill(0);
  let before = other;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    const kind = classes[code] || classOf(code);
    // Of letters, words are counted.
    if (kind < firstLetter || before !== kind) counts[kind] = (counts[kind] ?? 0) + 1;
    before = kind;
    if (code > 0xffff) at += 1;
  }
  const characters = counts[han] ?? 0;
  const syllables = counts[kana] ?? 0;
  const words = counts.slice(firstLetter);
  const all = words.reduce((sum, count) => sum + count, 0);
  // A の or two is fashionable in Chinese; Japanese cannot do without.
  if (syllables > characters * japaneseShare) return 'ja';
  if (characters > 0 && characters >= (characters + all) * share) return 'zh';
  const foreign = words.map((count, index) => (index === 0 ? 0 : count));
  const most = Math.max(...foreign);
  const chosen = most > 0 && most >= all * share ? foreign.indexOf(most) : 0;
  const language = scripts[chosen]?.[1] ?? 'latin';
  if (language === 'ar') return ofArabicLetters(text);
  return Object.hasOwn(stopWords, language) ? byWords(text, language) : language;
}

/** Persian and Urdu have letters that Arabic does without. */
function ofArabicLetters(text: string): string {
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  const [urdu, persian] = [count(/[ٹڈڑںےہھ]/g), count(/[پچژگکی]/g)];
  const all = count(/\p{Script=Arabic}/gu);
  if (urdu > all * 0.04) return 'ur';
  return persian > all * 0.03 ? 'fa' : 'ar';
}

/** A text that has so much more of one language than of another is not in both. */
const nearly = 1.3;
/** So much of a text is enough to count frequent words in. */
const countedLength = 320;

/** A word of several languages tells little of each; two that have nearly as much are no answer. */
function byWords(text: string, script: string): string {
  const { languages, words } = wordsOf(script);
  const weights = new Float64Array(languages.length);
  const own = new Uint16Array(languages.length);
  for (const word of text
    .slice(0, countedLength)
    .toLowerCase()
    .split(/[^\p{L}\p{M}']+/u)) {
    const found = words.get(word);
    if (found === undefined) continue;
    for (const at of found) {
      weights[at] = (weights[at] ?? 0) + 1 / found.length;
      if (found.length === 1) own[at] = (own[at] ?? 0) + 1;
    }
  }
  const order = [...weights.keys()].sort(
    (one, other) => (weights[other] ?? 0) - (weights[one] ?? 0),
  );
  const [first = 0, second = 0] = order;
  const [most = 0, next = 0] = [weights[first], weights[second]];
  if (most === 0) return 'und';
  const [mostOwn = 0, nextOwn = 0] = [own[first], own[second]];
  const isMixed = nextOwn >= 2 && nextOwn * 2.5 > mostOwn;
  return next * nearly > most || isMixed ? 'und' : (languages[first] ?? 'und');
}

interface Words {
  languages: readonly string[];
  /** By word, the places of its languages. */
  words: ReadonlyMap<string, readonly number[]>;
}

const known = new Map<string, Words>();

function wordsOf(script: string): Words {
  let found = known.get(script);
  if (found === undefined) {
    const words = new Map<string, number[]>();
    const lists = Object.entries(stopWords[script] ?? {});
    for (const [at, [, list]] of lists.entries()) {
      for (const word of list.split(' ')) words.set(word, [...(words.get(word) ?? []), at]);
    }
    found = { languages: lists.map(([language]) => language), words };
    known.set(script, found);
  }
  return found;
}

function classOf(code: number): number {
  const kind = kindOf(code);
  // Beyond the first plane there is no room, and little to be met.
  classes[code] = kind;
  return kind;
}

/** What a character is by the expressions alone. */
export function kindOf(code: number): number {
  const character = String.fromCodePoint(code);
  const script = scripts.findIndex(([expression]) => expression.test(character));
  return /\p{Script=Han}/u.test(character)
    ? han
    : /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)
      ? kana
      : script >= 0
        ? firstLetter + script
        : other;
}
