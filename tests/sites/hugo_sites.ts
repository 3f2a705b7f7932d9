/* Small Hugo sites, one for each rule and each in a few forms. */
import { type Format, type SiteDescription, page, tomlOf } from './description.js';

const formats: readonly Format[] = ['yaml', 'toml', 'json'];

/** A site with a configuration in TOML. */
export function site(
  name: string,
  configuration: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
  differences?: Readonly<Record<string, string>>,
): SiteDescription {
  const config = tomlOf({ baseURL: 'https://example.org/', title: 'The Press', ...configuration });
  return {
    ...{ name: `hugo-${name}`, generator: 'hugo' as const },
    files: { 'config.toml': config, ...files },
    ...(differences === undefined ? {} : { differences }),
  };
}

export const past = '2020-01-02';
export const future = '2999-01-02';
export const dated = (title: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ title, date: '2023-05-06T07:08:09+08:00' },
  ...more,
});

/** The same posts in each format, with keys as their authors write them. */
const publication: SiteDescription[] = formats.map((format, at) => {
  const cased = (key: string): string => [key, key.toLowerCase(), key.toUpperCase()][at] ?? key;
  const one = (values: Readonly<Record<string, unknown>>) => page(values, format);
  return site(
    `publication-${format}`,
    {},
    {
      'content/posts/now.md': one({ title: 'Now', date: past }),
      'content/posts/draft.md': one({ title: 'Draft', date: past, [cased('draft')]: true }),
      'content/posts/not-draft.md': one({ title: 'No draft', date: past, draft: false }),
      'content/posts/date-to-come.md': one({ title: 'Date to come', date: future }),
      'content/posts/embargo.md': one({
        title: 'Embargo',
        date: past,
        [cased('publishDate')]: future,
      }),
      'content/posts/pubdate.md': one({ title: 'Pubdate', date: past, [cased('pubdate')]: future }),
      'content/posts/published.md': one({
        title: 'Published',
        date: past,
        [cased('published')]: future,
      }),
      'content/posts/unpublished.md': one({ title: 'Unpublished', date: past, published: false }),
      'content/posts/early.md': one({ title: 'Early', date: future, [cased('publishDate')]: past }),
      'content/posts/expired.md': one({
        title: 'Expired',
        date: past,
        [cased('expiryDate')]: '2021-01-01',
      }),
      'content/posts/unpublish.md': one({
        title: 'Unpublish',
        date: past,
        [cased('unpublishdate')]: '2021-01-01',
      }),
      'content/posts/expires.md': one({ title: 'Expires', date: past, expiryDate: future }),
      'content/posts/never.md': one({ title: 'Never', date: past, _build: { render: 'never' } }),
      'content/posts/never-false.md': one({
        title: 'Never',
        date: past,
        _build: { render: false },
      }),
      'content/posts/linked.md': one({ title: 'Linked', date: past, _build: { render: 'link' } }),
      'content/posts/unlisted.md': one({
        title: 'Unlisted',
        date: past,
        _build: { list: 'never' },
      }),
      'content/posts/always.md': one({ title: 'Always', date: past, _build: { render: 'always' } }),
      'content/posts/headless/index.md': one({ title: 'Headless', date: past, headless: true }),
      'content/posts/undated.md': one({ title: 'Undated' }),
      'content/posts/both.md': one({ title: 'Both', date: past, draft: true, publishDate: future }),
    },
  );
});

const cascades: SiteDescription[] = [
  ...formats.map((format) =>
    site(
      `cascade-${format}`,
      {},
      {
        'content/secret/_index.md': page({ title: 'Secret', cascade: { draft: true } }, format),
        'content/secret/a.md': page({ title: 'A', date: past }, format),
        'content/secret/open.md': page({ title: 'Open', date: past, draft: false }, format),
        'content/secret/deep/b.md': page({ title: 'B', date: past }, format),
        'content/old/_index.md': page(
          { title: 'Old', cascade: { expiryDate: '2021-01-01' } },
          format,
        ),
        'content/old/c.md': page({ title: 'C', date: past }, format),
        'content/later/_index.md': page(
          { title: 'Later', cascade: { publishDate: future } },
          format,
        ),
        'content/later/d.md': page({ title: 'D', date: past }, format),
        'content/posts/e.md': page({ title: 'E', date: past }, format),
      },
    ),
  ),
  site(
    'cascade-values',
    {},
    {
      'content/posts/_index.md': page({
        title: 'Posts',
        cascade: {
          tags: ['all'],
          categories: ['Common'],
          date: '2001-02-03',
          _build: { render: 'always' },
        },
      }),
      'content/posts/a.md': page({ title: 'A' }),
      'content/posts/b.md': page({ title: 'B', tags: ['own'], date: past }),
      'content/posts/near/_index.md': page({ title: 'Near', cascade: { tags: ['near'] } }),
      'content/posts/near/c.md': page({ title: 'C' }),
      'content/hidden/_index.md': page({
        title: 'Hidden',
        cascade: { _build: { render: 'never' } },
      }),
      'content/hidden/d.md': page({ title: 'D', date: past }),
      'content/hidden/e.md': page({ title: 'E', date: past, _build: { render: 'always' } }),
    },
  ),
  site(
    'cascade-targets',
    {},
    {
      'content/posts/_index.md': page({
        title: 'Posts',
        cascade: [
          { draft: true, _target: { path: '/posts/secret/**' } },
          { categories: ['Target'], _target: { kind: 'page' } },
          { tags: ['section'], _target: { kind: 'section' } },
        ],
      }),
      'content/posts/a.md': page({ title: 'A', date: past }),
      'content/posts/secret/b.md': page({ title: 'B', date: past }),
    },
    { 'tags/section/index.html': 'a term of a section page, which no post has' },
  ),
  site(
    'cascade-in-configuration',
    { cascade: [{ draft: true, _target: { path: '/inner/**' } }] },
    {
      'content/inner/a.md': page({ title: 'A', date: past }),
      'content/posts/b.md': page({ title: 'B', date: past }),
    },
  ),
];

const sections: SiteDescription[] = [
  site(
    'sections-not-published',
    {},
    {
      ...Object.fromEntries(
        ['draft', 'later', 'date', 'expired', 'never', 'open'].flatMap((name) => [
          [`content/${name}/a.md`, page({ title: 'A', date: past })],
          [`content/${name}/deep/b.md`, page({ title: 'B', date: past, draft: false })],
          [`content/${name}/bundle/index.md`, page({ title: 'C', date: past })],
        ]),
      ),
      'content/draft/_index.md': page({ title: 'Draft', draft: true }),
      'content/later/_index.md': page({ title: 'Later', publishDate: future }),
      'content/date/_index.md': page({ title: 'Date', date: future }),
      'content/expired/_index.md': page({ title: 'Expired', expiryDate: '2021-01-01' }),
      'content/never/_index.md': page({ title: 'Never', _build: { render: 'never' } }),
      'content/open/_index.md': page({ title: 'Open', date: past }),
    },
  ),
];

const slugs: SiteDescription[] = [
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

const permalinks: SiteDescription[] = tokens.map((pattern, at) =>
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

const patterns: SiteDescription[] = [
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

const languages = {
  zh: { weight: 1, languageName: '中文' },
  en: { weight: 2, languageName: 'English' },
};

const inLanguages: SiteDescription[] = [
  site(
    'languages-by-name',
    { defaultContentLanguage: 'zh', languages },
    {
      'content/posts/a.md': page(dated('甲')),
      'content/posts/a.en.md': page(dated('A')),
      'content/posts/b.zh.md': page(dated('乙')),
      'content/posts/c.en.md': page(dated('C', { slug: 'sea' })),
      'content/posts/d.fr.md': page(dated('D')),
      'content/posts/bundle/index.md': page(dated('包')),
      'content/posts/bundle/index.en.md': page(dated('Bundle')),
      'content/posts/own.en.md': page(dated('Own', { url: '/own/' })),
      'content/posts/relative.en.md': page(dated('Relative', { url: 'relative/' })),
      'content/about.en.md': page(dated('About')),
    },
  ),
  site(
    'languages-in-subfolder',
    {
      ...{ defaultContentLanguage: 'zh', defaultContentLanguageInSubdir: true, languages },
    },
    {
      'content/posts/a.md': page(dated('甲', { aliases: ['/old/', 'beside'] })),
      'content/posts/a.en.md': page(dated('A')),
      'content/posts/own.md': page(dated('自', { url: '/own/' })),
      'content/posts/relative.md': page(dated('相', { url: 'relative/' })),
    },
  ),
  site(
    'languages-by-folder',
    {
      defaultContentLanguage: 'zh',
      languages: {
        zh: { ...languages.zh, contentDir: 'content/zh' },
        en: { ...languages.en, contentDir: 'content/english' },
      },
      permalinks: { posts: '/:year/:slug/' },
    },
    {
      'content/zh/posts/a.md': page(dated('甲', { slug: 'jia' })),
      'content/english/posts/a.md': page(dated('A')),
      'content/english/posts/only.md': page(dated('Only')),
      'content/zh/about/_index.md': page({ title: '关于' }),
      'content/zh/about/b.md': page(dated('乙')),
    },
  ),
  site(
    'languages-apart',
    {
      ...{ defaultContentLanguage: 'en', defaultContentLanguageInSubdir: false },
      languages: {
        en: { weight: 1, contentDir: 'english', permalinks: { posts: '/en-posts/:slug/' } },
        de: { weight: 2, contentDir: 'deutsch', permalinks: { posts: '/beitraege/:slug/' } },
      },
    },
    {
      'english/posts/a.md': page(dated('A')),
      'deutsch/posts/ä.md': page(dated('Ä')),
    },
  ),
  site(
    'content-dir',
    { contentDir: 'texts/all' },
    {
      'texts/all/posts/a.md': page(dated('A')),
      'content/posts/b.md': page(dated('B')),
    },
  ),
  site(
    'disabled-language',
    { defaultContentLanguage: 'zh', languages, disableLanguages: ['en'] },
    {
      'content/posts/a.md': page(dated('甲')),
      'content/posts/b.md': page(dated('乙')),
    },
  ),
  site(
    'language-codes',
    {
      defaultContentLanguage: 'en',
      languages: { en: { weight: 1 }, 'zh-CN': { weight: 2 }, 'pt-br': { weight: 3 } },
    },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/a.zh-cn.md': page(dated('甲')),
      'content/posts/a.pt-br.md': page(dated('Á')),
    },
  ),
  site(
    'one-language',
    { defaultContentLanguage: 'en' },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/b.en.md': page(dated('B')),
      'content/posts/c.zh.md': page(dated('丙')),
    },
    { 'content/posts/c.zh.md lang': 'the name says the language, which Hugo was never told of' },
  ),
  site(
    'mounts',
    {
      module: {
        mounts: [
          { source: 'content', target: 'content' },
          { source: 'letters', target: 'content/news' },
          { source: 'notes/2024', target: 'content/notes' },
        ],
      },
      permalinks: { news: '/n/:year/:slug/' },
    },
    {
      'content/posts/a.md': page(dated('A')),
      'letters/b.md': page(dated('B')),
      'letters/deep/c.md': page(dated('C')),
      'notes/2024/d.md': page(dated('D')),
      'notes/2023/e.md': page(dated('E')),
    },
  ),
  site(
    'mounts-by-language',
    {
      ...{ defaultContentLanguage: 'en', languages: { en: { weight: 1 }, fr: { weight: 2 } } },
      module: {
        mounts: [
          { source: 'content/en', target: 'content', lang: 'en' },
          { source: 'content/fr', target: 'content', lang: 'fr' },
        ],
      },
    },
    {
      'content/en/posts/a.md': page(dated('A')),
      'content/fr/posts/a.md': page(dated('À')),
      'content/fr/posts/b.md': page(dated('B', { slug: 'bé' })),
    },
  ),
];

const folders: SiteDescription[] = [
  site(
    'bundles',
    {},
    {
      'content/posts/leaf/index.md': page(dated('Leaf')),
      'content/posts/leaf/resource.md': page(dated('Resource')),
      'content/posts/leaf/deep/inner.md': page(dated('Inner')),
      'content/posts/branch/_index.md': page({ title: 'Branch' }),
      'content/posts/branch/child.md': page(dated('Child')),
      'content/posts/branch/leaf/index.md': page(dated('Leaf of a branch')),
      'content/top/index.md': page(dated('Top')),
      'content/posts/plain/a.md': page(dated('A')),
      'content/a/b/c/d.md': page(dated('Deep')),
      'content/Bundle With Blanks/index.md': page(dated('Blanks')),
    },
  ),
  site(
    'ignored-files',
    { ignoreFiles: ['secret', '\\.tmp\\.md$'] },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/secret-b.md': page(dated('B')),
      'content/posts/c.tmp.md': page(dated('C')),
    },
  ),
  {
    name: 'hugo-configuration-folder',
    generator: 'hugo',
    files: {
      'config/_default/config.toml': tomlOf({
        ...{ baseURL: 'https://example.org/', title: 'Default', defaultContentLanguage: 'zh' },
      }),
      'config/_default/permalinks.toml': tomlOf({ posts: '/p/:slug/', tags: '/tag/:slug/' }),
      'config/_default/languages.toml': tomlOf(languages),
      'config/_default/params.toml': tomlOf({ description: 'Parameters', date: '2020-01-01' }),
      'config/_default/menus.en.toml': tomlOf({ main: [{ name: 'Home', url: '/' }] }),
      'config/_default/frontmatter.toml': tomlOf({ date: ['created', ':default'] }),
      'config/production/config.toml': tomlOf({ title: 'Production', disablePathToLower: true }),
      'config/development/config.toml': tomlOf({ title: 'Development', uglyURLs: true }),
      'content/posts/One Post.md': page({ title: 'One', created: '2011-01-01' }),
      'content/posts/two.en.md': page(dated('Two')),
      'content/pages/Three.md': page(dated('Three')),
    },
  },
  {
    name: 'hugo-configuration-folder-yaml',
    generator: 'hugo',
    files: {
      'config/_default/hugo.yaml': 'baseURL: https://example.org/\ntitle: The Press\n',
      'config/_default/permalinks.yaml': 'posts: /:year/:title/\ntags: /t/:slug/\n',
      'config/_default/module.yaml':
        'mounts:\n  - source: texts\n    target: content\n  - source: static\n    target: static\n',
      'texts/posts/a.md': page(dated('A Title')),
      'content/posts/b.md': page(dated('B')),
    },
  },
  {
    name: 'hugo-configuration-json',
    generator: 'hugo',
    files: {
      'config.json': JSON.stringify({
        ...{ baseurl: 'https://example.org/', Title: 'The Press', BuildFuture: true },
        Permalinks: { posts: '/:year/:slug/' },
      }),
      'content/posts/a.md': page(dated('A')),
      'content/posts/b.md': page({ title: 'B', date: future }),
    },
  },
  site(
    'publishes-all',
    { buildDrafts: true, buildExpired: true },
    {
      'content/posts/a.md': page({ title: 'A', date: past, draft: true }),
      'content/posts/b.md': page({ title: 'B', date: past, expiryDate: '2021-01-01' }),
      'content/posts/c.md': page({ title: 'C', date: future }),
    },
  ),
  site(
    'taxonomies',
    {},
    {
      'content/posts/a.md': page(
        dated('A', { tags: ['Open Source', 'C#', '①号'], categories: ['News'] }),
      ),
      'content/posts/b.md': page(
        dated('B', { tags: ['open source', 'a--b'], categories: ['中文 分类'] }),
      ),
    },
  ),
];

export const hugoSites: readonly SiteDescription[] = [
  ...publication,
  ...cascades,
  ...sections,
  ...slugs,
  ...permalinks,
  ...patterns,
  ...inLanguages,
  ...folders,
];
