/* Hugo sites: what is published and what is not. */
import { type SiteDescription, page } from '../description.js';
import { formats, future, past, site } from './site.js';

/** The same posts in each format, with keys as their authors write them. */
export const publication: readonly SiteDescription[] = formats.map((format, at) => {
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

export const cascades: readonly SiteDescription[] = [
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

export const sections: readonly SiteDescription[] = [
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
