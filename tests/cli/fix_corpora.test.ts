/*
 * `check --fix` over real posts: what readers see is the same afterwards, but for the fault that each
 * finding names.
 */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Post, init, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

const shared =
  process.env.BROADSHEET_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));

const folders = ['sofa-weekly', 'sofastack-blog', 'lwkd', 'swiftweekly', 'haskellweekly']
  .map((name) => join('corpora', name))
  .concat(process.env.BROADSHEET_ALL === '1' ? ['sites/sofastack', 'sites/optech'] : []);

interface Finding {
  code: string;
  file: string;
  fixable: boolean;
}

/** The text without what fixes take out: characters that nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unseen = /[\u200B\u2060\uFEFF\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** What a reader reads: without unseen characters, and with runs of blanks as one. */
function readingOf({ text }: Post): string {
  return text.replace(unseen, '').replace(/\s+/g, ' ').trim();
}

/** The tags without addresses and ids, which follow texts. */
function shapeOf({ html }: Post): string[] {
  return [...html.matchAll(/<(\/?[a-z]\w*)/g)].map(([, tag]) => tag ?? '');
}

/** The text as it should be once these faults are mended. */
function mended(reading: string, codes: ReadonlySet<string>): string {
  let text = reading;
  if (codes.has('heading-no-blank')) text = text.replace(/(?<=^|\s)#{2,6}(?=[^\s#!\\])/g, '');
  if (codes.has('link-full-width')) {
    text = text.replace(/!?[[【]([^[\]【】\n]+)[\]】][(（]https?:\/\/[^\s()（）]+[)）]/g, '$1');
  }
  return text;
}

/** What comes first where two texts part; posts are long. */
function firstDifference(one: string, other: string): string | undefined {
  if (one === other) return undefined;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 40), at + 40)} | ${other.slice(at, at + 40)}`;
}

function difference(before: readonly string[], after: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const tag of before) left.set(tag, (left.get(tag) ?? 0) + 1);
  for (const tag of after) left.set(tag, (left.get(tag) ?? 0) - 1);
  return [...left].filter(([, count]) => count !== 0).map(([tag]) => tag);
}

const mayChange: Readonly<Record<string, RegExp>> = {
  'heading-no-blank': /^\/?(?:p|h[1-6]|br|strong)$/,
  'link-full-width': /^\/?(?:a|img|figure)$/,
  // With a scheme that nothing knows it was no link.
  'link-misspelled': /^\/?(?:a|img)$/,
};

beforeAll(() => init());

describe.skipIf(!existsSync(shared)).each(folders)('%s', (name) => {
  it('shows the same once all is mended', async () => {
    const original = join(shared, name);
    const copy = emptyFolder();
    cpSync(original, copy, { recursive: true });
    const { stdout } = await run(['check', copy, '--json']);
    const found = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
    await run(['check', copy, '--fix', '--yes']);

    const codes = new Map<string, Set<string>>();
    for (const { code, file, fixable } of found) {
      if (!fixable) continue;
      const path = relative(copy, file);
      codes.set(path, (codes.get(path) ?? new Set()).add(code));
    }
    for (const [path, mendedCodes] of codes) {
      const [before, after] = [original, copy].map((folder) =>
        renderPost(readFileSync(join(folder, path))),
      );
      if (before === undefined || after === undefined) throw new Error(path);
      expect(
        firstDifference(
          mended(readingOf(before), mendedCodes),
          mended(readingOf(after), mendedCodes),
        ),
        path,
      ).toBeUndefined();
      const changed = difference(shapeOf(before), shapeOf(after)).filter(
        (tag) => ![...mendedCodes].some((code) => mayChange[code]?.test(tag)),
      );
      expect(changed, path).toEqual([]);
      // Only the faulty addresses are others.
      const kept = (post: Post): string[] =>
        post.images.map(({ alt, title = '' }) => `${alt} ${title}`.replace(unseen, ''));
      expect(kept(after), path).toEqual(kept(before));
      expect({ ...after.data, title: '' }, path).toEqual({ ...before.data, title: '' });
    }
  }, 120_000);
});
