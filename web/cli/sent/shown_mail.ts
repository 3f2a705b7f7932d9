import { escapeHtml } from '../../page/site/escape-html.js';
import type { Archive } from '../archive/archive.js';
import { mailOf } from './forms.js';
import type { FarIssue } from './issue.js';

/** A mail needs no more: whatever else its owner's HTML asks for stays out. */
const policy =
  "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * An issue as it was sent, as a page of the archive. It has the owner's header and not the footer: who
 * reads it here has got no mail, and merge tags have no meaning.
 */
export function shownMail(archive: Archive, issue: FarIssue): string {
  const { html } = mailOf(archive, issue, { footer: '', footerText: '' });
  const canonical =
    issue.page === undefined ? [] : `<link rel="canonical" href="${escapeHtml(issue.page)}">`;
  const lines = [
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    // Hosts of pictures see what they see in a mail.
    '<meta name="referrer" content="no-referrer">',
    // Search engines have the issue's page.
    '<meta name="robots" content="noindex">',
    canonical,
  ].flat();
  const start = '<head>\n<meta charset="utf-8">\n';
  return html.replace(start, () => start + lines.map((line) => `${line}\n`).join(''));
}
