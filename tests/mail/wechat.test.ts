/* Articles for WeChat: the words of the page, by the rules of the editor. */
import { init, renderPost, renderWechat } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from '../corpora/real_posts.ts';
import { names, normalized, readHtml, withoutNumbers } from './parts.ts';
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

  test('have the words of the page, in order, and its links as notes', () => {
    for (const { file, source } of newsletterPosts()) {
      const page = readHtml(renderPost(source, { file, base }).html);
      const { html } = renderWechat(source, { file, base });
      const [body = '', notes = ''] = html.split(/<section [^>]*>\n?<p [^>]*>引用链接<\/p>/);
      const article = readHtml(
        body
          .replace(/(<section [^>]*>\n?<p [^>]*>)(?:Footnotes|脚注)(?=<\/p>)/, '$1')
          .replace(/<sup [^>]*>\[\d+\]<\/sup>/g, '')
          .replace(/\[注(\d+)\](?=<\/sup>)/g, '$1')
          .replaceAll('&nbsp;', ' '),
      );
      // Items of flattened lists have their numbers as text.
      expect(withoutNumbers(article.words), file).toEqual(withoutNumbers(page.words));
      const noted = [...notes.matchAll(/>\[\d+\] ([^<]*)<\/p>/g)].map(([, address = '']) =>
        normalized(address.replaceAll('&amp;', '&').replaceAll('&quot;', '"')),
      );
      for (const link of page.links) {
        const isThere =
          article.links.includes(link) ||
          noted.some((address) => same(address, link)) ||
          names(body.replaceAll('&amp;', '&'), link);
        expect(isThere, `${file}: ${link}`).toBe(true);
      }
    }
  }, 300_000);
});

/** The page writes what may not stand in an address percent-encoded. */
function same(written: string, linked: string): boolean {
  const plain = (address: string) => {
    try {
      return decodeURI(address);
    } catch {
      return address;
    }
  };
  return written === linked || plain(written) === plain(linked);
}
