/*
 * Small texts beside goldmark and kramdown. Their answers are recorded in `expected`; with
 * BROADSHEET_ALL=1, and Debian's hugo and ruby-kramdown-parser-gfm, they are asked again.
 * BROADSHEET_RECORD=1 writes what they say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Rendering, init, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical } from './canonical.js';
import { type DialectCase, goldmarkCases, kramdownCases } from './cases.js';
import { askGoldmark, askKramdown, hasHugo, hasKramdown } from './programs.js';

interface Program {
  dialect: NonNullable<Rendering['dialect']>;
  cases: readonly DialectCase[];
  isThere: boolean;
  ask(texts: readonly string[]): string[];
}

const programs: readonly Program[] = [
  { dialect: 'goldmark', cases: goldmarkCases, isThere: hasHugo, ask: askGoldmark },
  { dialect: 'kramdown', cases: kramdownCases, isThere: hasKramdown, ask: askKramdown },
];

beforeAll(() => init());

describe.each(programs)('$dialect', ({ dialect, cases, isThere, ask }) => {
  const file = fileURLToPath(new URL(`expected/${dialect}.json`, import.meta.url));
  const texts = cases.map(({ markdown }) => markdown);
  if (process.env.BROADSHEET_RECORD === '1') {
    const answers = Object.fromEntries(ask(texts).map((html, index) => [texts[index], html]));
    writeFileSync(file, `${JSON.stringify(answers, undefined, 2)}\n`);
  }
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

  it.runIf(isThere && process.env.BROADSHEET_ALL === '1')('still answers as recorded', () => {
    expect(ask(texts)).toEqual(texts.map((text) => recorded[text]));
  });

  it.each(cases)('$markdown', ({ markdown, differs }) => {
    const ours = renderPost(`\n${markdown}\n`, { dialect, headings: 'keep', frontMatter: false });
    const [shown, expected] = [canonical(ours.html), canonical(recorded[markdown] ?? '')];
    if (differs === undefined) expect(shown).toBe(expected);
    else expect(shown, `no longer differs: ${differs}`).not.toBe(expected);
  });
});
