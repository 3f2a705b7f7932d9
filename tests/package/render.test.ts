import { type RenderOptions, init, renderHtml, renderPost, version } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';

beforeAll(() => init());

const post = `---
title: 第 12 期
date: 2023-05-12T15:00:00+08:00
authors: [甲, B]
tags: [Service Mesh]
mood: calm
---
## Hello, 世界

See [the site](notes/a.md) and ![a cover](cover.png "Cover").

**Bold only**

- one
- two
`;

describe('renderPost', () => {
  test('gives a post with all its parts', () => {
    const rendered = renderPost(post);
    expect(rendered.data).toMatchObject({
      title: '第 12 期',
      date: '2023-05-12T15:00:00+08:00',
      authors: ['甲', 'B'],
      tags: ['Service Mesh'],
      categories: [],
      mood: 'calm',
    });
    expect(rendered.html).toContain('<h2 id="hello-世界">Hello, 世界</h2>');
    expect(rendered.html).toContain('<li>one</li>');
    expect(rendered.toc[0]).toEqual({ id: 'hello-世界', level: 2, text: 'Hello, 世界' });
    expect(rendered.toc[1]).toMatchObject({ text: 'Bold only', pseudo: true });
    expect(rendered.text).toContain('Hello, 世界\n');
    expect(rendered.text).not.toContain('**');
    expect(rendered.excerpt).toContain('See the site');
    expect(rendered.words).toBeGreaterThan(8);
    expect(rendered.minutes).toBe(1);
    expect(rendered.links).toEqual([
      { url: 'notes/a.md', text: 'the site', section: 'hello-世界' },
    ]);
    expect(rendered.images).toEqual([
      { url: 'cover.png', alt: 'a cover', title: 'Cover', section: 'hello-世界' },
    ]);
    expect(rendered.diagnostics).toEqual([]);
  });

  test('takes text and bytes alike', () => {
    const bytes = new TextEncoder().encode(post);
    const inLarger = new Uint8Array(bytes.length + 9);
    inLarger.set(bytes, 5);
    const expected = renderPost(post);
    expect(renderPost(bytes)).toEqual(expected);
    expect(renderPost(Buffer.from(post))).toEqual(expected);
    expect(renderPost(inLarger.subarray(5, 5 + bytes.length))).toEqual(expected);
  });

  test('renders nothing as nothing', () => {
    for (const nothing of ['', new Uint8Array(0)]) {
      expect(renderPost(nothing)).toMatchObject({
        html: '',
        text: '',
        excerpt: '',
        words: 0,
        minutes: 0,
        toc: [],
        links: [],
        images: [],
        data: { tags: [], categories: [], authors: [] },
      });
      expect(renderHtml(nothing)).toBe('');
    }
  });

  test('names the file in diagnostics, and only when it is known', () => {
    const broken = '---\ntitle: [never closed\n---\nThe body stays.\n';
    const [named] = renderPost(broken, { file: 'posts/a.md' }).diagnostics;
    expect(named).toMatchObject({ severity: expect.any(String), file: 'posts/a.md' });
    expect(named?.line).toBeGreaterThan(0);
    expect(named?.column).toBeGreaterThan(0);
    const { diagnostics, html } = renderPost(broken);
    expect(diagnostics[0]).not.toHaveProperty('file');
    expect(html).toBe('<p>The body stays.</p>\n');
  });

  test('reads date and slug from a Jekyll file name', () => {
    const { data } = renderPost('text', { file: '2020-02-29-leap-day.md' });
    expect(data).toMatchObject({ date: '2020-02-29', slug: 'leap-day' });
  });

  test('gives every call a result of its own', () => {
    const first = renderPost(post);
    const html = first.html;
    first.data.tags.push('changed');
    renderPost('another post '.repeat(5000));
    expect(first.html).toBe(html);
    expect(renderPost(post).data.tags).toEqual(['Service Mesh']);
  });
});

describe('renderHtml', () => {
  test('gives the HTML of renderPost', () => {
    expect(renderHtml(post)).toBe(renderPost(post).html);
    const options: RenderOptions = { base: 'https://example.org/posts/', frontMatter: false };
    expect(renderHtml(post, options)).toBe(renderPost(post, options).html);
  });

  test('keeps a byte order mark that is content', () => {
    expect(renderHtml('a \ufeffb')).toBe('<p>a \ufeffb</p>\n');
    expect(renderHtml('# \ufeffb', { profile: 'commonmark' })).toBe('<h1>\ufeffb</h1>\n');
  });
});

describe('options', () => {
  test('profile commonmark is the specification and nothing else', () => {
    const source = '---\ntitle: x\n---\n# A\n<b onclick="x()">b</b> [a](javascript:x)\n';
    const html = renderHtml(source, { profile: 'commonmark' });
    expect(html).toContain('<hr />');
    expect(html).toContain('<h1>A</h1>');
    expect(html).toContain('<b onclick="x()">');
    expect(html).toContain('href="javascript:x"');
  });

  test('html is sanitized by default, escaped or passed on demand', () => {
    expect(renderHtml('<b onclick="x()">b</b>')).toBe('<p><b>b</b></p>\n');
    expect(renderHtml('<b>b</b>', { html: 'escape' })).toBe('<p>&lt;b&gt;b&lt;/b&gt;</p>\n');
    expect(renderHtml('<b>b</b>', { html: 'pass' })).toBe('<p><b>b</b></p>\n');
    expect(renderHtml('<b>b</b>', { profile: 'commonmark', html: 'escape' })).toBe(
      '<p>&lt;b&gt;b&lt;/b&gt;</p>\n',
    );
  });

  test('emphasis beside Chinese punctuation is bold unless the specification is asked for', () => {
    const source = '这是**“重点”**吗';
    expect(renderHtml(source)).toBe('<p>这是<strong>“重点”</strong>吗</p>\n');
    expect(renderHtml(source, { emphasis: 'commonmark' })).toBe(`<p>${source}</p>\n`);
    expect(renderHtml(source, { profile: 'commonmark', emphasis: 'cjk' })).toBe(
      '<p>这是<strong>“重点”</strong>吗</p>\n',
    );
  });

  test('frontMatter overrides the profile', () => {
    const source = '---\ntitle: x\n---\nbody\n';
    expect(renderPost(source, { frontMatter: false }).data.title).toBeUndefined();
    const { data, html } = renderPost(source, { profile: 'commonmark', frontMatter: true });
    expect(data.title).toBe('x');
    expect(html).toBe('<p>body</p>\n');
  });

  test('base resolves relative links and images', () => {
    const base = 'https://example.org/posts/a.md';
    const { links, images, html } = renderPost('[a](../b.md) ![c](c.png) [d](#d) [e](/e)', {
      base,
    });
    expect(links.map(({ url }) => url)).toEqual([
      'https://example.org/b.md',
      '#d',
      'https://example.org/e',
    ]);
    expect(images[0]?.url).toBe('https://example.org/posts/c.png');
    expect(html).toContain('src="https://example.org/posts/c.png"');
  });

  test('a wrong option is named with what is expected', () => {
    const wrong: [unknown, RegExp][] = [
      [{ profile: 'gfm' }, /profile 'gfm': expected 'newsletter' or 'commonmark'/],
      [{ profile: 'toString' }, /profile 'toString'/],
      [{ html: 'safe' }, /html 'safe': expected 'escape' or 'pass' or 'sanitize'/],
      [{ emphasis: 1 }, /emphasis 1: expected 'commonmark' or 'cjk' or 'lenient'/],
      [{ frontMatter: 'yes' }, /frontMatter is 'yes'; expected true or false/],
      [{ base: new URL('http://a/') }, /base is an object; expected a string/],
      [{ file: 3 }, /file is 3; expected a string/],
      [null, /options are null; expected an object/],
      ['commonmark', /options are 'commonmark'/],
    ];
    for (const [options, message] of wrong) {
      for (const render of [renderPost, renderHtml]) {
        expect(() => render('a', options as RenderOptions)).toThrow(
          expect.objectContaining({
            name: 'BroadsheetError',
            code: 'invalid-argument',
            message: expect.stringMatching(message),
          }),
        );
      }
    }
  });

  test('an absent option is as good as undefined', () => {
    const none = { profile: undefined, html: undefined, base: undefined, file: undefined };
    expect(renderPost(post, none as RenderOptions)).toEqual(renderPost(post));
  });
});

describe('input', () => {
  test('lone surrogates become U+FFFD', () => {
    expect(renderHtml('a\ud800b \udc00')).toBe('<p>a\ufffdb \ufffd</p>\n');
    expect(renderPost('a', { file: '\ud800.md' }).html).toBe('<p>a</p>\n');
  });

  test('characters of every width come back as they went in', () => {
    const text = 'a é 世 😀 𝒳 ﷽ \u{10ffff}';
    expect(renderHtml(text)).toBe(`<p>${text}</p>\n`);
    expect(renderPost(text).text.trim()).toBe(text);
  });

  test('bytes that are not UTF-8 are replaced and reported', () => {
    const { html, diagnostics } = renderPost(new Uint8Array([0x61, 0xff, 0xfe, 0x62]));
    expect(html).toMatch(/^<p>a\ufffd+b<\/p>\n$/);
    expect(diagnostics).not.toEqual([]);
  });

  test('any bytes render to a string', () => {
    // A linear congruential generator: the same bytes in every run.
    let state = 42;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    };
    for (let size = 0; size < 3000; size += 7) {
      const bytes = Uint8Array.from({ length: size }, next);
      const rendered = renderPost(bytes);
      expect(rendered.html.isWellFormed()).toBe(true);
      expect(renderHtml(bytes)).toBe(rendered.html);
    }
  });

  test('zero bytes are as the specification says', () => {
    expect(renderHtml('a\0b')).toBe('<p>a\ufffdb</p>\n');
  });

  test('something else than text or bytes is refused', () => {
    for (const source of [undefined, null, 42, {}, ['a'], () => 'a']) {
      expect(() => renderPost(source as unknown as string)).toThrow(
        expect.objectContaining({
          code: 'invalid-argument',
          message: expect.stringContaining('expected a string or a Uint8Array'),
        }),
      );
    }
  });
});

test('version is that of the package', async () => {
  const { default: manifest } = await import('../../wasm/package.json', { with: { type: 'json' } });
  expect(version()).toBe(manifest.version);
});
