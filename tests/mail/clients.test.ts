/* What mail clients make of a mail: by the tables of caniemail.com, and by an HTML validator. */
import { caniemail } from 'caniemail';
import { HtmlValidate } from 'html-validate';
import { init, renderMail } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { newsletterPosts, noPosts, titled } from '../corpora/real_posts.ts';

// The tables know Thunderbird on Macs only; it is the same engine everywhere.
const clients = [
  'gmail.*',
  'outlook.*',
  'apple-mail.*',
  'yahoo.*',
  'samsung-email.*',
  'thunderbird.macos',
];

/** What some client does not know, and what its reader has instead. */
const fallbacks: Readonly<Record<string, string>> = {
  '@media': 'the widths at the elements, which fit any screen',
  '<style> element': 'the styles at the elements',
  'Attribute selector': 'the styles at the elements',
  'Chaining selectors': 'the styles at the elements',
  'Class selector': 'the styles at the elements',
  'Descendant combinator': 'the styles at the elements',
  'Type selector': 'the styles at the elements',
  overflow: 'display:none',
  'white-space': 'lines of code are as long as they are',
  'word-break': 'long words widen the mail',
  'min-width property': 'columns share the width by what is in them',
  'color-scheme meta tag': 'the light colors',
  'display:none': 'mso-hide:all, and no height',
  'max-height property': 'display:none',
  'height property': 'the attribute of the picture',
  '<abbr> element': 'the word alone',
  'aria-hidden attribute': 'the first words are read out twice',
  'role attribute': 'a table is announced',
  '<body> element': 'a div with the styles of the table within',
};

/** What authors put into their posts, and what some clients show instead. */
const authors: Readonly<Record<string, string>> = {
  'webP image format': 'the description of the picture',
  'SVG image format': 'the description of the picture',
  'AVIF image format': 'the description of the picture',
};

/** Everything that a mail can have in it. */
const everything = `---
title: A letter
lang: en
---

## Part

Text *a* **b** ~~c~~ \`d\` $x^2$ [link](https://a.example/ "t") <https://b.example/>.[^n]

- [x] done
- item

  1. one

> quote

> [!WARNING]
> Mind.

\`\`\`js
code
\`\`\`

| a | b |
| :- | -: |
| 1 | \`a-word-that-is-wider-than-a-phone-with-all-its-letters\` |

![picture](https://a.example/p.png "caption")

---

<details><summary>More</summary><p align="center" style="color:red">x <mark>m</mark> <kbd>k</kbd></p></details>
<ruby>漢<rt>kan</rt></ruby> <abbr title="t">a</abbr> H<sub>2</sub>O x<sup>2</sup> <q>q</q> <u>u</u>
<table><caption>c</caption><tr><th scope="row">h</th><td colspan="2">d</td></tr></table>

[^n]: Note.
`;

const settings = {
  name: 'Letters',
  home: 'https://a.example/',
  url: 'https://a.example/one/',
  footer: '<a href="{{UnsubscribeURL}}">Unsubscribe</a>',
};

const sized = {
  ...settings,
  addresses: [{ url: 'https://a.example/p.png', width: 800, height: 400 }],
};

beforeAll(() => init());

/** What some client does not know. */
function unknown(html: string): string[] {
  const { issues } = caniemail({ clients: clients as never, html });
  return [...new Set([...issues.errors.values()].flat().map(({ title }) => title))];
}

function unsupported(html: string): string[] {
  return unknown(html).filter((title) => (fallbacks[title] ?? authors[title]) === undefined);
}

describe('a mail of everything', () => {
  test('has nothing that clients do not know but what it can do without', () => {
    const html = renderMail(everything, {}, sized).html;
    expect(unsupported(html)).toEqual([]);
    // No fallback is named that nothing needs.
    expect(unknown(html).sort()).toEqual(Object.keys(fallbacks).sort());
  });

  test('would be told of others: the table is asked', () => {
    const html = '<!DOCTYPE html><body><div style="display:grid;position:fixed">x</div></body>';
    expect(unsupported(html)).not.toEqual([]);
  });

  test('is valid HTML, but for what mail clients want', async () => {
    expect(await invalid(renderMail(everything, {}, settings).html)).toEqual([]);
  });

  test('loads nothing but pictures, and names no other host', () => {
    const { html } = renderMail(everything, {}, settings);
    expect(html).not.toMatch(/<(?:link|script|iframe|object|embed|video|audio|form|input|base)\b/i);
    expect(html).not.toMatch(/url\(|@import/i);
    const hosts = [...html.matchAll(/https?:\/\/([^/"\s<]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['a.example', 'b.example']));
  });
});

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Styles stand at the elements, and tables have the attributes that Outlook's Word reads.
    'no-inline-style': 'off',
    'no-conditional-comment': 'off',
    'no-deprecated-attr': 'off',
    'attribute-boolean-style': 'off',
    'no-implicit-input-type': 'off',
    // Of the author's own words.
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'heading-level': 'off',
    'empty-heading': 'off',
    'text-content': 'off',
    'tel-non-breaking': 'off',
    'wcag/h30': 'off',
    'wcag/h37': 'off',
    'wcag/h63': 'off',
    'no-raw-characters': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'aria-label-misuse': 'off',
  },
});

async function invalid(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${message} [${ruleId}]`),
  );
}

describe.skipIf(noPosts)(titled('all posts as mails'), () => {
  test('need nothing that clients do not know, and are valid', async () => {
    // Both tools take a tenth of a second for a post; one in eight shows what all others would.
    const posts = newsletterPosts().filter(
      (_, at) => process.env.BROADSHEET_ALL !== undefined || at % 16 === 0,
    );
    const base = 'https://letters.example/one/';
    for (const { file, source } of posts) {
      const { html } = renderMail(source, { file, base, lang: 'en' }, settings);
      expect(unsupported(html), file).toEqual([]);
      expect(await invalid(html), file).toEqual([]);
    }
  }, 300_000);
});
