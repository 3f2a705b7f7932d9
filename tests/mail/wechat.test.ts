/* Articles for WeChat keep the rules of its editor. */
import { init, renderWechat } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from '../corpora/real_posts.ts';
import { violations } from './wechat_rules.ts';

const base = 'https://letters.example/issues/one/';

beforeAll(() => init());

test('the rules are seen to be broken', () => {
  expect(violations('<div id="x">x</div>')).toEqual(['<div>', 'div[id]']);
  expect(violations('<pre>a b</pre>')).toEqual(['a blank or line feed in code']);
  expect(
    violations('<p style="color:var(--x)"><a href="https://a.example/">x</a></p>'),
  ).toHaveLength(2);
  expect(violations('<ul><li><ul><li><ul></ul></li></ul></li></ul>')).toEqual([
    'lists in lists in lists',
  ]);
  expect(violations('<img src="https://a.example/x.png" style="width:700px">')).toHaveLength(1);
});

describe.skipIf(noPosts)(titled('all posts as articles'), () => {
  test('keep the rules, in both themes', () => {
    for (const { file, source } of newsletterPosts()) {
      for (const theme of ['plain', 'banner'] as const) {
        const { html } = renderWechat(source, { file, base }, { theme });
        expect(violations(html), file).toEqual([]);
      }
    }
  }, 300_000);
});
