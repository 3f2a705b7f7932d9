/* Code in articles for WeChat: colored at the elements, whichever highlighter did it. */
import { init, renderSent, renderWechat } from 'broadsheet';
import hljs from 'highlight.js';
import { parseFragment } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from '../corpora/real_posts.ts';
import { readHtml } from './parts.ts';
import { violations } from './wechat_rules.ts';

const base = 'https://letters.example/one/';
// biome-ignore lint/suspicious/noTemplateCurlyInString: the template is that of the code
const js = '```js\n// a "b" <c>\nconst d = `e ${1}`;\n\tf();\n```\n';

const byHighlightJs = (code: string, language: string) =>
  hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : undefined;
/** As Prism names what it finds. */
const byPrism = (code: string) =>
  escaped(code)
    .replace(/\/\/.*/g, '<span class="token comment">$&</span>')
    .replace(/const/g, '<span class="token keyword">$&</span>');

function escaped(code: string): string {
  return code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

beforeAll(() => init());

describe.each([
  ['highlight.js', byHighlightJs],
  ['Prism', byPrism],
])('colors by %s', (_, highlight) => {
  test('stand at the elements, by the rules of the editor', () => {
    const { html } = renderWechat(js, { highlight });
    expect(violations(html)).toEqual([]);
    expect(html).toContain('<span style="color:#6a737d">//&nbsp;a&nbsp;');
    expect(html).toContain('<span style="color:#d73a49">const</span>&nbsp;d');
    expect(html).toContain('<br>&nbsp;&nbsp;&nbsp;&nbsp;');
    expect(html).not.toContain('data-language');
    expect(() => parseFragment(html)).not.toThrow();
  });

  test('change no word', () => {
    expect(readHtml(renderWechat(js, { highlight }).html)).toEqual(readHtml(renderWechat(js).html));
  });
});

test('colors of a highlighter with styles of its own stay, without its variables', () => {
  const highlight = () =>
    '<span class="line"><span style="color:#D73A49;--shiki-dark:#F97583">let</span> a</span><b>c</b>';
  const { html } = renderWechat('```js\nlet a\n```\n', { highlight });
  expect(html).toContain('<span style="color:#D73A49">let</span>&nbsp;ac</pre>');
  expect(violations(html)).toEqual([]);
});

test('code that is left alone, and code without a language, are as they were', () => {
  const source = '```js\na b\n```\n\n```\nc\n```\n\n    d\n';
  const { html } = renderWechat(source, { highlight: () => undefined });
  expect(html).toBe(renderWechat(source).html);
});

test('page and article are colored by one call, mails are not', () => {
  const settings = { mail: {}, wechat: {} };
  const { post, mail, wechat } = renderSent(js, { highlight: byHighlightJs }, settings);
  expect(post.html).toContain('<span class="hljs-keyword">const</span>');
  expect(wechat.html).toContain('color:#d73a49');
  expect(mail.html).toBe(renderSent(js, {}, settings).mail.html);
});

test('languages are named where that is asked for', () => {
  const { html } = renderWechat('```c "x"\ny\n```\n', {}, { namesLanguages: true });
  expect(html).toContain('<pre data-language="c" style=');
});

describe.skipIf(noPosts)(titled('all posts'), () => {
  test('keep the rules and their words when their code is colored', () => {
    let colored = 0;
    for (const { file, source } of newsletterPosts()) {
      if (!Buffer.from(source).includes('```')) continue;
      const plain = renderWechat(source, { file, base });
      const { html } = renderWechat(source, { file, base, highlight: byHighlightJs });
      expect(violations(html), file).toEqual([]);
      expect(readHtml(html).words, file).toEqual(readHtml(plain.html).words);
      colored += html === plain.html ? 0 : 1;
    }
    expect(colored).toBeGreaterThan(50);
  }, 300_000);
});
