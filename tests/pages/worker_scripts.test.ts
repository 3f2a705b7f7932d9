/*
 * The script of a worker is run once. WebKit runs it anew for whoever imports it, with a state of its
 * own and a second listener for every question; tests/webkit sees what comes of that.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../package/paths.ts';

it('nothing that a worker loads imports its script', () => {
  const assets = join(root, 'dist/package/dist/page/assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const workers = scripts.filter((name) => /^(?:list|issue)-worker-/.test(name));
  expect(workers).toHaveLength(2);
  const importing = scripts.filter((name) => {
    const text = readFileSync(join(assets, name), 'utf8');
    return workers.some((worker) =>
      new RegExp(`(?:from|import)\\s*["'\`]\\./${worker}`).test(text),
    );
  });
  expect(importing).toEqual([]);
});
