import { checksumOf, joinFiles, pathsName, searchStart } from '../../page/site/search-start.js';
import { gzipped } from './gzipped.js';

// Byte 5 of an index's file says what it holds (core/src/search/format/file_format.h).
const kindAt = 5;
const [rootKind, columnsKind, termsKind] = [1, 2, 3];

/** Terms go along while they are no more than this: of a few hundred posts, all of them. */
const mostTerms = 192 << 10;

/** The file of an index that names the others. */
export const manifestName = 'search.json';

/** The name of the file with which a search begins, beside it. */
export const startName = searchStart.slice(searchStart.indexOf('/') + 1);

/** A file of the start, not compressed. */
export type StartFile = [name: string, content: Uint8Array];

/** Collects what every query of an index reads, as its files are written. */
export class IndexStart {
  readonly #always: StartFile[] = [];
  #terms: StartFile[] = [];
  #termsSize = 0;

  /** @param content as the core gives it; kept as a copy where it belongs to the start */
  add(name: string, content: Uint8Array): void {
    if (name === manifestName) return;
    const kind = content[kindAt];
    if (kind === rootKind || kind === columnsKind) {
      this.#always.push([name, content.slice()]);
    } else if (kind === termsKind) {
      this.#termsSize += content.length;
      if (this.#termsSize > mostTerms) this.#terms = [];
      else this.#terms.push([name, content.slice()]);
    }
  }

  get files(): StartFile[] {
    return [...this.#always, ...this.#terms];
  }
}

/** Of larger archives a checksum tells that the paths stand in the manifest's order. */
const mostPaths = 1000;

/**
 * The file with which a search begins.
 *
 * @param manifest the text of `search.json`
 * @param paths the posts' by their numbers in the index
 * @param inManifest the paths of the posts that search finds, in the manifest's order
 */
export function startOf(
  manifest: string,
  files: readonly StartFile[],
  paths: readonly string[],
  inManifest: readonly string[],
): Uint8Array {
  const own: StartFile[] = [[manifestName, Buffer.from(manifest)]];
  const isInOrder =
    paths.length === inManifest.length && paths.every((path, place) => path === inManifest[place]);
  const told = paths.length <= mostPaths ? paths : isInOrder ? checksumOf(paths) : undefined;
  if (told !== undefined) own.push([pathsName, Buffer.from(JSON.stringify(told))]);
  // Static hosts compress few types by themselves.
  return gzipped(joinFiles(new Map([...own, ...files])));
}
