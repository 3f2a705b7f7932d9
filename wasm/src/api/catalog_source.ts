import type { Bytes } from './platform_types.js';
import { utf8Decoder, utf8Encoder } from '../engine/codecs.js';
import { BroadsheetError, describe, invalidArgument } from '../engine/errors.js';
import { isBufferSource } from '../engine/loader.js';
import type { CatalogEntry } from './types.js';

/** The posts of a catalog: as the caller's objects, and as the bytes the core reads. */
export interface CatalogSource {
  readonly entries: readonly CatalogEntry[];
  /** A JSON array of path and data alone: whatever else entries hold is not the core's concern. */
  readonly json: Uint8Array;
}

const MANIFEST_FORMAT = 'broadsheet-manifest';
const MANIFEST_VERSION = 1;

/** Reads everything `createCatalog` takes. */
export function parseEntries(source: unknown): CatalogSource {
  const entries = entriesOf(
    typeof source === 'string'
      ? parse(source)
      : isBufferSource(source)
        ? parse(decode(source))
        : source,
  );
  const slim = entries.map((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null) {
      throw invalidArgument(
        `Post ${index} of the catalog is ${describe(entry)}; expected path and data.`,
      );
    }
    const { path, data } = entry as CatalogEntry;
    return { path, data };
  });
  return { entries, json: utf8Encoder().encode(wellFormedJson(slim, 'The catalog')) };
}

/**
 * Writes JSON that every reader takes: JSON.stringify writes a lone surrogate as an escape that
 * strict readers refuse; here it becomes U+FFFD, as everywhere on the way into the module.
 */
export function wellFormedJson(value: object, what: string): string {
  let json: string;
  try {
    json = JSON.stringify(value);
  } catch (cause) {
    throw invalidArgument(`${what} cannot be written as JSON.`, {
      hint: 'It may hold a BigInt or refer to itself.',
      cause,
    });
  }
  if (!/\\ud[89a-f]/.test(json)) return json;
  // The first alternative steps over escaped backslashes: in "\\ud800" there is no surrogate.
  return json.replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, (match) =>
    match === '\\\\' ? match : '\ufffd',
  );
}

function entriesOf(source: unknown): readonly CatalogEntry[] {
  if (Array.isArray(source)) return source.slice() as CatalogEntry[];
  if (typeof source !== 'object' || source === null) {
    throw invalidArgument(
      `The catalog's posts are ${describe(source)}; expected a list or a manifest.`,
    );
  }
  if (Symbol.iterator in source) return Array.from(source as Iterable<CatalogEntry>);
  const { format, version, posts } = source as Record<string, unknown>;
  if (format !== undefined && (format !== MANIFEST_FORMAT || version !== MANIFEST_VERSION)) {
    throw new BroadsheetError(
      'version-mismatch',
      `The manifest is of format ${describe(format)}, version ${describe(version)}; ` +
        `expected '${MANIFEST_FORMAT}', version ${MANIFEST_VERSION}.`,
      { hint: 'Build the archive again with the version of Broadsheet that reads it.' },
    );
  }
  if (!Array.isArray(posts)) {
    throw invalidArgument(`The manifest's posts are ${describe(posts)}; expected a list.`);
  }
  return posts.slice() as CatalogEntry[];
}

function parse(json: string): unknown {
  try {
    // A byte order mark in front is a habit of some editors.
    return JSON.parse(json.charCodeAt(0) === 0xfeff ? json.slice(1) : json);
  } catch (cause) {
    throw invalidArgument('The manifest is not JSON.', {
      hint: 'A server may have answered with a page of its own instead of manifest.json.',
      cause,
    });
  }
}

function decode(bytes: Bytes): string {
  return utf8Decoder().decode(bytes);
}
