/* Small Jekyll sites, one for each rule and each in a few forms. */
import { type SiteDescription, page } from './description.js';

export function site(
  name: string,
  configuration: string,
  files: Readonly<Record<string, string>>,
  differences?: Readonly<Record<string, string>>,
): SiteDescription {
  return {
    ...{ name: `jekyll-${name}`, generator: 'jekyll' as const },
    files: {
      '_config.yml': `title: The Press\nurl: https://example.org\nplugins: [jekyll-feed]\n${configuration}`,
      ...files,
    },
    ...(differences === undefined ? {} : { differences }),
  };
}

const posts = {
  '_posts/2023-05-06-first-post.md': page({
    title: 'First',
    date: '2023-05-06 07:08:09 +0000',
    categories: ['News', 'Big Things'],
  }),
  '_posts/2023-12-31-Second_Post v1.2.md': page({ title: 'Second', tags: ['a', 'b'] }),
  '_posts/2024-02-29-第①期-c#.md': page({ title: '第一期', category: 'One Term' }),
  '_posts/2021-01-03-third.markdown': page({ title: 'Third', slug: 'Own Slug!' }),
};

const styles: SiteDescription[] = [
  ...['date', 'pretty', 'ordinal', 'weekdate', 'none'],
  ...[
    '/:categories/:year/:i_month/:i_day/:title:output_ext',
    '/:short_year/:month/:day/:slug/',
    '/:year/:short_month/:long_month/:name.html',
    '/:w_year/W:week/:w_day/:short_day/:long_day/:title',
    '/:y_day/:hour-:minute-:second/:title/',
    '/:slugified_categories/:title/',
    '/:collection/:path/',
    '/blog/:title',
    '/:year/:month_:day/:title.html',
    '/news/:categories/:title/index.html',
  ],
].map((style, at) => site(`permalink-${at + 1}`, `permalink: ${JSON.stringify(style)}\n`, posts));

const publication: SiteDescription[] = [
  site(
    'publication',
    '',
    {
      '_posts/2020-01-01-now.md': page({ title: 'Now' }),
      '_posts/2020-01-02-hidden.md': page({ title: 'Hidden', published: false }),
      '_posts/2020-01-03-shown.md': page({ title: 'Shown', published: true }),
      '_posts/2999-01-01-later.md': page({ title: 'Later' }),
      '_posts/2020-01-04-due.md': page({ title: 'Due', date: '2999-01-01' }),
      '_posts/2999-01-02-early.md': page({ title: 'Early', date: '2020-01-01' }),
      '_posts/2020-01-05-draft-key.md': page({ title: 'Draft key', draft: true }),
      '_posts/undated.md': page({ title: 'Undated' }),
      '_posts/2020-1-6-short.md': page({ title: 'Short' }),
      '_posts/20-01-07-two-digits.md': page({ title: 'Two digits' }),
      '_posts/2020-01-08-plain.md': 'Without front matter.\n',
      '_posts/_2020-01-09-hidden.md': page({ title: 'Underscore' }),
      '_posts/deep/2020-01-10-deep.md': page({ title: 'Deep' }),
      '_posts/2020-01-11-backup.md~': page({ title: 'Backup' }),
      '_drafts/2020-02-01-dated.md': page({ title: 'Dated draft', date: '2020-02-01' }),
      '_drafts/idea.md': page({ title: 'Idea', date: '2020-02-02' }),
      'about.md': page({ title: 'About' }),
    },
    {
      '20/': 'a year of two digits',
      'https://example.org/2020/01/05/draft-key':
        'jekyll-feed leaves out what says draft: true, although Jekyll publishes it',
    },
  ),
  site('shows-future', 'future: true\n', {
    '_posts/2020-01-01-now.md': page({ title: 'Now' }),
    '_posts/2999-01-01-later.md': page({ title: 'Later' }),
  }),
  site('shows-drafts', 'show_drafts: true\nunpublished: true\n', {
    '_posts/2020-01-01-now.md': page({ title: 'Now', published: false }),
    '_drafts/idea.md': page({ title: 'Idea', date: '2020-01-01' }),
  }),
  site('excludes', 'exclude: [old, "_posts/private*", archive/]\ninclude: [_kept]\n', {
    '_posts/2020-01-01-now.md': page({ title: 'Now' }),
    '_posts/private-2020-01-01-x.md': page({ title: 'X' }),
    '_posts/private/2020-01-02-y.md': page({ title: 'Y' }),
    'old/_posts/2020-01-03-z.md': page({ title: 'Z' }),
    'archive/_posts/2020-01-04-w.md': page({ title: 'W' }),
    'blog/_posts/2020-01-05-v.md': page({ title: 'V' }),
    'node_modules/x/_posts/2020-01-06-u.md': page({ title: 'U' }),
    '_sass/_posts/2020-01-07-t.md': page({ title: 'T' }),
  }),
];

const terms: SiteDescription[] = [
  site('terms', '', {
    '_posts/2020-01-01-a.md': '---\ntitle: A\ncategories: one two\ntags: three four\n---\nText.\n',
    '_posts/2020-01-02-b.md': '---\ntitle: B\ncategory: one two\ntag: three four\n---\nText.\n',
    '_posts/2020-01-03-c.md':
      '---\ntitle: C\ncategories: [One Two, three]\ntags: [Four Five]\n---\nText.\n',
    '_posts/2020-01-04-d.md':
      '---\ntitle: D\ncategories:\n  - Ünder\n  - "C#"\ntags:\n  - x y\n---\nText.\n',
    '_posts/2020-01-05-e.md': '---\ntitle: E\ncategories:\ntags: []\n---\nText.\n',
    '_posts/2020-01-06-f.md': '---\ntitle: F\ncategories: One one ONE\n---\nText.\n',
    'news/_posts/2020-01-07-g.md': '---\ntitle: G\ncategories: local\n---\nText.\n',
    'News/Deep/_posts/2020-01-08-h.md': '---\ntitle: H\n---\nText.\n',
    '_posts/inner/2020-01-09-i.md': '---\ntitle: I\n---\nText.\n',
  }),
  site('redirects', '', {
    '_posts/2020-01-01-a.md': page({
      title: 'A',
      redirect_from: ['/old/a/', '/old/a.html', '/plain/a'],
    }),
    '_posts/2020-01-02-b.md': page({ title: 'B', redirect_from: '/old/b/' }),
    '_posts/2020-01-03-c.md': page({
      title: 'C',
      redirect_from: ['relative/c/'],
      permalink: '/c/',
    }),
  }),
  site('own-permalinks', '', {
    '_posts/2020-01-01-a.md': page({ title: 'A', permalink: '/Own/A/' }),
    '_posts/2020-01-02-b.md': page({ title: 'B', permalink: '/own/b.html' }),
    '_posts/2020-01-03-c.md': page({ title: 'C', permalink: '/own/c' }),
    '_posts/2020-01-04-d.md': page({ title: 'D', permalink: '/:year/own/:title/' }),
    '_posts/2020-01-05-e.md': page({ title: 'E', permalink: 'no-slash/' }),
    '_posts/2020-01-06-f.md': page({ title: 'F', permalink: '/a/../f/' }),
    '_posts/2020-01-07-g.md': page({ title: 'G', permalink: '/中文 期/' }),
  }),
  site('slugs', 'permalink: /:title/:slug/:name/\n', {
    "_posts/2020-01-01-it's (new) & more.md": page({ title: 'A' }),
    '_posts/2020-01-02-UPPER_Case.md': page({ title: 'B' }),
    '_posts/2020-01-03-a--b---c.md': page({ title: 'C' }),
    '_posts/2020-01-04-①二〇½.md': page({ title: 'D' }),
    '_posts/2020-01-05-trailing..md': page({ title: 'E' }),
    '_posts/2020-01-06-é-ü.md': page({ title: 'F' }),
    '_posts/2020-01-07-x.y.z.md': page({ title: 'G', slug: 'Hello, World? 100%' }),
    '_posts/2020-01-08--lead-.md': page({ title: 'H' }),
  }),
];

const defaults: SiteDescription[] = [
  site(
    'defaults',
    `permalink: pretty
defaults:
  - scope: {path: "", type: posts}
    values: {author: Staff, category: all, layout: post}
  - scope: {path: "_posts/en", type: posts}
    values: {lang: en, permalink: "/en/:year/:title/", tags: [english]}
  - scope: {path: "_posts/zh"}
    values: {lang: zh, permalink: "/zh/:title.html", categories: [中文]}
  - scope: {path: "_posts/*/secret"}
    values: {published: false}
  - scope: {path: "_drafts", type: drafts}
    values: {permalink: "/drafts/:title/"}
`,
    {
      '_posts/2020-01-01-a.md': page({ title: 'A' }),
      '_posts/en/2020-01-02-b.md': page({ title: 'B' }),
      '_posts/en/2020-01-03-c.md': page({ title: 'C', permalink: '/own/', tags: ['mine'] }),
      '_posts/zh/2020-01-04-d.md': page({ title: 'D', categories: ['own'] }),
      '_posts/zh/secret/2020-01-05-e.md': page({ title: 'E' }),
      '_drafts/f.md': page({ title: 'F', date: '2020-01-01' }),
    },
  ),
  site(
    'defaults-of-pages',
    `defaults:
  - scope: {type: pages}
    values: {permalink: "/pages/:title/"}
  - scope: {type: post}
    values: {permalink: "/posts/:title/", published: true}
`,
    { '_posts/2020-01-01-a.md': page({ title: 'A' }), 'about.md': page({ title: 'About' }) },
    { 'about.md': 'a colon is no part of a file name on every system' },
  ),
];

const collections: SiteDescription[] = [
  site(
    'collections',
    `collections:
  letters:
    output: true
  notes:
    output: false
  recipes:
    output: true
    permalink: /food/:path/
  dated:
    output: true
    permalink: /:collection/:year/:title:output_ext
`,
    {
      '_posts/2020-01-01-a.md': page({ title: 'A' }),
      '_letters/First Letter.md': page({ title: 'First' }),
      '_letters/2024/second.md': page({ title: 'Second', date: '2020-01-01' }),
      '_letters/plain.md': 'Without front matter.\n',
      '_letters/2020-01-05-dated.md': page({ title: 'Dated' }),
      '_letters/hidden.md': page({ title: 'Hidden', published: false }),
      '_letters/later.md': page({ title: 'Later', date: '2999-01-01' }),
      '_letters/_under.md': page({ title: 'Under' }),
      '_notes/x.md': page({ title: 'X' }),
      '_recipes/cake/apple.md': page({ title: 'Apple' }),
      '_recipes/Bread.md': page({ title: 'Bread', slug: 'own' }),
      '_dated/one.md': page({ title: 'One', date: '2021-02-03' }),
      '_other/y.md': page({ title: 'Y' }),
    },
  ),
  site('collections-pretty', 'permalink: pretty\ncollections: {letters: {output: true}}\n', {
    '_letters/a.md': page({ title: 'A' }),
    '_posts/2020-01-01-b.md': page({ title: 'B' }),
  }),
  site('collections-custom', 'permalink: /x/:title/\ncollections: {letters: {output: true}}\n', {
    '_letters/a.md': page({ title: 'A' }),
    '_letters/in/b.md': page({ title: 'B', permalink: '/bee/' }),
  }),
  site(
    'collections-bare',
    'permalink: /x/:title\ncollections: {letters: {output: true}, posts: {permalink: "/p/:title/"}}\n',
    {
      '_letters/a.md': page({ title: 'A' }),
      '_posts/2020-01-01-b.md': page({ title: 'B' }),
    },
  ),
  site('collections-folder', 'collections_dir: texts\ncollections: {letters: {output: true}}\n', {
    'texts/_letters/a.md': page({ title: 'A' }),
    'texts/_posts/2020-01-01-b.md': page({ title: 'B' }),
    '_posts/2020-01-02-c.md': page({ title: 'C' }),
    'texts/deep/_posts/2020-01-03-d.md': page({ title: 'D' }),
  }),
];

const zones: SiteDescription[] = [
  ...['Asia/Shanghai', 'America/Los_Angeles', 'UTC'].map((zone) =>
    site(
      `zone-${zone.replace(/.*\//, '').toLowerCase()}`,
      `timezone: ${zone}\npermalink: /:year/:month/:day/:hour/:title/\n`,
      {
        '_posts/2024-01-01-a.md': page({ title: 'A' }),
        '_posts/2024-01-01-b.md': '---\ntitle: B\ndate: 2024-01-01 23:30:00 +0000\n---\nText.\n',
        '_posts/2024-01-01-c.md': '---\ntitle: C\ndate: 2024-01-01 01:30:00\n---\nText.\n',
        '_posts/2024-01-01-d.md': '---\ntitle: D\ndate: 2024-01-02\n---\nText.\n',
        '_posts/2024-01-01-e.md': '---\ntitle: E\ndate: 2024-07-01T12:00:00+08:00\n---\nText.\n',
      },
    ),
  ),
  site('baseurl', 'baseurl: /blog\npermalink: pretty\n', posts),
];

export const jekyllSites: readonly SiteDescription[] = [
  ...styles,
  ...publication,
  ...terms,
  ...defaults,
  ...collections,
  ...zones,
];
