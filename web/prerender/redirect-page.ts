import type { ManifestEntry } from 'broadsheet';
import type { Site } from '../page/site/site.js';
import { absolute } from '../page/templates/document.js';
import { type Frame, frameOf, linkTo, titleOf } from '../page/templates/frame.js';
import { html } from '../page/templates/html.js';

/** The page at an old address. */
export function redirectPage(site: Site, file: string, entry: ManifestEntry): string {
  return redirectDocument(site, file, site.pathOf(entry), titleOf(entry));
}

/** The page in a file that leads to an address of the archive. */
export function redirectDocument(site: Site, file: string, address: string, title: string): string {
  const frame: Frame = frameOf(site, file, site.languages[0] ?? 'en');
  const target = linkTo(frame, address);
  const canonical = absolute(frame, address);
  return `<!DOCTYPE html>\n${
    html`
    <html lang="${frame.strings.tag}"${site.direction === 'rtl' && html` dir="rtl"`}>
    <head>
      <meta charset="utf-8">
      <title>${title}</title>
      ${canonical && html`<link rel="canonical" href="${canonical}">`}
      <meta name="robots" content="noindex">
      <meta http-equiv="refresh" content="0; url=${target}">
    </head>
    <body><p><a href="${target}">${title}</a></p></body>
    </html>`.text
  }\n`;
}
