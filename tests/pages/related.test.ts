/* Which issues a page names as related. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from './archive.ts';

/** The titles below an issue, in their order. */
function relatedTo(archive: string, name: string): string[] {
  const page = readFileSync(join(archive, 'issues', name, 'index.html'), 'utf8');
  const [, part = ''] = /<section class="related[^>]*>([\s\S]*?)<\/section>/.exec(page) ?? [];
  return [...part.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, title = '']) => title.trim());
}

/** Numbered issues, a day each, the last one the newest. */
function letters(tags: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    tags.map((list, number) => [
      `n${number}.md`,
      `---\ntitle: Letter ${number}\ndate: 2024-01-${String(number + 1).padStart(2, '0')}\ntags: [${list}]\n---\nText.\n`,
    ]),
  );
}

it('names what shares the rarest tags, of equals the newer, and no neighbour', () => {
  const archive = build(
    letters(['rare', 'usual', 'other', 'usual', 'other', 'usual, rare', 'usual', 'usual']),
  );
  // "rare" is on two issues, "usual" on five; 4 and 6 are next to it in time.
  expect(relatedTo(archive, 'n5')).toEqual(['Letter 0', 'Letter 7', 'Letter 3']);
  expect(relatedTo(archive, 'n0')).toEqual(['Letter 5']);
  expect(relatedTo(archive, 'n2')).toEqual(['Letter 4']);
});

it('counts a tag that is written twice once, in any case', () => {
  const archive = build(letters(['A, a', 'x', 'A, B', 'y', 'B', 'z']));
  expect(relatedTo(archive, 'n4')).toEqual(['Letter 2']);
  expect(relatedTo(archive, 'n2')).toEqual(['Letter 4', 'Letter 0']);
});

it('names the same for issues with the same tags, but for themselves', () => {
  const archive = build(letters(Array(9).fill('one, two')));
  expect(relatedTo(archive, 'n8')).toEqual(['Letter 6', 'Letter 5', 'Letter 4']);
  expect(relatedTo(archive, 'n6')).toEqual(['Letter 8', 'Letter 4', 'Letter 3']);
  expect(relatedTo(archive, 'n0')).toEqual(['Letter 8', 'Letter 7', 'Letter 6']);
});
