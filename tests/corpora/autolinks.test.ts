/* Bare URLs in real posts: none missed, none with the text behind it. */
import { init, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { bareUrls } from './bare_urls.ts';
import { splitPost } from './independent_reader.ts';
import { newsletterPosts, noPosts, titled } from './real_posts.ts';
import { parseBody } from './visible_words.ts';

/** What stands as a link whose text is its address, as a text with the characters of HTML decoded. */
function linkedUrls(html: string): string[] {
  const links = html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g);
  return [...links].map(([, , text]) => (text ?? '').replaceAll('&amp;', '&'));
}

describe.skipIf(noPosts)(titled('bare URLs in the posts of five newsletters'), () => {
  beforeAll(() => init());

  test('are the ones that an independent list has', () => {
    const missed: string[] = [];
    const swallowing: string[] = [];
    let count = 0;
    for (const { file, source } of newsletterPosts()) {
      const { body } = splitPost(new TextDecoder().decode(source));
      const { html } = renderPost(source, { file });
      const linked = linkedUrls(html);
      let from = 0;
      for (const url of bareUrls(parseBody(body))) {
        count++;
        const at = linked.indexOf(url, from);
        if (at < 0) missed.push(`${file}: ${url}`);
        else from = at + 1;
      }
      // Those of labels were written so: `[https://…/数据](…)`.
      const labels = new Set(
        [...body.matchAll(/\[\**([^\]]+?)\**\]\(/g)].map(([, label]) => label),
      );
      for (const url of linked) {
        if (/^(https?:|www\.).*[\u2e80-\uffef]/.test(url) && !labels.has(url)) {
          swallowing.push(`${file}: ${url}`);
        }
      }
    }
    expect(missed).toEqual([]);
    expect(swallowing).toEqual([]);
    expect(count).toBe(118);
  });
});
