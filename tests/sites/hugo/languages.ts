/* Hugo sites in several languages. */
import { type SiteDescription, page } from '../description.js';
import { dated, languages, site } from './site.js';

export const inLanguages: readonly SiteDescription[] = [
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
