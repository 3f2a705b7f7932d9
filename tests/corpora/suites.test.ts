/* The suites of others for what goes beyond CommonMark: each deviation is listed with its reason. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { init, renderHtml } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { shared } from '../package/paths.ts';

interface Case {
  section: string;
  markdown: string;
  html: string;
}

const suites = join(shared, 'suites');
const missing = existsSync(suites)
  ? ''
  : ` (no suites at ${suites}: set BROADSHEET_SHARED to their folder)`;

function casesOf(path: string): Case[] {
  return JSON.parse(readFileSync(join(suites, path), 'utf8')) as Case[];
}

/** Without what differs in spelling only, and what a reader's page adds. */
function comparable(html: string): string {
  return html
    .replaceAll(' />', '>')
    .replaceAll('del>', 's>')
    .replace(/ (?:loading|decoding|referrerpolicy)="[^"]*"/g, '')
    .replace(/<(h[1-6]|p) id="[^"]*">/g, '<$1>')
    .replace(/(["#])bs-(fn|fnref)-/g, '$1$2-')
    .replace(/(fnref-[\w-]+):(\d)/g, '$1-$2')
    .replaceAll(' role="doc-endnotes" data-footnotes aria-label="Footnotes"', ' data-footnotes')
    .trimEnd();
}

/** Numbers, from 1 on, of the cases that are rendered otherwise. */
function differing(cases: Case[]): number[] {
  return cases.flatMap(({ markdown, html }, index) => {
    const rendered = renderHtml(markdown, { headings: 'keep', html: 'pass' });
    return html.includes('<IGNORE>') || comparable(rendered) === comparable(html)
      ? []
      : [index + 1];
  });
}

describe.skipIf(missing !== '')(`the suites of others${missing}`, () => {
  beforeAll(() => init());

  test('the 144 cases of CJK-friendly emphasis', () => {
    const cases = casesOf('cjk-emphasis/cases.json');
    expect(cases).toHaveLength(144);
    expect(differing(cases)).toEqual([
      // One tilde strikes through too and three are none, as in GFM (markdown-it: two, of any run).
      ...[124, 127, 128, 131, 132, 133, 137, 138],
      // A bare URL is a link.
      144,
    ]);
  });

  test('the 30 cases of GFM’s extensions', () => {
    const cases = casesOf('gfm/extensions.json');
    expect(cases).toHaveLength(30);
    expect(differing(cases)).toEqual([
      // The tag filter: raw HTML is sanitized by default; this test lets it pass.
      22,
      // A note that nothing refers to is shown behind the others and named by a diagnostic; cmark-gfm
      // leaves it out, and its text is lost.
      23,
    ]);
    const unused = '[^unused]: This is unused.\n';
    const notes = cases.slice(22, 23);
    expect(notes[0]?.markdown).toContain(unused);
    expect(
      differing(notes.map((note) => ({ ...note, markdown: note.markdown.replace(unused, '') }))),
    ).toEqual([]);
  });
});
