/* Mail, its text, article and feed have the words and the links of the page, in order. */
import { init, renderSent } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, sitePosts, titled } from '../corpora/real_posts.ts';
import type { Sample } from '../package/corpora.ts';
import { articleOf, bodyOf, names, normalized, readHtml, textOf, withoutNumbers } from './parts.ts';

const base = 'https://letters.example/issues/one/';
const settings = { mail: {}, wechat: {}, feed: {} };

function lettersOf(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}\p{M}]/gu, '');
}

/** What stands where two texts part; empty if they do not. */
function firstDifference(one: string, other: string): string {
  if (one === other) return '';
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `${one.slice(at - 20, at + 20)} / ${other.slice(at - 20, at + 20)}`;
}

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

function expectSameWords({ file, source }: Sample): number {
  const { post, mail, wechat, feed } = renderSent(source, { file, base }, settings);
  const page = readHtml(post.html);

  const inFeed = readHtml(feed.html);
  expect(inFeed.words, `${file}, feed`).toEqual(page.words);
  expect(inFeed.links, `${file}, feed`).toEqual(page.links);

  const mailed = readHtml(bodyOf(mail.html));
  expect(mailed.words, `${file}, mail`).toEqual(page.words);
  expect(mailed.links, `${file}, mail`).toEqual(page.links);

  const text = textOf(mail);
  // Numbers are those of lists, notes and links as well; where words end, HTML tells above.
  const letters = lettersOf(page.words.join(' '));
  expect(firstDifference(lettersOf(text.text), letters), `${file}, text`).toBe('');
  for (const link of page.links) {
    const isThere = text.links.includes(link) || names(mail.text, link);
    expect(isThere, `${file}, text: ${link}`).toBe(true);
  }
  expect(new Set(text.links.map(normalized)).size, `${file}, text`).toBe(text.links.length);

  const article = articleOf(wechat.html);
  const { words, links } = readHtml(article.body);
  // Items of flattened lists have their numbers as text.
  expect(withoutNumbers(words), `${file}, article`).toEqual(withoutNumbers(page.words));
  for (const link of page.links) {
    const isThere =
      links.includes(link) ||
      article.noted.some((address) => same(address, link)) ||
      names(article.body.replaceAll('&amp;', '&'), link);
    expect(isThere, `${file}, article: ${link}`).toBe(true);
  }
  return page.links.length;
}

beforeAll(() => init());

/** Of the posts, by default; all with BROADSHEET_ALL=1. */
const every = process.env.BROADSHEET_ALL === '1' ? 1 : 3;

describe.skipIf(noPosts)(titled('all destinations'), () => {
  test('have the words and links of the page of every post', () => {
    const posts = newsletterPosts().filter((_, at) => at % every === 0);
    const links = posts.reduce((sum, post) => sum + expectSameWords(post), 0);
    expect(links).toBeGreaterThan(10_000 / every);
  }, 300_000);

  test('have those of the pages of whole sites', () => {
    const posts = sitePosts();
    expect(posts.length).toBeGreaterThan(300);
    for (const post of posts) expectSameWords(post);
  }, 600_000);
});
