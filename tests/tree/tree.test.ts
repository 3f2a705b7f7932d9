/* A post's tree: its nodes, places, memory. */
import { type BroadsheetError, init, parsePost, renderHtml, renderPost } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { realPosts } from '../package/corpora.ts';
import { noShared } from '../package/paths.ts';

beforeAll(() => init());

const source = `---
title: T
---
# H *x* {#a}

Text **b** [l](u "t") ![i](p.png) \`c\`

\`\`\`js title="a\\"b" &copy;
a<b
\`\`\`

1. a
2. [x] b

| a | b |
|---|:-:|
| 1 | 2 |

> [!NOTE]
> hi

x[^1] <b>周报</b> &amp; 𝒳

{{< youtube w7Ft2ymGmfc >}}

[^1]: note
`;

describe('parsePost', () => {
  test('tells what nodes are, in document order', () => {
    const post = parsePost(source);
    const types = [...post.walk()].map(({ type }) => type);
    expect(types.slice(0, 4)).toEqual(['root', 'heading', 'text', 'emphasis']);
    expect(types).toHaveLength(post.size);
    const heading = post.find('heading');
    expect(heading).toMatchObject({ number: 2, id: 'a', text: 'H x' });
    expect(post.find('link')).toMatchObject({ url: 'u', title: 't', text: 'l', autolink: false });
    expect(post.find('image')).toMatchObject({ url: 'p.png', alt: 'i' });
    expect(post.find('code')).toMatchObject({ lang: 'js', meta: 'title="a"b" ©', value: 'a<b\n' });
    expect(post.find('list')).toMatchObject({ ordered: true, loose: false, number: 1 });
    expect(post.find(({ checked }) => checked === true)?.text).toBe('b');
    expect(post.find(({ align }) => align === 'center')?.header).toBe(true);
    expect(post.find('alert')).toMatchObject({ name: 'note', text: 'hi' });
    expect(post.find('noteReference')).toMatchObject({ label: '1', number: 1 });
    expect(post.find('element')).toMatchObject({ name: 'b', markup: '<b>', text: '周报' });
    const cell = post.find('cell');
    expect(cell?.parent?.parent?.type).toBe('table');
    expect(post.root.children.map(({ type }) => type)).toContain('note');
    expect(post.post.data.title).toBe('T');
    expect(post.post.toc).toEqual(renderPost(source).toc);
    expect(post.post.text).toBe(renderPost(source).text);
    post.dispose();
  });

  test('knows where they stand, in bytes and as unist counts', () => {
    const post = parsePost(source);
    const written = (type: string) => {
      const place = post.find(type as 'text')?.position;
      return place && source.slice(place.start.offset, place.end.offset);
    };
    expect(written('heading')).toBe('# H *x* {#a}');
    expect(written('emphasis')).toBe('*x*');
    expect(written('link')).toBe('[l](u "t")');
    expect(written('image')).toBe('![i](p.png)');
    expect(written('inlineCode')).toBe('`c`');
    expect(written('code')).toBe('```js title="a\\"b" &copy;\na<b\n```');
    expect(written('item')).toBe('1. a');
    expect(written('row')).toBe('| a | b |');
    expect(written('noteReference')).toBe('[^1]');
    expect(written('element')).toBe('<b>周报</b>');
    const text = post.find(({ value }) => value.includes('𝒳'));
    expect(text?.span).toBeDefined();
    expect(text?.position?.start.line).toBe(22);
    const bytes = parsePost(new TextEncoder().encode(source));
    expect([...bytes.walk()].map(({ position }) => position)).toEqual(
      [...post.walk()].map(({ position }) => position),
    );
    post.dispose();
    bytes.dispose();
  });

  test('renders what renderHtml does, with hooks too, as often as one likes', () => {
    const post = parsePost(source, { file: 'a.md' });
    const plain = renderHtml(source);
    expect(post.render()).toEqual({ html: plain, diagnostics: [] });
    const on = {
      code: () => ({ html: '<hr>' }),
      heading: () => ({ attributes: { onclick: '1' } }),
    };
    const hooked = post.render({ on });
    expect(hooked.html).toBe(renderHtml(source, { on }));
    expect(hooked.diagnostics).toEqual([
      expect.objectContaining({ code: 'hook-attribute', file: 'a.md', line: 4 }),
    ]);
    expect(post.render().html).toBe(plain);
    post.dispose();
  });

  test('a post that is not parsed is code', () => {
    const large = `---\ntitle: L\n---\n${'x'.repeat((1 << 20) + 1)}`;
    const post = parsePost(large);
    expect([...post.walk()].map(({ type }) => type)).toEqual(['root', 'code']);
    expect(post.find('code')?.value).toHaveLength((1 << 20) + 1);
    expect(post.render().html).toBe(renderHtml(large));
    post.dispose();
  });

  test('is read no more after dispose, which may be called again', () => {
    const post = parsePost('a');
    const { root } = post;
    post.dispose();
    post.dispose();
    for (const use of [() => root.type, () => post.render(), () => post.toMdast()]) {
      expect(use).toThrow(
        expect.objectContaining({ code: 'disposed' } as Partial<BroadsheetError>),
      );
    }
  });

  test('any bytes make a tree', () => {
    for (const bytes of [[], [0], [0xff, 0xfe, 0x2a], [0xef, 0xbb, 0xbf, 0x23]]) {
      const post = parsePost(new Uint8Array(bytes));
      expect(post.root.type).toBe('root');
      for (const { position, text } of post.walk()) expect([position, text]).toBeDefined();
      post.dispose();
    }
  });

  test.skipIf(noShared)(
    'holds together over all real posts',
    () => {
      for (const { file, source: bytes } of realPosts()) {
        const post = parsePost(bytes);
        let index = 0;
        for (const node of post.walk()) {
          const { parent, span = [0, 0] } = node;
          const isWhole =
            node.index === index &&
            (parent === undefined || (parent.index < index && parent.end >= node.end)) &&
            span[0] <= span[1] &&
            span[1] <= bytes.length;
          if (!isWhole) expect.fail(`${file}: node ${index}, ${node.type}`);
          index += 1;
        }
        expect(post.render().html, file).toBe(renderHtml(bytes));
        post.dispose();
      }
    },
    300_000,
  );
});
