/* Feeds as readers take them: parsed by a library that knows nothing of us. */
import { XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { samples } from '../browser/archive_site.ts';
import { build, filesOf, read } from './archive.ts';

const base = 'https://example.org/letters/';
const config = JSON.stringify({ title: 'Letters & <Notes>', baseURL: base });
const posts = {
  'broadsheet.config.json': config,
  'one.md': [
    '---\ntitle: "One & <two>"\ndate: 2024-05-01T08:00:00+08:00\ntags: [A & B, 中文]\nauthors: [Ann]\n---',
    'See [the picture](pictures/a.png), [two](two.md#part) and [all](https://example.com/?a=1&b=2).',
    '',
    '![a](pictures/a.png)',
    '',
    'Not in XML: \u0008 \u000B.',
  ].join('\n'),
  'two.md':
    '---\ntitle: Two\ndate: 2024-04-01\ntags: [a & b]\naliases: [/old/two/, two.html]\n---\nText.',
  'undated.md': '---\ntitle: Whenever\n---\nText without a date.',
};

describe('feeds', () => {
  const archive = build(posts);

  it('are there for the archive, each tag and each category, in three formats', () => {
    expect(filesOf(archive, 'index.xml')).toEqual([
      'index.xml',
      'tags/a-b/index.xml',
      'tags/中文/index.xml',
    ]);
    expect(filesOf(archive, 'atom.xml')).toHaveLength(3);
    expect(filesOf(archive, 'feed.json')).toHaveLength(3);
  });

  it('are well-formed, with the full text and addresses for everywhere', () => {
    const rss = parseRssFeed(read(archive, 'index.xml'));
    expect(rss.title).toBe('Letters & <Notes>');
    expect(rss.link).toBe(base);
    expect(rss.items?.map(({ title }) => title)).toEqual(['One & <two>', 'Two', 'Whenever']);
    const [first] = rss.items ?? [];
    expect(first?.link).toBe(`${base}issues/one/`);
    expect(first?.guid?.value).toBe(`${base}issues/one/`);
    expect(new Date(first?.pubDate ?? '').toISOString()).toBe('2024-05-01T00:00:00.000Z');
    expect(first?.content?.encoded).toContain(`src="${base}posts/pictures/a.png"`);
    expect(first?.content?.encoded).toContain(`href="${base}issues/two/#part"`);
    expect(first?.content?.encoded).toContain('href="https://example.com/?a=1&amp;b=2"');

    const atom = parseAtomFeed(read(archive, 'atom.xml'));
    expect(atom.id).toBe(base);
    expect(atom.entries?.map(({ id }) => id)).toEqual([
      `${base}issues/one/`,
      `${base}issues/two/`,
      `${base}issues/undated/`,
    ]);
    expect(atom.entries?.every(({ updated }) => !Number.isNaN(Date.parse(String(updated))))).toBe(
      true,
    );

    const json = parseJsonFeed(read(archive, 'feed.json'));
    expect(json.home_page_url).toBe(base);
    // What XML cannot hold is left out there; JSON holds everything.
    const [start] = first?.content?.encoded?.split('Not in XML') ?? [];
    expect(start).toContain('<p>');
    expect(json.items?.[0]?.content_html?.startsWith(start ?? '-')).toBe(true);
  });

  it('of a tag hold its issues, in any spelling', () => {
    const rss = parseRssFeed(read(archive, 'tags/a-b/index.xml'));
    expect(rss.items?.map(({ title }) => title)).toEqual(['One & <two>', 'Two']);
  });

  it('are valid XML for real posts and where no address is known', () => {
    const real = build(samples);
    for (const archiveOf of [archive, real]) {
      const files = [...filesOf(archiveOf, '.xml')];
      expect(files.length).toBeGreaterThan(2);
      for (const file of files)
        expect(XMLValidator.validate(read(archiveOf, file)), file).toBe(true);
    }
    const rss = parseRssFeed(read(real, 'index.xml'));
    expect(rss.items?.[0]?.guid?.isPermaLink).toBe(false);
    expect(rss.items?.[0]?.link).toBe('issues/leaving-a-project-well/');
    expect(parseAtomFeed(read(real, 'tags/命令行/atom.xml')).entries).toHaveLength(1);
  });
});

describe('for search engines', () => {
  const archive = build(posts);

  it('the sitemap has every page, and robots.txt names it', () => {
    const map = read(archive, 'sitemap.xml');
    expect(XMLValidator.validate(map)).toBe(true);
    const pages = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) =>
      decodeURI(address.replaceAll('&amp;', '&').slice(base.length)),
    );
    const files = filesOf(archive, '.html')
      .filter((file) => file !== '404.html' && !/^(old|issues\/two\/two)/.test(file))
      .map((file) => file.replace(/index\.html$/, ''));
    expect(pages.sort()).toEqual(files.sort());
    expect(read(archive, 'robots.txt')).toContain(`Sitemap: ${base}sitemap.xml`);
  });

  it('a page says where it lives, what it is about and what it is', () => {
    const page = read(archive, 'issues/one/index.html');
    expect(page).toContain(`<link rel="canonical" href="${base}issues/one/">`);
    expect(page).toContain('<meta name="description" content="See the picture, two and all.');
    expect(page).toContain('<meta property="og:title" content="One &amp; &lt;two&gt;">');
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({
      '@type': 'BlogPosting',
      headline: 'One & <two>',
      datePublished: '2024-05-01T08:00:00+08:00',
      author: [{ '@type': 'Person', name: 'Ann' }],
    });
    expect(page).toMatch(
      /<link rel="alternate" type="text\/markdown" href="..\/..\/posts\/one.md">/,
    );
  });

  it('translations know each other; without a base nothing is claimed to be canonical', () => {
    const translated = {
      'letter.md': '---\ntitle: A letter\ndate: 2024-01-01\nlang: en\n---\nText.',
      'letter.zh.md': '---\ntitle: 一封信\ndate: 2024-01-01\nlang: zh\n---\n正文。',
      'en/note.md': '---\ntitle: A note\ndate: 2024-02-01\nlang: en\n---\nText.',
      'zh/note.md': '---\ntitle: 便条\ndate: 2024-02-01\nlang: zh\n---\n正文。',
      'alone.md': '---\ntitle: Alone\ndate: 2024-03-01\nlang: en\n---\nText.',
    };
    const linksOf = (folder: string) =>
      filesOf(folder, '.html')
        .filter((file) => file.startsWith('issues/'))
        .map((file) =>
          [...read(folder, file).matchAll(/hreflang="(\w+)" href="([^"]*)"/g)].map(
            ([, lang, link]) => `${lang} ${link}`,
          ),
        );
    const based = build({ 'broadsheet.config.json': config, ...translated });
    const groups = linksOf(based);
    expect(groups).toHaveLength(5);
    expect(groups.filter((links) => links.length === 0)).toHaveLength(1);
    for (const links of groups.filter((found) => found.length > 0)) {
      expect(links.map((link) => link.slice(0, 2)).sort()).toEqual(['en', 'zh']);
      expect(groups.filter((other) => String(other) === String(links))).toHaveLength(2);
      expect(links.every((link) => link.slice(3).startsWith(`${base}issues/`))).toBe(true);
    }
    const baseless = build(translated);
    expect(linksOf(baseless).flat()).toEqual([]);
    for (const file of filesOf(baseless, '.html')) {
      expect(read(baseless, file)).not.toMatch(/rel="canonical"|property="og:url"/);
    }
  });

  it('addresses of former times lead to those of today', () => {
    for (const file of ['old/two/index.html', 'issues/two/two.html']) {
      expect(read(archive, file)).toContain(`<link rel="canonical" href="${base}issues/two/">`);
    }
    expect(read(archive, 'old/two/index.html')).toContain('content="0; url=../../issues/two/"');
  });
});
