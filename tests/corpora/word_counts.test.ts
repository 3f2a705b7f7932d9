/*
 * Words and minutes of twenty posts beside a count by other means: the text a reader sees, as
 * markdown-it finds it, counted as word processors do. A Han, Kana or Bopomofo character is one word;
 * of the rest, what blanks and East Asian punctuation divide, if it holds a letter or a digit
 * (`kube-apiserver`, `v0.4.6` and `don't` are one each). Code is text, pictures and HTML's tags are
 * none.
 */
import { init, renderPost } from 'broadsheet';
import type { Token } from 'markdown-it';
import { beforeAll, describe, expect, test } from 'vitest';
import { splitPost } from './independent_reader.ts';
import { newsletterPosts, noPosts, titled } from './real_posts.ts';
import { parseBody } from './visible_words.ts';

const blog = 'sofastack-blog/content/zh/blog';
const chosen = [
  'haskellweekly/data/newsletter/2018/issue-102.markdown',
  'haskellweekly/data/newsletter/2021/issue-270.markdown',
  'haskellweekly/data/newsletter/2024/issue-449.markdown',
  'lwkd/_posts/2019-07-28-update.md',
  'lwkd/_posts/2022-06-26-update.md',
  'lwkd/_posts/2025-04-06-update.md',
  'swiftweekly/_posts/2016-08-04-issue-33.md',
  'swiftweekly/_posts/2018-01-25-issue-101.md',
  'swiftweekly/_posts/2020-09-10-issue-168.md',
  'sofa-weekly/sofa-weekly-20191004.md',
  'sofa-weekly/sofa-weekly-20200117.md',
  'sofa-weekly/sofa-weekly-20201023.md',
  'sofa-weekly/sofa-weekly-20211119.md',
  'sofa-weekly/sofa-weekly-20221216.md',
  `${blog}/antfin-monitoring-cloud-native-observable-market-design-overview/index.md`,
  `${blog}/java-kubernetes-operator-kubecon-na2019/index.md`,
  `${blog}/ospp-experience-sharing-community-contribution-is-a-kind-of-influence/index.md`,
  `${blog}/service-mesh-webinar-duodian-istio-mosn-dubbo/index.md`,
  `${blog}/sofa-meetup-1-seata/index.md`,
  `${blog}/sofastack-modular-isolation/index.md`,
];

function seen(tokens: Token[]): string {
  return tokens
    .map((token) => {
      switch (token.type) {
        case 'inline':
          return `${seen(token.children ?? [])}\n`;
        case 'softbreak':
        case 'hardbreak':
          return '\n';
        case 'text':
        case 'text_special':
        case 'code_inline':
        case 'fence':
        case 'code_block':
          return token.content;
        case 'html_inline':
        case 'html_block':
          return token.content
            .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
            .replace(/<br\b[^>]*>|<\/(?:p|div|td|th|tr|li|h\d)>/gi, '\n')
            .replace(/<[^>]*>/g, '')
            .replaceAll('&nbsp;', ' ');
        default:
          return '';
      }
    })
    .join('');
}

/** How many characters are words of their own, and how many other words there are. */
function countOtherwise(text: string): { ideographs: number; words: number } {
  const ideograph = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}]/gu;
  const ideographs = text.match(ideograph)?.length ?? 0;
  const words = text
    .replace(ideograph, ' ')
    .split(/[\s\u200b\ufeff—…‘’“”\u3000-\u303f\ufe30-\ufe6f！-／：-＠［-｀｛-･]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return { ideographs, words };
}

describe.skipIf(noPosts)(titled('twenty posts, counted by other means'), () => {
  beforeAll(async () => init());

  test('have as many words, and take as long to read, within 2 %', () => {
    const posts = new Map(newsletterPosts().map(({ file, source }) => [file, source]));
    const compared = chosen.map((file) => {
      const source = posts.get(file);
      if (!source) throw new Error(`${file} is missing`);
      const { body } = splitPost(new TextDecoder().decode(source));
      const { ideographs, words } = countOtherwise(seen(parseBody(body)));
      const minutes = ideographs / 500 + words / 213;
      const post = renderPost(source);
      return { file, wanted: ideographs + words, found: post.words, minutes, ours: post.minutes };
    });
    const wrong = compared.filter(
      ({ wanted, found, minutes, ours }) =>
        Math.abs(found - wanted) > wanted * 0.02 ||
        ours < Math.ceil(minutes * 0.98) ||
        ours > Math.ceil(minutes * 1.02),
    );
    expect(wrong).toEqual([]);
    expect(compared).toHaveLength(20);
  });
});
