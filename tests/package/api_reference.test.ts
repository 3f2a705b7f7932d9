/* docs/api.md says what the comments say. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './paths.ts';

test('the API reference is current (else: node scripts/api-reference/generate.mjs)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-api-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const fresh = join(folder, 'api.md');
  execFileSync(process.execPath, [join(root, 'scripts/api-reference/generate.mjs'), fresh]);
  const page = readFileSync(fresh, 'utf8');
  expect(readFileSync(join(root, 'docs/api.md'), 'utf8')).toBe(page);
  // Every function that an entry exports is in it.
  for (const name of ['init', 'initSync', 'renderPost', 'renderHtml', 'createCatalog', 'dispose']) {
    expect(page).toContain(`### ${name}`);
  }
});
