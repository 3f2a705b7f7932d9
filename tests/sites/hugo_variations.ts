/* More small Hugo sites: the rules of hugo_sites.ts in other forms and together. */
import { type SiteDescription, page } from './description.js';
import { dated, future, past, site } from './hugo/site.js';

const written = (front: string, body = 'Text of the page.\n'): string => `${front}\n${body}`;

const mounts: SiteDescription[] = [
  site(
    'mounts-without-some-files',
    {
      module: {
        mounts: [
          { source: 'content', target: 'content', excludeFiles: ['posts/secret*', '**/notes/**'] },
          { source: 'letters', target: 'content/news', excludeFiles: '*.draft.md' },
        ],
      },
    },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/secret-b.md': page(dated('B')),
      'content/posts/Secret-C.md': page(dated('C')),
      'content/posts/notes/d.md': page(dated('D')),
      'content/posts/deep/secret-e.md': page(dated('E')),
      'letters/f.md': page(dated('F')),
      'letters/g.draft.md': page(dated('G')),
      'letters/deep/h.draft.md': page(dated('H')),
    },
  ),
  site(
    'mounts-of-some-files',
    {
      module: {
        mounts: [
          { source: 'content', target: 'content', includeFiles: ['/posts/**.md', 'about.md'] },
          { source: 'wiki', target: 'content/wiki', includeFiles: '{one,two}.md' },
        ],
      },
    },
    {
      'content/about.md': page(dated('About')),
      'content/posts/a.md': page(dated('A')),
      'content/posts/deep/b.md': page(dated('B')),
      'content/notes/c.md': page(dated('C')),
      'wiki/one.md': page(dated('One')),
      'wiki/two.md': page(dated('Two')),
      'wiki/three.md': page(dated('Three')),
    },
  ),
  site(
    'mounts-include-before-exclude',
    {
      module: {
        mounts: [
          {
            ...{ source: 'content', target: 'content' },
            ...{ includeFiles: ['posts/**'], excludeFiles: ['posts/a*', '**'] },
          },
        ],
      },
    },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/b.md': page(dated('B')),
      'content/pages/c.md': page(dated('C')),
    },
  ),
  site(
    'mounts-of-one-folder-twice',
    {
      module: {
        mounts: [
          { source: 'content', target: 'content', excludeFiles: 'letters/**' },
          { source: 'content/letters', target: 'content/archive' },
        ],
      },
    },
    {
      'content/posts/a.md': page(dated('A')),
      'content/letters/b.md': page(dated('B')),
      'content/letters/2023/c.md': page(dated('C')),
    },
  ),
];

const published: SiteDescription[] = [
  site(
    'dates-of-days',
    {},
    {
      'content/posts/quoted.md': written("---\ntitle: Quoted\ndate: '2021-02-03'\n---"),
      'content/posts/blank.md': written('---\ntitle: Blank\ndate: 2021-02-03 04:05\n---'),
      'content/posts/zoned.md': written('---\ntitle: Zoned\ndate: 2021-02-03T04:05:06-07:00\n---'),
      'content/posts/short.md': written('---\ntitle: Short\ndate: 2021-2-3\n---'),
      'content/posts/none.md': written('---\ntitle: None\ndate:\n---'),
      'content/posts/toml.md': written('+++\ntitle = "Toml"\ndate = 2021-02-03\n+++'),
      'content/posts/toml-time.md': written(
        '+++\ntitle = "Toml time"\ndate = 2021-02-03 04:05:06+08:00\n+++',
      ),
      'content/posts/to-come.md': written(`---\ntitle: To come\ndate: ${future}T00:00:00Z\n---`),
    },
    {
      'content/posts/short.md':
        'a month of one digit is read as it was meant; Hugo refuses the site or has no date',
    },
  ),
  site(
    'expiry-and-embargo-together',
    {},
    {
      'content/posts/both.md': page({
        ...{ title: 'Both', date: past, publishDate: future, expiryDate: past },
      }),
      'content/posts/draft-expired.md': page({
        ...{ title: 'Draft expired', date: past, draft: true, expiryDate: past },
      }),
      'content/posts/draft-to-come.md': page({ title: 'Draft to come', date: future, draft: true }),
      'content/posts/shown.md': page({
        ...{ title: 'Shown', date: past, publishDate: past, expiryDate: future },
      }),
    },
  ),
  site(
    'never-listed',
    {},
    {
      'content/posts/a.md': page({ title: 'A', date: past, _build: { list: 'never' } }),
      'content/posts/b.md': page({ title: 'B', date: past, _build: { list: false } }),
      'content/posts/c.md': page({ title: 'C', date: past, _build: { list: 'local' } }),
      'content/posts/d.md': page({
        ...{ title: 'D', date: past, _build: { list: 'never', render: 'never' } },
      }),
      'content/posts/e/index.md': page({ title: 'E', date: past, headless: true }),
      'content/posts/f.md': page({ title: 'F', date: past, tags: ['t'] }),
    },
    {
      'content/posts/c.md': 'an archive has one list: what a section alone lists is in it',
    },
  ),
  site(
    'cascade-deep',
    {},
    {
      'content/posts/_index.md': page({
        ...{ title: 'Posts', cascade: { draft: true, expiryDate: future } },
      }),
      'content/posts/a.md': page({ title: 'A', date: past }),
      'content/posts/b.md': page({ title: 'B', date: past, draft: false }),
      'content/posts/in/_index.md': page({ title: 'In', cascade: { draft: false } }),
      'content/posts/in/c.md': page({ title: 'C', date: past }),
      'content/posts/in/deep/d.md': page({ title: 'D', date: past }),
      'content/pages/e.md': page({ title: 'E', date: past }),
    },
  ),
  site(
    'cascade-terms-and-dates',
    {},
    {
      'content/posts/_index.md': written(
        '---\ntitle: Posts\ncascade:\n  - tags: [inherited]\n    _target:\n      path: /posts/**\n  - publishDate: 2999-01-02\n    _target:\n      path: /posts/late**\n---',
      ),
      'content/posts/a.md': page({ title: 'A', date: past }),
      'content/posts/b.md': page({ title: 'B', date: past, tags: ['own'] }),
      'content/posts/late-c.md': page({ title: 'C', date: past }),
    },
    {
      'content/posts/late-c.md':
        "Debian's Hugo passes over keys with capitals in a list of cascades; its documentation has them",
    },
  ),
];

const addresses: SiteDescription[] = [
  site(
    'sections-in-sections',
    { permalinks: { posts: '/:sections/:year/:slug/' } },
    {
      'content/posts/_index.md': page({ title: 'Posts' }),
      'content/posts/one/_index.md': page({ title: 'One' }),
      'content/posts/one/two/_index.md': page({ title: 'Two' }),
      'content/posts/one/two/a.md': page(dated('A')),
      'content/posts/one/two/three/b.md': page(dated('B')),
      'content/posts/one/bundle/index.md': page(dated('C')),
      'content/posts/d.md': page(dated('D', { slug: 'own' })),
    },
  ),
  site(
    'permalinks-of-two-sections',
    { permalinks: { posts: '/p/:yearday/:slug/', news: '/n/:weekday/:filename/' } },
    {
      'content/posts/a.md': page(dated('A')),
      'content/news/b.md': page(dated('B', { slug: 'bb' })),
      'content/other/c.md': page(dated('C')),
      'content/posts/leap.md': page({ title: 'Leap', date: '2024-02-29' }),
      'content/news/last/index.md': page({ title: 'Last', date: '2024-12-31' }),
    },
  ),
  site(
    'slugs-of-many-scripts',
    { permalinks: { posts: '/:slug/' } },
    Object.fromEntries(
      [
        ...['Ünïcode Straße', 'Привет, мир!', 'مرحبا بالعالم', 'こんにちは。世界', '第〇期：开始'],
        ...[
          '100% & more',
          'a/b\\c',
          "It's «quoted»",
          'Emoji 🎉 here',
          'dots...and---dashes',
          '_x_',
        ],
      ].map((title, at) => [`content/posts/p${at}.md`, page(dated(title))]),
    ),
    {
      'content/posts/p6.md': 'a backslash parts folders on Windows, and does in every archive',
    },
  ),
  site(
    'file-names-of-many-scripts',
    {},
    Object.fromEntries(
      [
        ...[
          'Ünïcode Straße',
          'Привет мир',
          'こんにちは。世界',
          '第〇期：开始',
          'a b  c',
          'a+b&c=d',
        ],
        ...["It's", 'Emoji 🎉', 'dots..and--dashes', '(one)', 'v1.2.3', 'C#'],
      ].map((name, at) => [`content/posts/${name}.md`, page(dated(`T${at}`))]),
    ),
  ),
  site(
    'urls-in-languages',
    {
      ...{ defaultContentLanguage: 'en', defaultContentLanguageInSubdir: false },
      languages: { en: { weight: 1 }, de: { weight: 2 } },
    },
    {
      'content/posts/a.md': page(dated('A', { url: '/own/a/' })),
      'content/posts/a.de.md': page(dated('A', { url: '/eigen/a/' })),
      'content/posts/b.de.md': page(dated('B', { slug: 'bb' })),
      'content/posts/c.de.md': page(dated('C', { aliases: ['/alt/c/', 'hier'] })),
      'content/posts/d.fr.md': page(dated('D')),
    },
  ),
  site(
    'aliases-of-bundles',
    { permalinks: { posts: '/:year/:slug/' } },
    {
      'content/posts/a/index.md': page(dated('A', { aliases: ['old-a', '../up', '/top/a/'] })),
      'content/posts/b.md': page(dated('B', { aliases: ['old-b.html', '/x/y/z'] })),
      'content/posts/in/_index.md': page({ title: 'In' }),
      'content/posts/in/c.md': page(dated('C', { aliases: 'single' })),
    },
  ),
  site(
    'ugly-urls-in-languages',
    {
      ...{ uglyURLs: true, defaultContentLanguage: 'en' },
      languages: { en: { weight: 1 }, nl: { weight: 2 } },
    },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/a.nl.md': page(dated('A nl')),
      'content/posts/bundle/index.md': page(dated('Bundle')),
      'content/about.nl.md': page(dated('Over')),
    },
  ),
  site(
    'base-with-a-path',
    { baseURL: 'https://example.org/letters/', permalinks: { posts: '/:year/:slug/' } },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/b.md': page(dated('B', { url: '/own/' })),
      'content/posts/c.md': page(dated('C', { aliases: ['/old/'] })),
    },
  ),
];

const inLanguages: SiteDescription[] = [
  site(
    'languages-weights',
    {
      defaultContentLanguage: 'fr',
      languages: { en: { weight: 1 }, fr: { weight: 5 }, 'pt-br': { weight: 3 } },
    },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/a.en.md': page(dated('A en')),
      'content/posts/a.pt-br.md': page(dated('A pt')),
      'content/posts/b.fr.md': page(dated('B fr')),
      'content/posts/c.xx.md': page(dated('C')),
    },
  ),
  site(
    'languages-with-own-titles',
    {
      ...{ defaultContentLanguage: 'zh', defaultContentLanguageInSubdir: true },
      languages: {
        zh: { weight: 1, title: '周刊', contentDir: 'content/zh' },
        en: { weight: 2, title: 'Weekly', contentDir: 'content/en' },
      },
      permalinks: { posts: '/:year/:slug/' },
    },
    {
      'content/zh/posts/a.md': page(dated('第一期')),
      'content/en/posts/a.md': page(dated('Issue one')),
      'content/en/about/index.md': page(dated('About')),
      'content/zh/posts/b.en.md': page(dated('B')),
    },
  ),
  site(
    'language-code-with-region',
    { languageCode: 'zh-CN', defaultContentLanguage: 'zh' },
    {
      'content/posts/a.md': page(dated('甲')),
      'content/posts/b.zh.md': page(dated('乙')),
      'content/posts/c.en.md': page(dated('C')),
    },
  ),
];

const files: SiteDescription[] = [
  site(
    'ignored-by-pattern',
    { ignoreFiles: ['\\.foo\\.md$', '/private/', '^.*draft-.*'] },
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/b.foo.md': page(dated('B')),
      'content/private/c.md': page(dated('C')),
      'content/posts/draft-d.md': page(dated('D')),
    },
  ),
  site(
    'hidden-and-other-files',
    {},
    {
      'content/posts/a.md': page(dated('A')),
      'content/posts/.hidden.md': page(dated('Hidden')),
      'content/posts/b.markdown': page(dated('B')),
      'content/posts/c.html': '---\ntitle: C\n---\n<p>Text.</p>\n',
      'content/posts/_d.md': page(dated('D')),
      'content/posts/README.md': page(dated('Readme')),
    },
    { 'content/posts/c.html': 'a post in HTML is no Markdown' },
  ),
  site(
    'bundles-in-bundles',
    {},
    {
      'content/posts/a/index.md': page(dated('A')),
      'content/posts/a/b/index.md': page(dated('B')),
      'content/posts/c/_index.md': page({ title: 'C' }),
      'content/posts/c/d/index.md': page(dated('D')),
      'content/posts/c/e.md': page(dated('E')),
      'content/f/index.md': page(dated('F')),
      'content/f/g.md': page(dated('G')),
    },
  ),
  {
    name: 'hugo-hugo-toml-before-config',
    generator: 'hugo',
    files: {
      'hugo.toml':
        "baseURL = 'https://example.org/'\ntitle = 'New'\n[permalinks]\nposts = '/n/:slug/'\n",
      'config.toml':
        "baseURL = 'https://example.com/'\ntitle = 'Old'\n[permalinks]\nposts = '/o/:slug/'\n",
      'content/posts/a.md': page(dated('A')),
    },
  },
  {
    name: 'hugo-environments',
    generator: 'hugo',
    files: {
      'config/_default/config.toml': "baseURL = 'https://example.org/'\ntitle = 'The Press'\n",
      'config/_default/permalinks.toml': "posts = '/d/:slug/'\n",
      'config/production/permalinks.toml': "posts = '/p/:slug/'\n",
      'config/staging/permalinks.toml': "posts = '/s/:slug/'\n",
      'content/posts/a.md': page(dated('A')),
      'content/news/b.md': page(dated('B')),
    },
  },
];

const terms: SiteDescription[] = [
  site(
    'taxonomies-of-its-own',
    { taxonomies: { tag: 'tags', category: 'categories', series: 'series' } },
    {
      'content/posts/a.md': page(dated('A', { tags: ['One', 'two words'], series: ['S 1'] })),
      'content/posts/b.md': page(dated('B', { tags: ['one'], categories: ['Über uns'] })),
    },
    {
      'series/index.html': 'only tags, categories and authors have lists',
      'series/s-1/index.html': 'only tags, categories and authors have lists',
      'series/s-1/index.xml': 'only tags, categories and authors have lists',
    },
  ),
  site(
    'terms-with-marks',
    {},
    {
      'content/posts/a.md': page(dated('A', { tags: ['C++', '.NET', 'a/b', 'x & y'] })),
      'content/posts/b.md': page(dated('B', { tags: ['Ünï', '一 二', "it's", '100%'] })),
    },
    {
      'tags/.net/index.xml': 'no file of an archive is hidden',
    },
  ),
  site(
    'sections-without-pages',
    { disableKinds: ['taxonomy', 'term'] },
    {
      'content/posts/a.md': page(dated('A', { tags: ['t'] })),
      'content/empty/_index.md': page({ title: 'Empty' }),
    },
  ),
];

export const hugoVariations: readonly SiteDescription[] = [
  ...mounts,
  ...published,
  ...addresses,
  ...inLanguages,
  ...files,
  ...terms,
];
