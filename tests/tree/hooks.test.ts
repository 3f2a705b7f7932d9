/* Hooks: what they are asked, what they answer, and what goes wrong in them. */
import {
  type HookNode,
  type Hooks,
  init,
  renderHtml,
  renderPost,
  renderPostAsync,
} from 'broadsheet';
import * as worker from 'broadsheet/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

beforeAll(() => Promise.all([init(), worker.init()]));
afterAll(() => worker.dispose());

const source = `# H *x* [in](h)

A [l](u "t"), <https://e.org> and ![i](p.png) and <a href="v">w</a> <img src="q.png" alt="q">.

\`\`\`js {1}
a < b
\`\`\`

    indented

{{< youtube w7Ft2ymGmfc >}}

{{< highlight go >}}
x := 1
{{< /highlight >}}

<b>bold</b> {{< unknown a="b" >}}
`;

/** A hook of every kind, with one function. */
function all(hook: (node: HookNode) => ReturnType<NonNullable<Hooks['code']>>): Hooks {
  return {
    code: hook,
    image: hook,
    link: hook,
    heading: hook,
    shortcode: hook,
    html: hook,
    container: hook,
    math: hook,
  };
}

describe('hooks', () => {
  test('are asked about nodes in document order, and change nothing by saying nothing', () => {
    const seen: unknown[] = [];
    const post = renderPost(source, {
      on: all(({ node: _, ...told }) => {
        seen.push(told);
      }),
    });
    expect(post).toEqual({ ...renderPost(source) });
    expect(seen).toEqual([
      { type: 'heading', level: 2, id: 'h-x-in', text: 'H x in' },
      { type: 'link', url: 'h', text: 'in' },
      { type: 'link', url: 'u', title: 't', text: 'l' },
      { type: 'link', url: 'https://e.org', text: 'https://e.org' },
      { type: 'image', url: 'p.png', alt: 'i' },
      { type: 'link', url: 'v', text: 'w' },
      { type: 'image', url: 'q.png', alt: 'q' },
      { type: 'code', lang: 'js', meta: '{1}', value: 'a < b' },
      { type: 'code', lang: '', meta: '', value: 'indented' },
      { type: 'shortcode', name: 'youtube', value: '', arguments: [['', 'w7Ft2ymGmfc']] },
      { type: 'code', lang: 'go', meta: '', value: 'x := 1' },
      { type: 'html', name: 'b', value: '<b>' },
      {
        type: 'shortcode',
        name: 'unknown',
        value: '{{< unknown a="b" >}}',
        arguments: [['a', 'b']],
      },
    ]);
  });

  test('put HTML in a node’s place as it is', () => {
    expect(
      renderHtml('a\n\n```\nx\n```\n\nb ![i](p) c', { on: all(() => ({ html: '<x>&' })) }),
    ).toBe('<p>a</p>\n<x>&\n<p>b <x>& c</p>\n');
    expect(renderHtml('```\n```\n', { on: { code: () => ({ html: '<x>' }) } })).toBe('<x>\n');
    // What stands in a node that is replaced is gone with it.
    expect(renderHtml('## [l](u)', { on: all(({ type }) => ({ html: `<${type}>` })) })).toBe(
      '<heading>\n',
    );
    expect(
      renderHtml('x[^1]\n\n[^1]: [l](u)', { on: { link: () => ({ html: '<y>' }) } }),
    ).toContain('<p><y> <a href="#bs-fnref-1"');
  });

  test('put text in its place, escaped; that of a block is a paragraph', () => {
    expect(renderHtml('## [l](u)\n\n[m](u)', { on: { link: () => ({ text: '<&' }) } })).toContain(
      '&lt;&amp;</h2>\n<p>&lt;&amp;</p>\n',
    );
    expect(renderHtml('```\nx\n```', { on: { code: () => ({ text: '*t*' }) } })).toBe(
      '<p>*t*</p>\n',
    );
  });

  test('keep a page in a window of its own from the one that opened it', () => {
    const relOf = (rel?: string) =>
      renderHtml('[l](u)', { on: { link: () => ({ attributes: { target: '_blank', rel } }) } });
    expect(relOf()).toBe('<p><a target="_blank" rel="noopener" href="u">l</a></p>\n');
    expect(relOf('nofollow')).toContain(' rel="nofollow noopener"');
    expect(relOf('noreferrer')).toContain(' rel="noreferrer"');
  });

  test('keep one attribute of a name: theirs', () => {
    const on = {
      image: () => ({ attributes: { loading: 'eager', LOADING: 'lazy', decoding: 'sync' } }),
      link: () => ({ attributes: { rel: 'nofollow', class: 'mine' } }),
      code: () => ({ attributes: { class: 'mine' } }),
    };
    const html = renderHtml(
      '<img src="a.png" width="1"> <a href="b" target="_blank" class="x">l</a>\n\n```js\nc\n```\n',
      { on },
    );
    expect(html).toContain('<img src="a.png" alt="" loading="eager" decoding="sync" width="1">');
    expect(html.match(/ class="/g)).toHaveLength(3);
    expect(html).toContain('rel="nofollow noopener"');
    expect(html).toContain('<pre class="mine"><code class="language-js">');
  });

  test('are told of formulas', () => {
    const seen: unknown[] = [];
    const math: Hooks['math'] = ({ node: _, ...told }) => {
      seen.push(told);
      return told.display
        ? { html: `<math>${told.value.trim()}</math>` }
        : { text: `<${told.value}>` };
    };
    expect(renderHtml('a $x<y$ b $$z$$\n\n$$\nw\n$$\n', { on: { math } })).toBe(
      '<p>a &lt;x&lt;y&gt; b <math>z</math></p>\n<math>w</math>\n',
    );
    expect(seen).toEqual([
      { type: 'math', value: 'x<y', display: false },
      { type: 'math', value: 'z', display: true },
      { type: 'math', value: ' w ', display: true },
    ]);
    expect(renderHtml('$$\nw\n$$\n', { on: { math: () => ({ text: '<' }) } })).toBe(
      '<p>&lt;</p>\n',
    );
  });

  test('give attributes, which pass the policy of posts', () => {
    const { html, diagnostics } = renderPost('![i](p.png) [l](u) `c`', {
      on: {
        image: () => ({
          attributes: { loading: 'eager', class: 'a"b', 'data-n': 1, hidden: true, alt: 'new' },
        }),
        link: () => ({ attributes: { href: '/v', target: '_blank', title: '<', rel: undefined } }),
      },
    });
    expect(html).toBe(
      '<p><img loading="eager" class="a&quot;b" data-n="1" hidden="" src="p.png" alt="new" ' +
        'decoding="async"> ' +
        '<a target="_blank" rel="noopener" href="/v" title="&lt;">l</a> <code>c</code></p>\n',
    );
    expect(diagnostics).toEqual([]);
    const refused = renderPost('![i](p.png)\n\n[l](u)\n\n## H\n', {
      file: 'x.md',
      on: {
        image: () => ({ attributes: { src: 'javascript:x', onload: 'x', style: 'x', 'a b': 1 } }),
        link: () => ({ attributes: { href: 'javascript:x', src: 'y' } }),
        heading: () => ({ attributes: { id: 'y' } }),
      },
    });
    expect(refused.html).toBe(renderHtml('![i](p.png)\n\n[l](u)\n\n## H\n'));
    expect(refused.diagnostics.map(({ code, line, file }) => [code, line, file])).toEqual([
      ...Array.from({ length: 4 }, () => ['hook-attribute', 1, 'x.md']),
      ...Array.from({ length: 2 }, () => ['hook-attribute', 3, 'x.md']),
      ['hook-attribute', 5, 'x.md'],
    ]);
  });

  test('highlight is one of them and gets the info string', () => {
    const highlight = (code: string, lang: string, meta: string) =>
      lang === '' ? undefined : `<i>${lang}|${meta}|${code.length}</i>`;
    const html = renderHtml(source, { highlight });
    expect(html).toContain('<pre><code class="language-js"><i>js|{1}|6</i></code></pre>');
    expect(html).toContain('<pre><code class="language-go"><i>go||7</i></code></pre>');
    expect(html).toContain('<pre><code>indented\n</code></pre>');
    const on = { code: ({ lang }: { lang: string }) => (lang === 'js' ? { html: '<j>' } : null) };
    expect(renderHtml(source, { highlight, on })).toContain('<j>\n');
  });

  test('are the caller’s where they throw or answer with something else', () => {
    const failing = () => {
      throw new RangeError('mine');
    };
    expect(() => renderHtml(source, { on: { code: failing } })).toThrow(RangeError);
    for (const answer of ['<b>', { html: 1 }, { html: '', text: '' }, {}, 7, { attributes: [] }]) {
      expect(() => renderHtml(source, { on: { code: () => answer as never } })).toThrow(
        /The hook on.code has answered/,
      );
    }
    expect(() => renderHtml(source, { on: { code: (async () => null) as never } })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('renderPostAsync') }),
    );
    expect(() => renderHtml(source, { on: { cod: () => null } as never })).toThrow(/did you mean/);
    expect(() => renderHtml(source, { on: { code: 'x' as never } })).toThrow(/on.code is 'x'/);
    expect(renderHtml(source)).toBe(renderHtml(source, { on: {} }));
  });

  test('may render other posts, with hooks of their own', () => {
    const inner = (): string =>
      renderHtml('```\ninner\n```\n', { on: { code: ({ value }) => ({ html: `<${value}>` }) } });
    const html = renderHtml(source, { on: { code: () => ({ html: inner() }) } });
    expect(html.match(/<inner>/g)).toHaveLength(3);
  });

  test('may answer later: all are asked at once, and a signal ends the waiting', async () => {
    let open = 0;
    let most = 0;
    const later = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      return { html: '<later>' };
    };
    const { html } = await renderPostAsync(source, { on: { code: later } });
    expect(most).toBe(3);
    expect(html.match(/<later>/g)).toHaveLength(3);
    expect(await renderPostAsync(source)).toEqual(renderPost(source));

    const never = () => new Promise<never>(() => undefined);
    const reason = new Error('too long');
    const controller = new AbortController();
    const waiting = renderPostAsync(source, { on: { code: never }, signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(
      renderPostAsync(source, { on: { code: never }, signal: controller.signal }),
    ).rejects.toBe(reason);
    await expect(
      renderPostAsync(source, { on: { code: () => Promise.reject(reason) } }),
    ).rejects.toBe(reason);
  });

  test('run on this side of a worker, with the same outcome', async () => {
    const options = {
      file: 'a.md',
      on: {
        code: ({ value }: { value: string }) => ({ html: `<${value.length}>` }),
        image: () => ({ attributes: { onload: 'x', class: 'y' } }),
      },
    };
    expect(await worker.renderPost(source, options)).toEqual(renderPost(source, options));
    expect(await worker.renderHtml(source, options)).toBe(renderHtml(source, options));
    const syntax = { wiki: (page: string) => `/w/${page}` };
    expect(await worker.renderHtml('[[P]]', { syntax })).toBe(renderHtml('[[P]]', { syntax }));
    const failing = () => {
      throw new RangeError('mine');
    };
    await expect(worker.renderPost(source, { on: { code: failing } })).rejects.toThrow(RangeError);
    const controller = new AbortController();
    const waiting = worker.renderPost(source, {
      on: { code: () => new Promise<never>(() => undefined) },
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 20);
    await expect(waiting).rejects.toThrow(/abort/);
  });

  test('resolve links to pages', () => {
    const syntax = {
      wiki: (page: string) => (page === 'None' ? null : page === 'As' ? undefined : `/w/${page}`),
    };
    expect(renderHtml('[[A]] [[B#c|b]] [[None]] [[As]]', { syntax })).toBe(
      '<p><a href="/w/A">A</a> <a href="/w/B#c">b</a> None <a href="As.md">As</a></p>\n',
    );
    expect(
      renderHtml('[[A]]', { syntax: { wiki: () => 'javascript:x' }, on: { link: () => null } }),
    ).toBe('<p><a href="A.md">A</a></p>\n');
    expect(
      renderHtml(':::x\ny\n:::', {
        syntax: { containers: true },
        on: { container: ({ name }) => ({ attributes: { class: `c-${name}` } }) },
      }),
    ).toContain('<div class="c-x"');
  });
});
