import { percentDecoded } from '../../page/site/percent-decoded.js';

/** What a request asks for: read once, decoded once, and decided by nothing else. */
export interface RequestTarget {
  /**
   * The path behind the first slash, decoded; it ends in a slash where that of the request does. No
   * part of it is empty, `.` or `..`, or holds a slash, a backslash or a control character.
   */
  path: string;
  /** The query with its question mark; empty when there is none. */
  search: string;
  /** The host of a target that is a whole URL, as proxies send it. */
  authority?: string;
}

/**
 * Reads the target of a request line (RFC 9112, section 3.2): a path, or a URL with one.
 *
 * @returns what is wrong with it, in words, when it is no well-formed address
 */
export function readTarget(url: string): RequestTarget | { problem: string } {
  if (!/^[!-~]+$/.test(url) || url.includes('#')) return { problem: 'it is not well encoded' };
  const absolute = /^https?:\/\/([^/?]*)(.*)$/i.exec(url);
  const [, authority, inner = url] = absolute ?? [];
  const origin = authority === undefined ? inner : inner.replace(/^(?!\/)/, '/');
  const [, encoded = '', search = ''] = /^([^?]*)(.*)$/.exec(origin) ?? [];
  if (!encoded.startsWith('/')) return { problem: 'it is no path' };
  const path = decodedPath(encoded.slice(1).split('/'));
  if (typeof path !== 'string') return path;
  return {
    path,
    search: search === '?' ? '' : search,
    ...(authority === undefined ? {} : { authority }),
  };
}

/** A path as browsers send it, without its first slash. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function decodedPath(encoded: readonly string[]): string | { problem: string } {
  const segments: string[] = [];
  for (const [number, part] of encoded.entries()) {
    const segment = percentDecoded(part);
    const isLast = number === encoded.length - 1;
    if (segment === undefined) return { problem: 'it is not well encoded' };
    if (/[/\\\p{Cc}]/u.test(segment))
      return { problem: 'a part of it has a character no name has' };
    if (segment === '..' && segments.pop() === undefined) return { problem: 'it leads out' };
    if (segment === '' && !isLast) return { problem: 'a part of it is empty' };
    if (segment !== '.' && segment !== '..') segments.push(segment);
    // As everywhere, `a/.` and `b/..` are folders.
    else if (isLast) segments.push('');
  }
  return segments.join('/');
}
