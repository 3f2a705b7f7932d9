const other = 1;
const han = 2;
const kana = 3;
const letter = 4;
/** Of the first plane's characters, as they are met; 0: not yet. */
const classes = new Uint8Array(0x10000);
/** Chinese texts on technology mix in many Latin words; others hardly any Han characters. */
const chineseShare = 0.2;
const japaneseShare = 0.2;

/** `zh`, `ja`, or `und` (undetermined), by the scripts that a text is written in. */
export function guessLanguage(text: string): string {
  const counts = [0, 0, 0, 0, 0];
  let before = other;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    const kind = classes[code] || classOf(code);
    // Of letters, words are counted.
    if (kind !== letter || before !== letter) counts[kind] = (counts[kind] ?? 0) + 1;
    before = kind;
    if (code > 0xffff) at += 1;
  }
  const [, , characters = 0, syllables = 0, words = 0] = counts;
  // A の or two is fashionable in Chinese; Japanese cannot do without.
  if (syllables > characters * japaneseShare) return 'ja';
  return characters > 0 && characters >= (characters + words) * chineseShare ? 'zh' : 'und';
}

function classOf(code: number): number {
  const character = String.fromCodePoint(code);
  const kind = /\p{Script=Han}/u.test(character)
    ? han
    : /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)
      ? kana
      : /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(character)
        ? letter
        : other;
  // Beyond the first plane there is no room, and little to be met.
  classes[code] = kind;
  return kind;
}
