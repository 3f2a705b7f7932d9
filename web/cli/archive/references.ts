import { posix, sep } from 'node:path';
import type { Post, PostData } from 'broadsheet';
import type { Publication } from '../generators/resolution.js';
import { isMediaName } from './file_types.js';
import { isMarkdownName } from './post_names.js';

/** What a post refers to is told by these. */
type Referring = Pick<Post, 'data' | 'links' | 'images'>;

const none: readonly string[] = [];

/**
 * The paths that a post links to or shows, other than posts, whether there are such files or not:
 * relative to the root, `/` between segments; some may lead out of it.
 */
export function referencedPaths(path: string, post: Referring): readonly string[] {
  const urls = [...post.links, ...post.images].map(({ url }) => url);
  if (post.data.cover !== undefined) urls.push(post.data.cover);
  return pathsOf(path, urls);
}

/**
 * The addresses in a post's HTML that may mean a place of the archive, and its cover: as they stand
 * there, without query and fragment.
 *
 * @param bases what addresses of the site may begin with
 */
export function localAddresses(
  { html, data }: Pick<Post, 'html' | 'data'>,
  bases: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const add = (value: string): void => {
    const address = value.replace(/[?#].*$/s, '');
    if (isLocal(address, bases)) found.add(address);
  };
  for (const [, value = ''] of html.matchAll(mayBeLocal(bases))) add(value);
  if (data.cover !== undefined) add(data.cover.trim());
  return found.size === 0 ? none : [...found];
}

const webAddresses = new WeakMap<readonly string[], RegExp>();

/** The addresses in HTML but those of other hosts, which most links of most posts have. */
function mayBeLocal(bases: readonly string[]): RegExp {
  let found = webAddresses.get(bases);
  if (found === undefined) {
    const hosts = bases.flatMap((base) => /^(?:https?:)?\/\/([^/]*)/i.exec(base)?.[1] ?? []);
    const escaped = hosts.map((host) => host.replace(/[^\w-]/g, '\\$&'));
    // Case is no matter in hosts. Without any, the scheme alone tells.
    const own = escaped.length === 0 ? '' : `(?!(?:${escaped.map(inAnyCase).join('|')}))`;
    const tag = String.raw`\s(?:href|src|poster)="(?!https?:\/\/${own})([^"]*)"`;
    found = new RegExp(tag, 'g');
    webAddresses.set(bases, found);
  }
  return found;
}

function inAnyCase(pattern: string): string {
  return pattern.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

function isLocal(address: string, bases: readonly string[]): boolean {
  if (address === '') return false;
  if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return true;
  return pathBelow(address, bases) !== undefined;
}

/**
 * The path below the site that an address begins a site's address with; undefined where it does not.
 * Of hosts case is no matter, nor is whether the scheme is http or https, or left out.
 */
export function pathBelow(address: string, bases: readonly string[]): string | undefined {
  for (const base of bases) {
    const asked = base.startsWith('/') ? address : withScheme(address, base);
    if (asked.startsWith(base)) return asked.slice(base.length);
    if (`${asked}/` === base) return '';
  }
  return undefined;
}

/** The address with the scheme of the base, and its host in small letters. */
function withScheme(address: string, base: string): string {
  const [, host, rest = ''] = /^(?:https?:)?\/\/([^/]*)(.*)$/is.exec(address) ?? [];
  return host === undefined
    ? address
    : `${base.slice(0, base.indexOf('/'))}//${host.toLowerCase()}${rest}`;
}

/**
 * The same for a post that readers may not see yet, with all pictures that its source mentions: what
 * its HTML leaves out (a video's poster, an unknown shortcode) must not be published before it.
 */
export function mentionedPaths(
  path: string,
  post: Referring,
  source: Uint8Array,
): readonly string[] {
  const words = new TextDecoder().decode(source).match(/[^\s"'`()<>[\]{}|,=]+\.\w{2,5}/g) ?? [];
  const names = words.filter(isMediaName);
  return [...new Set([...referencedPaths(path, post), ...pathsOf(path, names)])];
}

/** Whether a post may be one that readers do not see: a draft, one of tomorrow or of yesterday. */
export function mayBeHidden({ draft }: PostData, { from, until, never }: Publication): boolean {
  // Whatever time zone it is in, and however long this process runs.
  const days = 2 * 86_400_000;
  return (
    draft === true ||
    never !== undefined ||
    until !== undefined ||
    (from !== undefined && !(Date.parse(from) < Date.now() - days))
  );
}

function pathsOf(path: string, urls: readonly string[]): readonly string[] {
  const files = new Set<string>();
  for (const url of new Set(urls)) {
    const file = localPath(path, url);
    if (file !== undefined && !isMarkdownName(file)) files.add(file);
  }
  // Most posts have none, and an archive keeps one list for each.
  return files.size === 0 ? none : [...files];
}

/**
 * Which file a URL in the post at `path` means, relative to the root; it may lie outside. Undefined
 * when it names another host or scheme, a place in the post itself, or a folder.
 */
export function localPath(path: string, url: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/#?]|$)/i.test(url)) return undefined;
  try {
    const file = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    // Where `\` parts folders, a path with one would mean another file than its name says.
    if (file === '' || file.includes('\0') || (sep !== '/' && file.includes(sep))) return undefined;
    const resolved = posix.normalize(posix.join(posix.dirname(path), file));
    return resolved === '.' || /(?:^|\/)(?:\.\.)?$/.test(resolved) ? undefined : resolved;
  } catch {
    return undefined;
  }
}
