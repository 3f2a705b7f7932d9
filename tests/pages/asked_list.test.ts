/* What stands before the first paint in each page knows by its address whether another list is wanted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../package/paths.ts';
import { everything, facetNames, searchOf } from '../../web/page/site/filter.ts';

it('knows every key of a filter, and no others', () => {
  const script = readFileSync(join(root, 'web/page/first-paint.js'), 'utf8');
  const [, pattern = '?'] = /\/(\[\?&\].*?)\/\.test\(location\.search\)/.exec(script) ?? [];
  const asksForList = new RegExp(pattern);
  const chosen = Object.fromEntries(facetNames.map((name) => [name, ['1']]));
  const filter = { ...everything, chosen: { ...everything.chosen, ...chosen } };
  const search = searchOf({ ...filter, words: 'a', from: '2024', to: '2025', sort: 'oldest' });
  const pairs = search.slice(1).split('&');
  expect(pairs.length).toBe(facetNames.length + 4);
  for (const pair of [...pairs, 'page=2', 'post=a.md']) {
    expect(`?${pair}`).toMatch(asksForList);
    expect(`?ref=x&${pair}`).toMatch(asksForList);
  }
  for (const other of ['?utm_source=q', '?faq=1', '?years', '?ref=?a', '?fbclid=page']) {
    expect(other).not.toMatch(asksForList);
  }
});
