import type { ManifestEntry } from 'broadsheet';
import { html } from '../html.js';
import type { Site } from '../site/site.js';
import { absolute } from '../templates/document.js';
import { type Frame, frameOf, linkToIssue, titleOf } from '../templates/frame.js';

/**
 * Where an issue was once: the addresses in its front matter's `aliases`, as files of the archive.
 * Relative ones lie beside its page (as with Hugo).
 */
export function aliasFiles(site: Site, entry: ManifestEntry): string[] {
  const page = site.pathOf(entry);
  const files = new Set<string>();
  for (const alias of entry.data.aliases ?? []) {
    if (typeof alias !== 'string' || !URL.canParse(alias, `http://archive/${encodeURI(page)}`))
      continue;
    const { pathname, host } = new URL(alias, `http://archive/${encodeURI(page)}`);
    if (host !== 'archive') continue;
    const path = decodedPath(pathname.slice(1));
    if (path === undefined || path === '' || path === page) continue;
    // `..%2F` is one segment of an address, but two of a file's name.
    if (path.split(/[/\\]/).some((segment) => /^\.\.?$/.test(segment))) continue;
    files.add(/\.html?$/.test(path) ? path : `${path.replace(/\/*$/, '/')}index.html`);
  }
  return [...files];
}

/** The page at an old address. */
export function redirectPage(site: Site, file: string, entry: ManifestEntry): string {
  const frame: Frame = frameOf(site, file, site.languages[0] ?? 'en');
  const target = linkToIssue(frame, entry);
  const canonical = absolute(frame, site.pathOf(entry));
  return `<!DOCTYPE html>\n${
    html`
    <html lang="${frame.strings.tag}">
    <head>
      <meta charset="utf-8">
      <title>${titleOf(entry)}</title>
      ${canonical && html`<link rel="canonical" href="${canonical}">`}
      <meta name="robots" content="noindex">
      <meta http-equiv="refresh" content="0; url=${target}">
    </head>
    <body><p><a href="${target}">${titleOf(entry)}</a></p></body>
    </html>`.text
  }\n`;
}

function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
