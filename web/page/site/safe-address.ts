/*
 * An address becomes a path on disk: on Linux, on a Mac, on Windows, and in the archives and
 * repositories that carry it from one to the other. What one of them cannot hold is changed here,
 * and everywhere to the same; what all can hold stays as it is.
 */

/** No file system at hand allows more bytes in a name (ext4, XFS, APFS; NTFS: UTF-16 units). */
export const mostNameBytes = 255;
/** macOS allows 1,024 bytes in a whole path; this leaves a third to the folder of the archive. */
export const mostAddressBytes = 700;
/** Folders in each other. */
export const mostAddressDepth = 24;
/** A name that is cut is cut shorter, so that numbers and endings have room behind it. */
const cutNameBytes = 200;

/** What Windows forbids in names, what begins a query or fragment, what nobody sees. */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what names cannot hold.
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff<>:"|?*#\\/]+|\p{Cs}+/gu;
/** Hidden files, among them `.git`, also where a file system passes over what nobody sees. */
const opening =
  /^[\s.\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*\.[\s.\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*|^\s+/;
/** Devices of Windows, whatever ending follows; and the short name that leads to `.git` there. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|git~\d+)\s*(?:\.|$)/i;
/** Nothing to look at. */
const plain = /^[\w\u3400-\u9fff](?:[\w.~+@\u3400-\u9fff-]*[\w\u3400-\u9fff])?$/;
/** What belongs to the character before it; the same in every version of Unicode. */
const attached = /^(?:[\u0300-\u036f\u3099\u309a]|[\ufe00-\ufe0f]|\u200d)/;

/** What a page lies in: a folder, or a file of its own. */
const fileEnding = /\.html?$/;

/** An address that can be written everywhere. */
export interface SafeAddress {
  /** Without its ending; `/` between segments. */
  name: string;
  /** `/`, `.html` or `.htm`. */
  ending: string;
  /** Why it is not what was wished for; undefined where it is. */
  why: 'characters' | 'length' | undefined;
}

/**
 * Makes an address of what an author or a pattern wishes for.
 *
 * @param wish segments between slashes or backslashes; empty ones and dots alone count for nothing
 * @returns undefined when no segment is left
 */
export function safeAddress(wish: string): SafeAddress | undefined {
  const segments = wish.split(/[/\\]/).filter((segment) => !/^\.*$/.test(segment));
  // The page of a folder is at the folder's address.
  while (segments.at(-1) === 'index.html') segments.pop();
  const last = segments.pop();
  if (last === undefined) return undefined;
  const ending = fileEnding.exec(last)?.[0] ?? '/';
  const stem = ending === '/' ? last : last.slice(0, -ending.length);
  const names = [
    ...segments.map((segment) => safeName(segment)),
    safeName(stem, ending === '/' ? 0 : ending.length),
  ];
  const name = bounded(names.map(({ name: safe }) => safe)).join('/');
  const isCut = names.some(({ isLong }) => isLong) || name.split('/').length < names.length;
  const why = isCut ? 'length' : name === [...segments, stem].join('/') ? undefined : 'characters';
  return { name, ending, why };
}

/**
 * Makes a name of one segment; a slash counts as any other character that cannot stand in it.
 *
 * @param reserved so many bytes will follow
 */
export function safeName(wish: string, reserved = 0): { name: string; isLong: boolean } {
  // Nearly all are.
  if (wish.length < 80 && plain.test(wish) && !device.test(wish)) {
    return { name: wish, isLong: false };
  }
  // More than this is cut in any case.
  const cleaned = withoutEnd(
    wish
      .slice(0, 2 * mostNameBytes)
      .replace(forbidden, '-')
      .replace(opening, ''),
  );
  const isLong = wish.length > 2 * mostNameBytes || byteLength(cleaned) > mostNameBytes - reserved;
  const isDevice = device.test(cleaned);
  // What stands before the first dot is the device's name.
  const name = isDevice ? cleaned.replace('.', '-') : cleaned;
  if (isLong) return { name: `${cut(name, cutNameBytes)}-${shortHash(wish)}`, isLong };
  if (name === '') return { name: shortHash(wish), isLong };
  return { name: isDevice ? `${name}-${shortHash(wish)}` : name, isLong };
}

/** Keeps the first folders; what is too many or too long becomes one name at the end. */
function bounded(names: readonly string[]): readonly string[] {
  const room = mostAddressBytes - cutNameBytes;
  let kept = 0;
  for (let bytes = 0; kept < names.length; kept += 1) {
    bytes += byteLength(names[kept] ?? '') + 1;
    const isLast = kept === names.length - 1;
    if (kept >= mostAddressDepth || bytes > (isLast ? mostAddressBytes : room)) break;
  }
  if (kept === names.length) return names;
  const first = names.slice(0, Math.min(kept, mostAddressDepth - 1));
  // A hash and an ending follow.
  const last = cut(names.at(-1) ?? '', cutNameBytes - 16);
  return [...first, `${last}-${shortHash(names.slice(first.length).join('/'))}`];
}

/** What Windows drops from the end of a name is no part of it. */
function withoutEnd(name: string): string {
  let end = name.length;
  while (end > 0 && /[\s.]/.test(name[end - 1] ?? '')) end -= 1;
  return name.slice(0, end);
}

/** The beginning of a text of at most so many bytes, not ending inside of a character. */
function cut(text: string, most: number): string {
  let [bytes, end, start] = [0, 0, 0];
  for (const character of text) {
    if (!attached.test(character)) start = end;
    bytes += byteLength(character);
    if (bytes > most) break;
    end += character.length;
  }
  return withoutEnd(text.slice(0, bytes > most && attached.test(text.slice(end)) ? start : end));
}

/** How many bytes a text has as UTF-8. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Of the four bytes of a pair of surrogates, each has two.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** Eight hexadecimal digits that depend on all of a text: FNV-1a over its UTF-16 units. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
