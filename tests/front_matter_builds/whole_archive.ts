/* Whether an archive is whole: what it lists is there, and what its pages link to. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { Manifest, ManifestEntry } from 'broadsheet';
import { root } from '../package/paths.ts';

interface Pages {
  addressOf(path: string): string | undefined;
  answer(path: string, search: string, bodies: () => object): { status: number } | undefined;
}
const { openArchive } = (await import(join(root, 'web/dist/prerender.js'))) as {
  openArchive(manifest: Manifest, catalog: unknown): Pages;
};
const { createCatalog, init } = (await import(join(root, 'dist/package/dist/node.js'))) as {
  init(): Promise<void>;
  createCatalog(posts: ManifestEntry[]): { dispose(): void };
};
await init();

// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids these, too.
const windowsForbids = /[<>:"|?*\\\u0000-\u001f]|[ .]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** What is wrong with an archive, a line each. */
export function defectsOf(archive: string, source: string, paths: readonly string[]): string[] {
  const defects: string[] = [];
  const files = readdirSync(archive, { recursive: true, encoding: 'utf8' });
  const folded = new Map<string, string>();
  for (const path of files) {
    const key = path.normalize('NFD').toUpperCase().toLowerCase();
    const other = folded.get(key);
    if (other !== undefined && statSync(join(archive, path)).isFile()) {
      defects.push(`'${path}' and '${other}' are one on a Mac`);
    }
    folded.set(key, path);
    // Copies are named as their author has named them.
    if (path.startsWith('posts/') && path.endsWith('.md')) continue;
    const last = path.slice(path.lastIndexOf('/') + 1);
    if (Buffer.byteLength(last) > 255) defects.push(`'${path}' has a long name`);
    if (windowsForbids.test(last) && !path.startsWith('posts/')) {
      defects.push(`Windows cannot hold '${path}'`);
    }
    if (Buffer.byteLength(path) > 1024) defects.push(`'${path}' is too long`);
  }
  const manifest = JSON.parse(readFileSync(join(archive, 'manifest.json'), 'utf8')) as Manifest;
  const listed = new Set(manifest.posts.map(({ path }) => path));
  for (const path of listed) {
    const copy = readFileSync(join(archive, 'posts', path));
    if (!copy.equals(readFileSync(join(source, path)))) defects.push(`posts/${path} is no copy`);
  }
  for (const path of listed)
    if (!paths.includes(path)) defects.push(`${path} is listed, and no post`);
  const unlisted = new Set(
    paths.filter((path) => !listed.has(path)).map((path) => `posts/${path}`),
  );
  const pages = files.filter(
    (path) => path.endsWith('.html') && statSync(join(archive, path)).isFile(),
  );
  let issues = 0;
  for (const page of pages) {
    const html = readFileSync(join(archive, page), 'utf8');
    if (html.includes('<meta property="og:type" content="article">')) issues += 1;
    const head = html.slice(0, html.indexOf('</head>'));
    for (const link of [...linksOf(head), ...linksOf(ownLinks(html))]) {
      const target = targetOf(archive, page, link);
      // A link that an author makes to a draft leads nowhere while it is one.
      const isDead =
        target !== undefined && !isThere(target) && !unlisted.has(relative(archive, target));
      if (isDead) defects.push(`${page} links to '${link}'`);
    }
  }
  const catalog = createCatalog(manifest.posts);
  const made = openArchive(manifest, catalog);
  for (const path of listed) {
    const address = made.addressOf(path) ?? '';
    const file = address.endsWith('/') ? `${address}index.html` : address;
    if (!pages.includes(file)) defects.push(`${path} has no page at '${address}'`);
  }
  // What a server answers is what a build has written.
  for (const page of pages) {
    if (page === '404.html' || page === 'offline.html') continue;
    const answer = made.answer(page, '', {
      of: () => ({ html: '', toc: [], links: [] }),
      inFeed: () => '',
    });
    if (answer?.status !== 200) defects.push(`serve does not answer ${page}`);
  }
  catalog.dispose();
  if (issues !== listed.size) defects.push(`${listed.size} posts have ${issues} pages`);
  return defects;
}

/** The part of a page that links to pages of the archive, without what authors link to. */
function ownLinks(html: string): string {
  return html
    .slice(html.indexOf('</head>'))
    .replace(/<div class="cover"[\s\S]*?<\/div>/g, '')
    .replace(/<a [^>]*rel="[^"]*author[^"]*"[^>]*>/g, '');
}

function linksOf(html: string): string[] {
  return [...html.matchAll(/<(?:a|link|script)\s[^>]*?\b(?:href|src)="([^"]*)"/g)].map(
    ([, link = '']) =>
      link.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'),
  );
}

/** The file of the archive that a link means; undefined for links to other hosts. */
function targetOf(archive: string, page: string, link: string): string | undefined {
  // A page that hosts show anywhere has links from the root.
  const from = link.startsWith('/')
    ? 'http://archive/'
    : `http://archive/${page.split('/').map(encodeURIComponent).join('/')}`;
  const { host, pathname } = new URL(link, from);
  return host === 'archive' ? posix.join(archive, decodeURIComponent(pathname)) : undefined;
}

function isThere(path: string): boolean {
  if (!existsSync(path)) return false;
  return statSync(path).isFile() || existsSync(join(path, 'index.html'));
}
