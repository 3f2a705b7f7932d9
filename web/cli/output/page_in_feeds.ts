/*
 * A post's text for feeds is made with its body, in one parse, before anybody knows where its page will
 * be. Until then its notes and links to sections lead to a page that no archive has.
 */
/** Below a name that is nobody's (RFC 2606, section 2). */
const unknownPage = 'https://page-of-this-issue.invalid/';

/**
 * Where the page of each post is said to be.
 *
 * @param base of the archive; without a whole one, such links are text in feeds
 */
export function pageBefore(base: string | undefined): string {
  return base !== undefined && /^https?:/i.test(base) ? unknownPage : '';
}

/** Characters of addresses that stay as they are wherever they are written. */
const plainAddress = /^[\w:/.~%@+,=-]*$/;

/**
 * The text with the links that lead to its page, now that its address is known; undefined where the
 * core, which knows how addresses are written, has to do it.
 */
export function ledToPage(html: string, url: string): string | undefined {
  if (!plainAddress.test(url)) return undefined;
  return html.replaceAll(`="${unknownPage}#`, () => `="${url}#`);
}
