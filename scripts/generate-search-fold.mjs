// Writes core/src/text/search_fold_data.h: what searching folds beyond the simple lower case of
// unicode_tables.h. The mappings are those of the Unicode data in the JavaScript engine (NFKC,
// NFKD, lower case); run it with a Node whose process.versions.unicode is 17.0.
//
//   node scripts/generate-search-fold.mjs
import { writeFileSync } from 'node:fs';
import { packedHeader, packedTable, zigzag } from './generated-table.mjs';

if (process.versions.unicode !== '17.0') throw new Error('this Node has another Unicode version');

/** Blocks in which the spellings of one letter or digit lie. The others fold by case alone. */
const blocks = [
  [0x00a0, 0x024f], // Latin-1 Supplement, Latin Extended-A and -B
  [0x0386, 0x0390], // Greek with tonos
  [0x03aa, 0x03ce],
  [0x1e00, 0x1eff], // Latin Extended Additional
  [0x2070, 0x209f], // superscripts and subscripts
  [0x2100, 0x211f], // letter-like symbols without the trade mark's, which is no part of a word
  [0x2123, 0x218f], // and number forms
  [0x2460, 0x24ff], // enclosed
  [0x2c60, 0x2c7f],
  [0x3380, 0x33df], // squared units
  [0xa720, 0xa7ff],
  [0xfb00, 0xfb06], // ligatures
  [0xff01, 0xffdc], // full and half width
  [0x1d400, 0x1d7ff], // mathematical letters and digits
];

/** Letters that have no decomposition and are written without their stroke where it is missing. */
const strokes = new Map(
  Object.entries({
    ø: 'o',
    đ: 'd',
    ł: 'l',
    ħ: 'h',
    ŧ: 't',
    ı: 'i',
    æ: 'ae',
    œ: 'oe',
    ß: 'ss',
    ſ: 's',
  }),
);

const isWord = (text) => /[\p{L}\p{N}]/u.test(text);
const simpleLower = (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c);
const lower = (text) => [...text].map(simpleLower).join('');

function fold(c) {
  const compatible = lower(
    lower(c)
      .normalize('NFKC')
      .replace(/\u0345/g, ''),
  ).normalize('NFKC');
  let folded = '';
  for (const part of compatible) {
    const [base, ...marks] = part.normalize('NFD');
    const bare =
      /\p{Script=Latin}|\p{Script=Greek}/u.test(base) && marks.every((m) => /\p{Mn}/u.test(m));
    const letter = bare ? base : part;
    folded += strokes.get(letter) ?? simpleLower(letter);
  }
  return [...folded].filter(isWord).join('');
}

const singles = [];
const several = [];
for (const [first, last] of blocks) {
  for (let code = first; code <= last; code++) {
    const c = String.fromCodePoint(code);
    if (!/\p{Assigned}/u.test(c)) continue;
    const folded = fold(c);
    if (folded === simpleLower(c)) continue;
    if (folded === '') continue; // It divides words as it is.
    if ([...folded].length === 1) singles.push([code, folded.codePointAt(0)]);
    else several.push([code, folded]);
  }
}

// Runs in which the target moves with the letter (step 1), or stays (step 0).
const runs = [];
for (const [code, target] of singles) {
  const run = runs.at(-1);
  if (run && code === run.last + 1) {
    const moves = target - run.lastTarget;
    if ((moves === 0 || moves === 1) && (run.step === undefined || run.step === moves)) {
      run.step = moves;
      run.last = code;
      run.lastTarget = target;
      continue;
    }
  }
  runs.push({ first: code, last: code, target, lastTarget: target, step: undefined });
}

const packedRuns = (name, list) => {
  const numbers = list.flatMap((run, i) => {
    const before = i === 0 ? { first: 0, target: 0 } : list[i - 1];
    return [
      run.first - before.first,
      (run.last - run.first) * 2 + (run.step ?? 0),
      zigzag(run.target - before.target),
    ];
  });
  return packedTable(`k${name}`, `k${name}Count`, list.length, numbers);
};
const MOST = 4;
const strings = several.flatMap(([code, text], i) => {
  const letters = [...text].slice(0, MOST).map((c) => c.codePointAt(0));
  return [code - (i === 0 ? 0 : several[i - 1][0]), letters.length, ...letters];
});

writeFileSync(
  new URL('../core/src/text/search_fold_data.h', import.meta.url),
  packedHeader(
    'generate-search-fold.mjs',
    'broadsheet::text',
    `// Of every run: how far its first letter lies behind that of the one before, twice the count of the
// letters behind its first one (odd where the target moves with the letter), and how far its target
// lies behind that of the one before, signed.
${packedRuns(
  'FoldRuns',
  runs.filter((r) => r.first <= 0xffff),
)}

// The same for letters beyond 16 bits.
${packedRuns(
  'FoldRunsAstral',
  runs.filter((r) => r.first > 0xffff),
)}

// Of every letter that folds to several: how far it lies behind the one before, how many they are,
// and they.
${packedTable('kFoldStrings', 'kFoldStringsCount', several.length, strings)}`,
  ),
);
const longest = Math.max(...several.map(([, text]) => [...text].length));
console.log(
  `${singles.length} letters in ${runs.length} runs, ${several.length} strings of up to ${longest}`,
);
