/* Hugo sites: the address of a page by its file, front matter and the patterns of the site. */
import { type SiteDescription, page } from '../description.js';
import { dated, future, past, site } from './site.js';

export const slugs: readonly SiteDescription[] = [
  site(
    'file-names',
    {},
    {
      'content/posts/a--b.md': page(dated('Hyphens')),
      'content/posts/C#.md': page(dated('C sharp')),
      'content/posts/c++.md': page(dated('C plus plus')),
      'content/posts/第①期.md': page(dated('Circled')),
      'content/posts/二〇二三.md': page(dated('Zero')),
      'content/posts/Upper Case Name.md': page(dated('Case')),
      'content/posts/Café-Élan.md': page(dated('Accents')),
      'content/posts/2023-05-06-dated.md': page(dated('Dated')),
      'content/posts/2023-05-06.md': page(dated('A day')),
      'content/posts/a.b.md': page(dated('Dot')),
      'content/posts/a_b~c.md': page(dated('Tilde')),
      'content/posts/what？ — yes!.md': page(dated('Punctuation')),
      'content/posts/trailing-.md': page(dated('Trailing')),
      'content/posts/-leading.md': page(dated('Leading')),
      'content/posts/mail@example.md': page(dated('At')),
      "content/posts/it's (new) & more.md": page(dated('Quotes')),
      'content/posts/٣ عدد.md': page(dated('Arabic')),
      'content/posts/half½.md': page(dated('Half')),
      'content/Top Level.md': page(dated('Top')),
      'content/Some Folder/Inner Page.md': page(dated('Folder')),
      'content/posts/release.v2.md': page(dated('Release')),
      'content/posts/LETTER.MD': page(dated('Upper ending')),
      'content/posts/note.markdown': page(dated('Markdown')),
    },
    { 'content/posts/LETTER.MD': 'later versions of Hugo take endings in any case' },
  ),
  site(
    'slugs',
    {},
    {
      'content/posts/one.md': page(dated('One', { slug: 'first' })),
      'content/posts/two.md': page(dated('Two', { slug: 'Second Slug' })),
      'content/posts/three.md': page(dated('Three', { slug: 'a/b' })),
      'content/posts/four.md': page(dated('Four', { slug: '第④期--x' })),
      'content/posts/five.md': page(dated('Five', { slug: 'C#' })),
      'content/posts/six.md': page(dated('Six', { slug: '' })),
      'content/posts/seven.md': page(dated('Seven', { Slug: 'cased' })),
      'content/posts/eight/index.md': page(dated('Eight', { slug: 'bundle' })),
      'content/posts/nine.md': page(dated('Nine', { slug: 2024 })),
      'content/posts/ten.md': page(dated('Ten', { slug: 'with.dot' })),
    },
  ),
  site(
    'remove-path-accents',
    { removePathAccents: true },
    {
      'content/posts/Café-Élan.md': page(dated('Accents')),
      'content/posts/über.md': page(dated('Umlaut', { slug: 'Übergröße ñ' })),
      'content/posts/第一期.md': page(dated('Chinese')),
    },
  ),
  site(
    'disable-path-to-lower',
    { disablePathToLower: true },
    {
      'content/Posts/Upper Case.md': page(dated('Case')),
      'content/Posts/Slug.md': page(dated('Slug', { slug: 'MySlug' })),
    },
  ),
  site(
    'urls',
    {},
    {
      'content/posts/a.md': page(dated('A', { url: '/elsewhere/a/' })),
      'content/posts/b.md': page(dated('B', { url: '/elsewhere/b' })),
      'content/posts/c.md': page(dated('C', { url: '/elsewhere/c.html' })),
      'content/posts/d.md': page(dated('D', { url: 'relative/d/' })),
      'content/posts/e.md': page(dated('E', { URL: '/Upper Case/E/' })),
      'content/posts/f.md': page(dated('F', { url: '/a/../f/' })),
      'content/posts/g.md': page(dated('G', { url: '/g/index.html' })),
      'content/posts/h.md': page(dated('H', { url: '/v1.2/h' })),
      'content/posts/i.md': page(dated('I', { url: '/中文/第一期/', slug: 'no' })),
    },
    {
      'content/posts/h.md':
        'a file without an ending is no page to a host; Hugo writes one where the address has a dot',
      'content/posts/g.md id': 'Hugo puts a slash behind index.html in feeds, where nothing is',
    },
  ),
  site(
    'aliases',
    {},
    {
      'content/posts/a.md': page(
        dated('A', { aliases: ['/old/a/', '/old/a.html', 'beside', '../above/'] }),
      ),
      'content/posts/b.md': page(dated('B', { aliases: '/old/b' })),
      'content/posts/deep/c.md': page(dated('C', { Aliases: ['sister/', '/旧/c/'] })),
      'content/posts/bundle/index.md': page(dated('D', { aliases: ['was'] })),
      'content/posts/moved.md': page(dated('E', { url: '/far/away/', aliases: ['near'] })),
    },
  ),
  site(
    'ugly-urls',
    { uglyURLs: true },
    {
      'content/posts/a.md': page(dated('A', { aliases: ['/old/a'] })),
      'content/posts/b/index.md': page(dated('B', { slug: 'bee' })),
      'content/about.md': page(dated('About')),
      'content/posts/index-like.md': page(dated('Like', { url: '/own/' })),
    },
  ),
  site(
    'ugly-urls-of-a-section',
    { uglyURLs: { posts: true } },
    {
      'content/posts/a.md': page(dated('A')),
      'content/pages/b.md': page(dated('B')),
    },
  ),
];

const tokens = [
  '/:year/:month/:day/:slug/',
  '/:year/:monthname/:title/',
  '/:section/:yearday/:filename/',
  '/:weekday/:weekdayname/:slugorfilename/',
  '/:sections/:slug/',
  '/:sections[1:]/:slug/',
  '/:sections[0]/:sections[last]/:filename/',
  '/:sections[:2]/:slug.html',
  '/p/:title',
  '/:2006/:01/:slug/',
  '/:06-:1-:2/:Jan/:filename/',
];

const tooOld =
  "Debian's Hugo gives nothing for [last] of a single section; its documentation says which";
const lastOfOne = Object.fromEntries(
  ['bundle/index.md', 'loose/four.md', 'One Post.md', '二.md'].map((name) => [
    `content/posts/${name}`,
    tooOld,
  ]),
);

export const permalinks: readonly SiteDescription[] = tokens.map((pattern, at) =>
  site(
    `permalinks-${at + 1}`,
    { permalinks: { posts: pattern } },
    {
      'content/posts/One Post.md': page(
        dated('The Title: a--b', { slug: at % 2 === 0 ? 'Own Slug' : '' }),
      ),
      'content/posts/二.md': page(dated('第①二期 C++ & C#')),
      'content/posts/2024/_index.md': page({ title: '2024' }),
      'content/posts/2024/spring/_index.md': page({ title: 'Spring' }),
      'content/posts/2024/spring/three.md': page(dated('Three')),
      'content/posts/loose/four.md': page(dated('Four')),
      'content/posts/bundle/index.md': page(dated('Five')),
      'content/posts/own.md': page(dated('Six', { url: '/own/six/' })),
      'content/pages/seven.md': page(dated('Seven')),
    },
    pattern.includes('[last]') ? lastOfOne : undefined,
  ),
);

export const patterns: readonly SiteDescription[] = [
  site(
    'permalinks-undated',
    { permalinks: { posts: '/:year/:month/:day/:slug/' } },
    {
      'content/posts/undated.md': page({ title: 'Undated' }),
      'content/posts/2023-04-05-named.md': page({ title: 'Named' }),
    },
  ),
  site(
    'permalinks-untitled',
    { permalinks: { posts: '/:year/:filename/' } },
    {
      'content/posts/untitled.md': '---\ndate: 2023-05-06\n---\n\n# A heading\n\nText.\n',
      'content/posts/plain.md': '# Without front matter\n\nText.\n',
    },
  ),
  site(
    'permalinks-case',
    { permalinks: { Posts: '/x/:slug/', 'Big Section': '/big/:slug/' } },
    {
      'content/posts/a.md': page(dated('A')),
      'content/Big Section/b.md': page(dated('B')),
    },
  ),
  site(
    'permalinks-root',
    { permalinks: { '/': '/top/:slug/' } },
    {
      'content/about.md': page(dated('About')),
      'content/posts/a.md': page(dated('A')),
    },
  ),
  site(
    'file-name-dates',
    {
      frontmatter: { date: [':filename', ':default'] },
      permalinks: { posts: '/:year/:month/:slug/' },
    },
    {
      'content/posts/2021-02-03-named-post.md': page({ title: 'Named' }),
      'content/posts/2021-02-04 spaced.md': page({ title: 'Spaced', date: past }),
      'content/posts/2021-02-05-own.md': page({ title: 'Own', slug: 'mine' }),
      'content/posts/plain.md': page({ title: 'Plain', date: past }),
      'content/news/2021-02-06-news/index.md': page({ title: 'News' }),
    },
  ),
  site(
    'front-matter-dates',
    {
      frontmatter: { date: ['created', ':default'], publishDate: ['release'] },
      permalinks: { posts: '/:year/:slug/' },
    },
    {
      'content/posts/a.md': page({ title: 'A', created: '2011-01-01', date: '2022-01-01' }),
      'content/posts/b.md': page({ title: 'B', date: '2022-01-01' }),
      'content/posts/c.md': page({ title: 'C', release: future, date: '2022-01-01' }),
      'content/posts/d.md': page({ title: 'D', publishDate: '2013-01-01' }),
      'content/posts/e.md': page({ title: 'E', lastmod: '2014-01-01' }),
    },
  ),
  site(
    'offsets',
    { permalinks: { posts: '/:year/:month/:day/:slug/' } },
    {
      'content/posts/a.md': page({ title: 'A', date: '2023-12-31T23:30:00-08:00' }),
      'content/posts/b.md': page({ title: 'B', date: '2024-01-01T00:30:00+08:00' }),
      'content/posts/c.md': page({ title: 'C', date: '2024-01-01' }),
      'content/posts/d.md': page({ title: 'D', date: '2024-02-29 23:59:59' }),
    },
  ),
];
