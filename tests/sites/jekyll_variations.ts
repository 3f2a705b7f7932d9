/* More small Jekyll sites: the rules of jekyll_sites.ts in other forms and together. */
import { type SiteDescription, page } from './description.js';
import { site } from './jekyll_sites.js';

const front = (lines: string): string => `---\n${lines}\n---\nText.\n`;

const addresses: SiteDescription[] = [
  site(
    'permalink-tokens-together',
    'permalink: "/:categories/:year-:month-:day/:hour:minute/:title:output_ext"\n',
    {
      '_posts/2020-01-01-a.md': front('title: A\ncategories: [One Two, three]'),
      '_posts/2020-02-29-b.md': front('title: B\ndate: 2020-02-29 23:59:59 +0000'),
      'news/_posts/2020-03-01-c.md': front('title: C\ncategory: deep'),
    },
  ),
  site('permalink-of-weeks', 'permalink: "/:w_year/:week/:w_day/:title/"\n', {
    '_posts/2018-12-31-a.md': page({ title: 'A' }),
    '_posts/2021-01-03-b.md': page({ title: 'B' }),
    '_posts/2020-12-31-c.md': page({ title: 'C' }),
  }),
  site('permalink-of-days', 'permalink: "/:y_day/:short_day/:long_month/:i_day/:name/"\n', {
    '_posts/2020-12-31-a.md': page({ title: 'A' }),
    '_posts/2021-03-01-B_b.md': page({ title: 'B' }),
    '_posts/2024-02-29-c c.md': page({ title: 'C', slug: 'own' }),
  }),
  site('permalink-without-slash', 'permalink: ":year/:title"\n', {
    '_posts/2020-01-01-a.md': page({ title: 'A' }),
    '_posts/2020-01-02-b.md': page({ title: 'B', permalink: '/b' }),
  }),
  site('permalink-in-a-folder', 'permalink: /articles/:title/index.html\n', {
    '_posts/2020-01-01-a.md': page({ title: 'A' }),
    '_posts/2020-01-02-b.html.md': page({ title: 'B' }),
    '_posts/2020-01-03-c.v2.md': page({ title: 'C' }),
  }),
  site('slugs-of-many-scripts', 'permalink: /:title/\n', {
    '_posts/2020-01-01-Привет мир.md': page({ title: 'A' }),
    '_posts/2020-01-02-مرحبا.md': page({ title: 'B' }),
    '_posts/2020-01-03-こんにちは。世界.md': page({ title: 'C' }),
    '_posts/2020-01-04-Straße & Äpfel.md': page({ title: 'D' }),
    '_posts/2020-01-05-emoji-🎉.md': page({ title: 'E' }),
    '_posts/2020-01-06-a_b~c.md': page({ title: 'F' }),
    '_posts/2020-01-07-第1期.md': page({ title: 'G' }),
  }),
  site('redirects-and-permalinks', 'permalink: pretty\n', {
    '_posts/2020-01-01-a.md': front(
      'title: A\nredirect_from:\n  - /a/\n  - /b.html\npermalink: /x/a/',
    ),
    '_posts/2020-01-02-b.md': front('title: B\nredirect_from: [/第一/, "/with blank/"]'),
  }),
];

const published: SiteDescription[] = [
  site('dates', '', {
    '_posts/2020-01-01-a.md': front('title: A\ndate: 2020-05-06'),
    '_posts/2020-01-02-b.md': front("title: B\ndate: '2020-05-06 07:08'"),
    '_posts/2020-01-03-c.md': front('title: C\ndate: 2020-05-06T07:08:09-07:00'),
    '_posts/2020-01-04-d.md': front('title: D\ndate: 2020-05-06 07:08:09 -0700'),
    '_posts/2020-01-06-f.md': front('title: F\ndate: 2020-05-06 07:08:09 Z'),
  }),
  site('future-by-defaults', 'defaults: [{scope: {path: ""}, values: {published: false}}]\n', {
    '_posts/2020-01-01-a.md': page({ title: 'A' }),
    '_posts/2020-01-02-b.md': page({ title: 'B', published: true }),
  }),
  site('drafts-in-categories', '', {
    '_drafts/a.md': page({ title: 'A', date: '2020-01-01' }),
    'news/_drafts/b.md': page({ title: 'B', date: '2020-01-01' }),
    'news/_posts/2020-01-02-c.md': page({ title: 'C' }),
    '_drafts/hidden.md': page({ title: 'D', date: '2020-01-01', published: false }),
  }),
  site('includes-and-excludes', 'include: [".well"]\nexclude: ["*.draft.md", "posts/old/"]\n', {
    '_posts/2020-01-01-a.md': page({ title: 'A' }),
    '_posts/2020-01-02-b.draft.md': page({ title: 'B' }),
    'posts/old/_posts/2020-01-03-c.md': page({ title: 'C' }),
    'vendor/_posts/2020-01-04-d.md': page({ title: 'D' }),
    '.hidden/_posts/2020-01-05-e.md': page({ title: 'E' }),
  }),
];

const others: SiteDescription[] = [
  site(
    'collections-by-defaults',
    `collections: {letters: {output: true}, posts: {output: true}}
defaults:
  - scope: {path: "", type: letters}
    values: {permalink: "/l/:title/", tags: [letter]}
  - scope: {path: "_letters/old", type: letters}
    values: {published: false}
`,
    {
      '_letters/a.md': page({ title: 'A' }),
      '_letters/old/b.md': page({ title: 'B' }),
      '_letters/c.md': page({ title: 'C', permalink: '/own/c/' }),
      '_posts/2020-01-01-d.md': page({ title: 'D' }),
    },
  ),
  site(
    'collections-with-tokens',
    'collections: {letters: {output: true, permalink: "/:collection/:name/:year:output_ext"}}\n',
    {
      '_letters/Big Letter.md': page({ title: 'A', date: '2020-01-01' }),
      '_letters/in/b_c.md': page({ title: 'B', date: '2021-01-01' }),
    },
  ),
  site('collections-listed', 'collections: [letters]\n', {
    '_letters/a.md': page({ title: 'A' }),
    '_posts/2020-01-01-b.md': page({ title: 'B' }),
  }),
  site(
    'defaults-by-glob',
    `defaults:
  - scope: {path: "_posts/**/special"}
    values: {category: special}
  - scope: {path: "_posts/*.md"}
    values: {tags: [top]}
`,
    {
      '_posts/2020-01-01-a.md': page({ title: 'A' }),
      '_posts/x/special/2020-01-02-b.md': page({ title: 'B' }),
      '_posts/special/2020-01-03-c.md': page({ title: 'C' }),
    },
  ),
  site('terms-twice', '', {
    '_posts/2020-01-01-a.md': front(
      'title: A\ncategory: one\ncategories: [two, one]\ntags: x\ntag: y',
    ),
    'one/_posts/2020-01-02-b.md': front('title: B\ncategories: [one, One]'),
    '_posts/2020-01-03-c.md': front('title: C\ntags: "a, b c"\ncategories: year'),
  }),
  site('feed-elsewhere', 'feed: {path: news/atom.xml}\n', {
    '_posts/2020-01-01-a.md': page({ title: 'A' }),
    '_posts/2020-01-02-b.md': page({ title: 'B', id: 'own' }),
  }),
  site('source-below', 'source: .\nbaseurl: /a/b\npermalink: date\n', {
    '_posts/2020-01-01-a.md': page({ title: 'A', tags: ['t'] }),
    'about.md': page({ title: 'About' }),
  }),
];

export const jekyllVariations: readonly SiteDescription[] = [...addresses, ...published, ...others];
