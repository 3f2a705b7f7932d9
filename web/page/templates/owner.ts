/*
 * What the owner of an archive adds to its pages. Addresses in it are relative to the archive.
 */
import { namedIssue } from '../site/named-issue.js';
import { postsFolder } from '../site/own-files.js';
import { type Frame, inSite, linkToIssue } from './frame.js';
import { escapeHtml } from '../site/escape-html.js';
import { type Html, type Part, html, trusted } from './html.js';

/** The owner's links to pages, on every page. */
export function siteNav(frame: Frame): Part {
  const { nav = [] } = frame.site.manifest.owner ?? {};
  if (nav.length === 0) return false;
  return html`
    <nav class="site-nav" aria-label="${frame.strings.site}">
      <ul>${nav.map(({ text, href }) => {
        const isHere = isSamePage(href, frame.path);
        return html`<li><a href="${inSite(frame, href)}" data-key="nav:${href}"${isHere && html` aria-current="page"`} dir="auto">${text}</a></li>`;
      })}</ul>
    </nav>`;
}

function isSamePage(href: string, path: string): boolean {
  try {
    return decodeURI(href).replace(/(?:^|\/)index\.html$/, '') === path;
  } catch {
    return false;
  }
}

/** The address of a picture of the owner's, from this page. */
export function ownersPicture(frame: Frame, picture: string | undefined): string | undefined {
  if (picture === undefined || picture === '') return undefined;
  return inSite(frame, picture);
}

/** HTML of the owner's, which was sanitized when it was made of Markdown, with links from this page. */
export function ownersHtml(frame: Frame, written: string): Html {
  return trusted(
    written.replace(/<[a-z]+\s[^>]*>/g, (tag) =>
      tag.replace(/(\s(?:href|src|poster)=")([^"]*)"/g, (whole, before: string, value: string) =>
        /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(value)
          ? whole
          : `${before}${escapeHtml(toPlace(frame, value.replaceAll('&amp;', '&')))}"`,
      ),
    ),
  );
}

/** Where an owner's link leads: Markdown files stand for the pages of their issues. */
function toPlace(frame: Frame, value: string): string {
  const [, file = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(value) ?? [];
  const named = file.startsWith(postsFolder) ? file.slice(postsFolder.length) : file;
  const issue = namedIssue(frame.site, '', named);
  return issue === undefined ? (frame.root || './') + value : linkToIssue(frame, issue) + rest;
}
