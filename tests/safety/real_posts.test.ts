/*
 * Sanitizing loses no text of real posts: what readers see of each is what an HTML parser (parse5)
 * finds in markdown-it's output, less what the policy leaves out, and each element that is left out
 * is named in the diagnostics.
 */
import { init, renderPost } from 'broadsheet';
import MarkdownIt from 'markdown-it';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { bodyDifferences } from '../corpora/explained_differences.ts';
import { splitPost } from '../corpora/independent_reader.ts';
import { newsletterPosts, noPosts, titled } from '../corpora/real_posts.ts';
import { wordsOf } from '../corpora/visible_words.ts';
import { allowed } from './policy.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** HTML that is not allowed, and written as something else. */
const renamed = new Set(['center', 'font', 'footer', 'header', 'section', 'article', 'tt', 'big']);
/** HTML that is left out; of these with what it holds. */
const hidden = new Set(['video', 'audio', 'iframe', 'script', 'style', 'svg', 'object']);
const unwrapped = new Set(['form', 'button', 'input', 'label', 'select', 'option', 'source']);

interface Seen {
  text: string;
  /** Names of what is left out. */
  leftOut: string[];
}

/** What a reader sees of unsafe HTML once the policy was kept. */
function seenOf(html: string): Seen {
  const seen: Seen = { text: '', leftOut: [] };
  // A parser repeats such an element in each block that follows.
  const repeated = new Set<number>();
  const visit = (node: Node) => {
    if (node.nodeName === '#text' && 'value' in node) seen.text += node.value;
    if (!('tagName' in node)) return;
    const { tagName, attrs, sourceCodeLocation: place } = node;
    const attribute = (name: string) => attrs.find((one) => one.name === name)?.value;
    const isHtml =
      Object.hasOwn(allowed, tagName) ||
      renamed.has(tagName) ||
      unwrapped.has(tagName) ||
      hidden.has(tagName);
    if (hidden.has(tagName)) {
      seen.leftOut.push(tagName);
      const source = node.childNodes.find((child) => child.nodeName === 'source');
      const inner = source && 'attrs' in source ? source.attrs : [];
      const address = attribute('src') ?? inner.find(({ name }) => name === 'src')?.value ?? '';
      seen.text += attribute('title') ?? address;
      return;
    }
    if (unwrapped.has(tagName)) seen.leftOut.push(tagName);
    if (tagName === 'img') seen.text += ` ${attribute('alt') ?? ''} `;
    // What is no HTML is text, as it was written; so is `<A>` that is never closed.
    const start = place?.startTag?.startOffset ?? -1;
    const isProse = tagName === 'a' && attrs.length === 0 && !place?.endTag && !repeated.has(start);
    repeated.add(start);
    if ((!isHtml || isProse) && place?.startTag) {
      seen.text += html.slice(place.startTag.startOffset, place.startTag.endOffset);
    }
    const block = /^(?:p|div|li|t[dhr]|h[1-6]|br|blockquote|pre|ul|ol|table|center|footer)$/;
    if (block.test(tagName)) seen.text += ' ';
    for (const child of node.childNodes) visit(child);
    if (block.test(tagName)) seen.text += ' ';
    if (!isHtml && place?.endTag) {
      seen.text += html.slice(place.endTag.startOffset, place.endTag.endOffset);
    }
  };
  for (const child of parseFragment(html, { sourceCodeLocationInfo: true }).childNodes)
    visit(child);
  return seen;
}

describe.skipIf(noPosts)(titled('real posts, sanitized,'), () => {
  const markdownIt = new MarkdownIt({ html: true });
  beforeAll(() => init());

  test('show every text but what is left out, which is reported', () => {
    const unexplained: object[] = [];
    const names: Record<string, number> = {};
    let words = 0;
    for (const { file, source } of newsletterPosts()) {
      if (bodyDifferences.some(({ post }) => post === file)) continue;
      // Tags of site generators are no text here, which markdown-it cannot know.
      if (/\{[{%]/.test(new TextDecoder().decode(source))) continue;
      const post = renderPost(source, { file });
      const wanted = seenOf(markdownIt.render(splitPost(new TextDecoder().decode(source)).body));
      const wantedWords = wordsOf(wanted.text);
      const found = wordsOf(seenOf(post.html).text);
      words += wantedWords.length;
      const at = wantedWords.findIndex((word, index) => word !== found[index]);
      if (at >= 0 || wantedWords.length !== found.length) {
        const from = Math.max(0, (at < 0 ? found.length : at) - 3);
        unexplained.push({
          file,
          wanted: wantedWords.slice(from, from + 12).join(' '),
          found: found.slice(from, from + 12).join(' '),
        });
      }
      const reported = post.diagnostics
        .filter(({ code }) => code === 'html-left-out')
        .map(({ message }) => /<([a-z0-9]+)>/.exec(message)?.[1] ?? message);
      if (JSON.stringify(reported.sort()) !== JSON.stringify(wanted.leftOut.sort())) {
        unexplained.push({ file, reported, leftOut: wanted.leftOut });
      }
      for (const name of reported) names[name] = (names[name] ?? 0) + 1;
    }
    expect(unexplained).toEqual([]);
    expect(words).toBeGreaterThan(500_000);
    // What five newsletters hold that is not shown.
    expect(names).toEqual({ video: 4 });
  });
});
