/* A mail has the words and the links of the page, in its HTML and in its text. */
import { init, renderMail, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from '../corpora/real_posts.ts';
import { bodyOf, readHtml, names, normalized, textOf } from './parts.ts';

const base = 'https://letters.example/issues/one/';

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

beforeAll(() => init());

describe.skipIf(noPosts)(titled('all posts as mails'), () => {
  test('have the words and links of the page, in order', () => {
    let links = 0;
    for (const { file, source } of newsletterPosts()) {
      const page = readHtml(renderPost(source, { file, base }).html);
      const mail = readHtml(bodyOf(renderMail(source, { file, base }).html));
      expect(mail.words, file).toEqual(page.words);
      expect(mail.links, file).toEqual(page.links);
      links += page.links.length;
    }
    expect(links).toBeGreaterThan(10_000);
  }, 300_000);

  test('have them in their text, too, on lines of at most 72 columns', () => {
    for (const { file, source } of newsletterPosts()) {
      const post = renderPost(source, { file, base });
      const page = readHtml(post.html);
      const sent = renderMail(source, { file, base });
      const { text } = sent;
      const mail = textOf(sent);
      // Numbers are those of lists, notes and links as well; where words end, HTML tells above.
      expect(firstDifference(lettersOf(mail.text), lettersOf(page.words.join(' '))), file).toBe('');
      for (const link of page.links) {
        const isThere = mail.links.includes(link) || names(text, link);
        expect(isThere, `${file}: ${link}`).toBe(true);
      }
      expect(new Set(mail.links.map(normalized)).size, file).toBe(mail.links.length);
    }
  }, 300_000);
});
