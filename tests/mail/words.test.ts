/* A mail has the words and the links of the page, in its HTML and in its text. */
import { init, renderMail, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from '../corpora/real_posts.ts';
import { wordsOf } from '../corpora/visible_words.ts';
import { bodyOf, readHtml, normalized, textOf, withoutNumbers } from './parts.ts';

const base = 'https://letters.example/issues/one/';

/** Numbers of notes are raised in one form and in superscript elements in the other. */
function lowered(text: string): string {
  return text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => digit.normalize('NFKC'));
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
  });

  test('have them in their text, too, on lines of at most 72 columns', () => {
    for (const { file, source } of newsletterPosts()) {
      const post = renderPost(source, { file, base });
      const page = readHtml(post.html);
      const { text } = renderMail(source, { file, base });
      const mail = textOf(text);
      // Folding parts no words: those of Chinese are single characters.
      expect(withoutNumbers(wordsOf(lowered(mail.text))), file).toEqual(
        withoutNumbers(page.words.map(lowered)),
      );
      for (const link of page.links) {
        const isThere = mail.links.includes(link) || text.includes(link.replace(/^mailto:/, ''));
        expect(isThere, `${file}: ${link}`).toBe(true);
      }
      expect(new Set(mail.links.map(normalized)).size, file).toBe(mail.links.length);
    }
  });
});
