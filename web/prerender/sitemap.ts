import type { Frame } from '../page/templates/frame.js';
import { absolute } from '../page/templates/document.js';
import { escapeXml } from './xml.js';

/** The protocol allows no more addresses in one file (https://www.sitemaps.org/protocol.html). */
const mostAddresses = 50_000;

/** `sitemap.xml` with all pages, or several behind an index of them; only where the base is known. */
export function* sitemaps(
  frame: Frame,
  pages: readonly { path: string; modified?: string | undefined }[],
): Generator<{ path: string; content: () => string }> {
  if (frame.site.manifest.baseUrl === undefined) return;
  const parts: { path: string; modified?: string | undefined }[][] = [];
  for (let start = 0; start < pages.length; start += mostAddresses) {
    parts.push(pages.slice(start, start + mostAddresses));
  }
  if (parts.length < 2) {
    yield { path: 'sitemap.xml', content: () => sitemap(frame, pages) };
    return;
  }
  for (const [index, part] of parts.entries()) {
    yield { path: `sitemap-${index + 1}.xml`, content: () => sitemap(frame, part) };
  }
  const list = parts.map((_, index) =>
    location('sitemap', absolute(frame, `sitemap-${index + 1}.xml`)),
  );
  yield { path: 'sitemap.xml', content: () => wrapped('sitemapindex', list) };
}

/** `robots.txt`: everyone may read everything. */
export function robots(frame: Frame): string {
  const map = absolute(frame, 'sitemap.xml');
  return `User-agent: *\nAllow: /\n${map === undefined ? '' : `\nSitemap: ${map}\n`}`;
}

function sitemap(
  frame: Frame,
  pages: readonly { path: string; modified?: string | undefined }[],
): string {
  return wrapped(
    'urlset',
    pages.map(({ path, modified }) => location('url', absolute(frame, path), modified)),
  );
}

function location(name: string, address = '', modified?: string): string {
  const day =
    modified === undefined ? '' : `<lastmod>${escapeXml(modified.slice(0, 10))}</lastmod>`;
  return `<${name}><loc>${escapeXml(address)}</loc>${day}</${name}>\n`;
}

function wrapped(name: string, content: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<${name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${content.join('')}</${name}>\n`;
}
