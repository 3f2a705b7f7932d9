/* Syntax by option: what it costs, what it leaves alone, and inputs that mean harm. */
import { init, parsePost, renderHtml, renderPost, type Syntax } from 'broadsheet';
import { beforeAll, describe, expect, test } from 'vitest';
import { realPosts } from '../package/corpora.ts';
import { noShared } from '../package/paths.ts';

beforeAll(() => init());

const all: Syntax = { containers: true, mark: true, attributes: true, wiki: true, toc: true };

describe('syntax by option', () => {
  test('is text where it is not asked for', () => {
    const source = ':::tip\n==a== [[b]] `c`{#d}\n:::\n\n[TOC]\n';
    expect(renderHtml(source, { syntax: {} })).toBe(renderHtml(source));
    expect(renderHtml(source)).not.toMatch(/<mark|<a |<div|id=/);
    expect(renderHtml(source, { profile: 'commonmark', syntax: all })).toBe(
      renderHtml(source, { profile: 'commonmark' }),
    );
  });

  test('names what is no option', () => {
    expect(() => renderHtml('', { syntax: { marks: true } as never })).toThrow(/'mark'/);
    expect(() => renderHtml('', { syntax: { mark: 1 } as never })).toThrow(/syntax.mark is 1/);
    expect(() => renderHtml('', { syntax: 'mark' as never })).toThrow(/expected an object/);
    expect(() => renderHtml('[[a]]', { syntax: { wiki: (() => 1) as never } })).toThrow(
      /syntax.wiki has returned 1/,
    );
  });

  test('keeps lines and columns of what is wrong', () => {
    const { diagnostics } = renderPost(
      ':::tip\nx\n:::\n\n{{< none >}}\n\n:::tip\n[x](javascript:1)\n:::\n',
      { syntax: all },
    );
    expect(diagnostics.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['shortcode', 5, 1],
      ['link-scheme', 8, 5],
    ]);
  });

  test('is in the tree', () => {
    const source = '::::tip{lang=de} T\n==a== [[Page#p|b]]\n::::\n';
    const post = parsePost(source, { syntax: all });
    expect(post.find('container')?.name).toBe('tip');
    expect(post.find('mark')).toMatchObject({ text: 'a' });
    expect(post.find('link')).toMatchObject({ label: 'Page#p', url: 'Page.md#p', text: 'b' });
    const { start, end } = post.find('mark')?.position ?? {};
    expect(source.slice(start?.offset, end?.offset)).toBe('==a==');
    expect(post.toMdast().children[0]).toMatchObject({ type: 'containerDirective', name: 'tip' });
    post.dispose();
  });

  test('harms no post: what is sanitized stays so', () => {
    const html = renderHtml(
      ':::x"><script>{onclick=a style=b class=masthead}\n<script>alert(1)</script>\n:::\n\n' +
        '[[javascript:alert(1)]] [[a"onclick=b|c]] [x](y){onclick=z href=javascript:w}\n',
      { syntax: all },
    );
    expect(html).not.toMatch(/<script|<[^>]* (?:onclick|style)=|class="masthead|href="javascript/);
  });

  const hostile: Record<string, (size: number) => string> = {
    'containers that open': (size) => ':::a\n'.repeat(size / 5),
    'containers that open and close': (size) => ':::a\n:::\n'.repeat(size / 9),
    'fences that close nothing': (size) => ':::\n'.repeat(size / 4),
    'longer and longer fences': (size) =>
      Array.from({ length: Math.sqrt(size) }, (_, at) => `${':'.repeat(at + 3)}a\n`).join(''),
    'containers in quotes': (size) => '> :::a\n'.repeat(size / 7),
    'marks that open': (size) => '==a '.repeat(size / 4),
    'marks that close': (size) => 'a== '.repeat(size / 4),
    'marks in emphasis': (size) => '*==a* '.repeat(size / 6),
    'lists that are none': (size) => '*a*{'.repeat(size / 4),
    'lists behind code': (size) => '`a`{#b}'.repeat(size / 7),
    'a list that does not end': (size) => `*a*{${'x=y '.repeat(size / 4)}`,
    'links to pages': (size) => '[[a|b]] '.repeat(size / 8),
    'brackets that open': (size) => '[['.repeat(size / 2),
    contents: (size) => '[TOC]\n\n'.repeat(size / 7),
  };
  test.each(Object.keys(hostile))(
    '%s cost what their size costs',
    (name) => {
      const make = hostile[name] as (size: number) => string;
      const cost = (size: number) => {
        const source = make(size);
        const times = Array.from({ length: 3 }, () => {
          const before = process.cpuUsage();
          renderHtml(source, { syntax: all });
          const { user, system } = process.cpuUsage(before);
          return user + system;
        });
        return Math.min(...times);
      };
      const [small, large] = [cost(50_000), cost(200_000)];
      // A square would be sixteen times as much; a little more than four is allocation.
      expect(large, `${small} to ${large} µs`).toBeLessThan(Math.max(small, 5_000) * 9);
    },
    120_000,
  );

  test.skipIf(noShared)(
    'leaves real posts as they are, but for what has a meaning now',
    () => {
      const changed: string[] = [];
      for (const { file, source } of realPosts()) {
        if (renderHtml(source, { syntax: all }) !== renderHtml(source)) changed.push(file);
      }
      const text = (file: string) =>
        new TextDecoder().decode(realPosts().find((post) => post.file === file)?.source);
      for (const file of changed.slice(0, 50)) {
        expect(text(file), file).toMatch(/:::|==|\[\[|\[toc\]|\{[^{%]*\}/i);
      }
      expect(changed.length).toBeLessThan(60);
    },
    120_000,
  );
});
