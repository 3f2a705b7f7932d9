/* The worker entry and the inline entry, highlighting, and giving everything back. */
import { afterEach, describe, expect, test } from 'vitest';
import * as inline from 'broadsheet/inline';
import * as main from 'broadsheet';
import * as worker from 'broadsheet/worker';

const data = (title: string) => ({ title, tags: [], categories: [], authors: [] });

afterEach(() => {
  worker.dispose();
  main.dispose();
});

describe('highlight', () => {
  const source = '```js title="x"\nif (a < b && c) "d";\n```\n\n    indented\n\n`inline`\n';

  test('gets the code of each block as written, with its language, and gives its HTML', async () => {
    await main.init();
    const seen: [string, string][] = [];
    const { html } = main.renderPost(source, {
      highlight(code, lang) {
        seen.push([code, lang]);
        return lang === 'js' ? '<b>$& $1</b>' : undefined;
      },
    });
    expect(seen).toEqual([
      ['if (a < b && c) "d";\n', 'js'],
      ['indented\n', ''],
    ]);
    expect(html).toContain('<pre><code class="language-js"><b>$& $1</b></code></pre>');
    expect(html).toContain('<pre><code>indented\n</code></pre>');
    expect(html).toContain('<code>inline</code>');
  });

  test('changes nothing when it gives the code back escaped, and its errors are the caller’s', async () => {
    await main.init();
    const escaped = (code: string) =>
      code.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
    const plain = main.renderHtml(source);
    const marked = main.renderHtml(source, { highlight: escaped });
    const text = (html: string) =>
      html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    const named = plain.replace(
      /&(amp|lt|gt|quot);/g,
      (_entity, name: 'amp' | 'lt' | 'gt' | 'quot') => {
        return { amp: '&', lt: '<', gt: '>', quot: '"' }[name];
      },
    );
    expect(text(marked)).toBe(named);
    const failing = () => {
      throw new RangeError('no such language');
    };
    expect(() => main.renderHtml(source, { highlight: failing })).toThrow('no such language');
    expect(main.renderHtml(source)).toBe(plain);
  });

  test('must be a function', async () => {
    await main.init();
    expect(() => main.renderHtml('', { highlight: 'js' as never })).toThrow(/highlight is 'js'/);
  });
});

describe('dispose', () => {
  test('gives the module back: everything asks for init again, and init works again', async () => {
    await main.init();
    const catalog = main.createCatalog([{ path: 'a.md', data: data('a') }]);
    main.dispose();
    for (const use of [() => main.renderHtml('a'), () => catalog.query(), () => main.version()]) {
      expect(use).toThrow(expect.objectContaining({ code: 'not-initialized' }));
    }
    main.dispose();
    await main.init();
    expect(main.renderHtml('a')).toBe('<p>a</p>\n');
    expect(catalog.query().total).toBe(1);
    catalog.dispose();
  });
});

describe('inline', () => {
  test('starts the very module of the package, at once or with a promise', async () => {
    inline.initSync();
    const version = inline.version();
    inline.dispose();
    await inline.init();
    expect(inline.version()).toBe(version);
    expect(main.renderHtml('*a*')).toBe('<p><em>a</em></p>\n');
  });
});

describe('worker', () => {
  test('answers as the main entry does', async () => {
    await Promise.all([main.init(), worker.init()]);
    const source = '---\ntitle: 周报\ndate: 2024-13-45\n---\n**要点：**见下文。\n\n```js\n1\n```\n';
    const highlight = (code: string, lang: string) => `<i>${lang}${code.length}</i>`;
    for (const options of [
      {},
      { file: 'a.md' },
      { profile: 'commonmark' as const },
      { highlight },
    ]) {
      expect(await worker.renderPost(source, options)).toEqual(main.renderPost(source, options));
      expect(await worker.renderHtml(source, options)).toBe(main.renderHtml(source, options));
    }
    const bytes = new TextEncoder().encode(source);
    expect(await worker.renderPost(bytes)).toEqual(main.renderPost(source));
    expect(await worker.version()).toBe(main.version());
  });

  test('catalogs answer with the very entries they were given', async () => {
    await worker.init();
    const entries = ['a', 'b'].map((title) => ({
      path: `${title}.md`,
      data: data(title),
      own: {},
    }));
    const catalog = await worker.createCatalog(entries);
    const { total, posts, facets } = await catalog.query({ words: 'b' });
    expect(total).toBe(1);
    expect(posts[0]).toBe(entries[1]);
    expect(facets.tags).toEqual([]);
    catalog.dispose();
    await expect(catalog.query()).rejects.toMatchObject({ code: 'disposed' });

    const manifest = { format: 'broadsheet-manifest', version: 1, title: 'T', posts: entries };
    for (const source of [JSON.stringify(manifest), Buffer.from(JSON.stringify(manifest))]) {
      const read = await worker.createCatalog(source);
      expect((await read.query({ words: 'b' })).posts).toEqual([entries[1]]);
    }
    const typed = await worker.createCatalog({ posts: entries });
    expect((await typed.query({ words: 'a' })).posts[0]).toBe(entries[0]);
  });

  test('rejects with the errors of the package, fields and class', async () => {
    await expect(worker.renderHtml('a')).rejects.toMatchObject({ code: 'not-initialized' });
    await worker.init();
    const rejected = worker.renderHtml('a', { profile: 'gfm' as never });
    await expect(rejected).rejects.toBeInstanceOf(main.BroadsheetError);
    await expect(rejected).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(worker.createCatalog(42 as never)).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('42'),
    });
    await expect(worker.renderHtml((() => '') as never)).rejects.toMatchObject({
      code: 'invalid-argument',
      hint: expect.stringContaining('plain data'),
    });
  });

  test('tries again after a module that cannot be loaded', async () => {
    await expect(worker.init('/nowhere.wasm')).rejects.toMatchObject({ code: 'load-failed' });
    await worker.init();
    expect(await worker.renderHtml('a')).toBe('<p>a</p>\n');
  });

  test('ends on dispose: what is under way is rejected, and init starts it afresh', async () => {
    await worker.init();
    const catalog = await worker.createCatalog([{ path: 'a.md', data: data('a') }]);
    const underWay = worker.renderHtml('a');
    worker.dispose();
    await expect(underWay).rejects.toMatchObject({ code: 'disposed' });
    await expect(catalog.query()).rejects.toMatchObject({ code: 'disposed' });
    await worker.init();
    expect(await worker.renderHtml('a')).toBe('<p>a</p>\n');
  });
});
