/* Addresses of places within an issue. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { serveArchive } from './archive_site.ts';
import { startSession } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-fragments-'));
const post = (title: string, text: string) =>
  writeFileSync(
    join(folder, `${title}.md`),
    `---\ntitle: ${title}\ndate: 2024-01-01\n---\n\n${text}`,
  );
// The label's quotation mark stands percent-encoded in the id itself.
post('noted', `Said so.[^a"b]\n\n${'A line.\n\n'.repeat(80)}[^a"b]: By whom.\n`);
post(
  'linking',
  'See [the note](noted.md#bs-fn-a%22b) and [the heading](spoken.md#%E6%A0%87%E9%A2%98).\n',
);
post('spoken', `${'A line.\n\n'.repeat(80)}## 标题\n\nText.\n`);
afterAll(() => rmSync(folder, { recursive: true }));

const session = startSession(() => serveArchive(folder));

it.each([
  ['the note', 'By whom'],
  ['the heading', '标题'],
])('lead to %s, whether the id or the address is percent-encoded', async (link, text) => {
  const { page } = await session.open('issues/linking/');
  await page.getByRole('link', { name: link }).click();
  await page.waitForFunction((text) => document.activeElement?.textContent?.includes(text), text);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
});
