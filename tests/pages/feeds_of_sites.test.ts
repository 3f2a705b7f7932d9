/* Feeds for those who followed the site before, and what feed readers ask of them. */
import { describe, expect, it } from 'vitest';
import { build, filesOf, read } from './archive.ts';
import { feedFindings } from './feed_rules.ts';

const base = 'https://example.org/letters/';
const files = {
  'broadsheet.config.yaml': `title: Letters\nbaseURL: ${base}\ntimeZone: Asia/Shanghai\n`,
  'one.md': `---
title: One
date: 2024-05-01 08:00:00
lastmod: 2024-04-01
tags: [Spring, garden]
categories: [spring]
guid: letter-1
---
[root](/about/) ![host](//cdn.example.com/a.png) [frag](#x) [query](?a=1&b=2) [up](../../x/) [file](two.md#y)

<a href="/raw/?a=1&amp;b=2">raw</a> <img src="/p.png" alt="p"> [mail](mailto:a@example.org) [^1]

## x

[^1]: A note.
`,
  'two.md': '---\ntitle: Two\ndate: 2024-04-30\nid: https://old.example.org/?p=2\n---\nText.\n',
  'three.md': '---\ntitle: Three\ndate: 2024-04-29T23:30:00+02:00\n---\nText.\n',
};

describe('feeds', () => {
  const archive = build(files);
  const rss = read(archive, 'index.xml');
  const atom = read(archive, 'atom.xml');

  it('have whole addresses and keep to the rules', () => {
    const feeds = ['.xml', 'feed.json'].flatMap((ending) => filesOf(archive, ending));
    expect(feeds.flatMap((file) => feedFindings(file, read(archive, file), true))).toEqual([]);
    const page = `${base}issues/one/`;
    for (const address of [
      ...['https://example.org/about/', 'https://cdn.example.com/a.png', `${page}#x`],
      ...[
        `${page}?a=1&amp;b=2`,
        'https://example.org/raw/?a=1&amp;b=2',
        'https://example.org/p.png',
      ],
      ...[`${base}issues/two/#y`, 'mailto:a@example.org', `${page}#bs-fn-1`],
    ]) {
      expect(JSON.parse(read(archive, 'feed.json')).items[0].content_html).toContain(
        `"${address}"`,
      );
    }
  });

  it('take dates without an offset for those of the zone that is configured', () => {
    expect(rss).toContain('<pubDate>Wed, 01 May 2024 00:00:00 GMT</pubDate>');
    expect(rss).toContain('<pubDate>Mon, 29 Apr 2024 16:00:00 GMT</pubDate>');
    expect(rss).toContain('<pubDate>Mon, 29 Apr 2024 21:30:00 GMT</pubDate>');
    const utc = build({ 'a.md': '---\ntitle: A\ndate: 2024-05-01 08:00:00\n---\nText.\n' });
    expect(read(utc, 'index.xml')).toContain('<pubDate>Wed, 01 May 2024 08:00:00 GMT</pubDate>');
  });

  it('say updated never before published', () => {
    expect(atom).toContain('<published>2024-05-01T00:00:00.000Z</published>');
    expect(atom).not.toContain('<updated>2024-04-01');
  });

  it('know issues by what their authors write', () => {
    expect(rss).toContain('<guid isPermaLink="false">letter-1</guid>');
    expect(rss).toContain('<guid isPermaLink="false">https://old.example.org/?p=2</guid>');
    expect(rss).toContain(`<guid>${base}issues/three/</guid>`);
    expect(atom).toContain('<id>urn:broadsheet:id:letter-1</id>');
    expect(atom).toContain('<id>https://old.example.org/?p=2</id>');
  });

  it('name a term that is tag and category once', () => {
    expect(rss.match(/<category>/gi)).toHaveLength(2);
    expect(atom.match(/<category /gi)).toHaveLength(2);
  });
});

describe('the feeds that a site had', () => {
  it('stay, of Hugo: of languages, sections and terms, each with its own posts', () => {
    const archive = build({
      'hugo.yaml':
        `baseURL: ${base}\ntitle: Letters\ntimeZone: Europe/Berlin\n` +
        'defaultContentLanguage: zh\nlanguages:\n  zh: {}\n  en: {}\n',
      'content/posts/a.md': '---\ntitle: A\ndate: 2024-01-02\ntags: [春天]\n---\n正文。\n',
      'content/posts/a.en.md': '---\ntitle: A\ndate: 2024-01-02\ntags: [spring]\n---\nText.\n',
      'content/posts/deep/_index.md': '---\ntitle: Deep\n---\n',
      'content/posts/deep/b.md': '---\ntitle: B\ndate: 2024-01-01\n---\n正文。\n',
      'content/about.md': '---\ntitle: About\ndate: 2020-01-01\n---\n正文。\n',
    });
    const idsIn = (file: string) =>
      [...read(archive, file).matchAll(/<guid>(.*?)</g)].map(([, id = '']) =>
        id.slice(base.length),
      );
    // About is a page and no post.
    expect(idsIn('index.xml')).toEqual(['posts/a/', 'posts/deep/b/']);
    expect(idsIn('en/index.xml')).toEqual(['en/posts/a/']);
    expect(idsIn('posts/index.xml')).toEqual(['posts/a/']);
    expect(idsIn('posts/deep/index.xml')).toEqual(['posts/deep/b/']);
    expect(idsIn('en/posts/index.xml')).toEqual(['en/posts/a/']);
    expect(idsIn('en/tags/spring/index.xml')).toEqual(['en/posts/a/']);
    expect(read(archive, 'posts/index.xml')).toContain(
      `<atom:link href="${base}posts/index.xml" rel="self"`,
    );
    expect(read(archive, 'index.xml')).toContain(
      '<pubDate>Mon, 01 Jan 2024 23:00:00 GMT</pubDate>',
    );
    const feeds = filesOf(archive, '.xml');
    expect(feeds.flatMap((file) => feedFindings(file, read(archive, file), true))).toEqual([]);
  });

  it('are none where the site had none', () => {
    const archive = build({
      'hugo.toml': `baseURL = "${base}"\ndisableKinds = ["RSS"]\n`,
      'content/posts/a.md': '---\ntitle: A\ndate: 2024-01-02\n---\nText.\n',
    });
    expect(filesOf(archive, 'index.xml')).toEqual(['index.xml']);
  });

  it('stay, of Jekyll: the plugin’s with its ids, and those of templates', () => {
    const posts = {
      '_posts/2024-01-02-one.md': '---\ntitle: One\ncategories: [News]\n---\nText.\n',
      '_posts/2024-01-01-two.md': '---\ntitle: Two\ntags: [a b, c]\n---\nText.\n',
    };
    const plugin = build({
      '_config.yml':
        'title: L\nurl: https://example.org\nbaseurl: /blog\nplugins: [jekyll-feed]\n' +
        'feed: {path: atom/feed.xml, categories: [News], tags: true}\n',
      ...posts,
    });
    expect(
      read(plugin, 'atom/feed.xml').match(/<id>https:\/\/example.org\/blog\/.+?<\/id>/g),
    ).toEqual([
      '<id>https://example.org/blog/news/2024/01/02/one</id>',
      '<id>https://example.org/blog/2024/01/01/two</id>',
    ]);
    expect(read(plugin, 'feed/News.xml').match(/<entry/g)).toHaveLength(1);
    expect(read(plugin, 'feed/by_tag/c.xml').match(/<entry/g)).toHaveLength(1);
    const own = build({
      '_config.yml': 'title: L\nurl: https://example.org\n',
      'feed.xml': '---\nlayout: null\n---\n<?xml version="1.0"?><rss version="2.0"></rss>\n',
      ...posts,
    });
    expect(read(own, 'feed.xml')).toContain(
      '<guid>https://example.org/news/2024/01/02/one.html</guid>',
    );
  });
});
