/*
 * The file with which a search begins: the index's list of files, its directory, and whatever else
 * every query needs, so that all of it comes in one trip. It only repeats what other files hold, each
 * of which proves its bytes by its name; without it, they are fetched one by one.
 *
 *   a line of JSON: {"format":…, "version":1, "files":[[name, size], …]}
 *   the files' bytes, one behind the other
 */

/** Where it lies, below the archive. */
export const searchStart = 'search/start.bsx';

/** The name, among the files of the start, of the posts' paths by their numbers in the index. */
export const pathsName = 'paths.json';

/**
 * What stands there for the paths of a large archive whose posts are numbered as those that search
 * finds stand in the manifest: a checksum, since one of the two may be of another build (FNV-1a, 32 bits).
 */
export function checksumOf(paths: readonly string[]): number {
  let sum = 0x811c9dc5;
  for (const path of paths) {
    for (let at = 0; at <= path.length; at += 1) {
      // Behind each path a zero, which no path has.
      sum = Math.imul(sum ^ (at < path.length ? path.charCodeAt(at) : 0), 0x01000193);
    }
  }
  return sum >>> 0;
}

const format = 'broadsheet-search-start';
const newline = 0x0a;

/** Joins files into one. */
export function joinFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sizes = [...files].map(([name, { length }]) => [name, length]);
  const head = `${JSON.stringify({ format, version: 1, files: sizes })}\n`;
  const parts = [new TextEncoder().encode(head), ...files.values()];
  const joined = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The files by name; none of what was not joined by `joinFiles`. */
export function splitFiles(joined: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const end = joined.indexOf(newline);
  try {
    const head = JSON.parse(new TextDecoder().decode(joined.subarray(0, Math.max(0, end))));
    if (head?.format !== format || head.version !== 1 || !Array.isArray(head.files)) return files;
    let at = end + 1;
    for (const [name, size] of head.files) {
      if (typeof name !== 'string' || !Number.isSafeInteger(size) || size < 0) return new Map();
      if (at + size > joined.length) return new Map();
      files.set(name, joined.subarray(at, at + size));
      at += size;
    }
    return files;
  } catch {
    return new Map();
  }
}
