/* Hugo sites: bundles, mounts, and where a configuration may lie. */
import { type SiteDescription, page, tomlOf } from '../description.js';
import { dated, future, languages, past, site } from './site.js';

export const folders: readonly SiteDescription[] = [
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
