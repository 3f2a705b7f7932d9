import { lstat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { encodings, profits } from '../archive/compressed_files.js';

/** A file that holds what another one does, compressed. */
export interface EncodedFile {
  /** Relative to the folder of the other, `/` between segments. */
  inner: string;
  encoding: string;
}

/**
 * What `build --compress` has left beside a file, in the best form that the request takes; undefined
 * without any. What is older than the file is of another one.
 *
 * @param root the folder it lies in
 * @param inner relative to it, without links
 */
export async function encodedFile(
  root: string,
  inner: string,
  { headers }: IncomingMessage,
): Promise<EncodedFile | undefined> {
  // Parts of a file are counted in its own bytes.
  if (!profits(inner) || headers.range !== undefined) return undefined;
  const taken = acceptedEncodings(String(headers['accept-encoding'] ?? ''));
  for (const [ending, encoding] of Object.entries(encodings)) {
    if (!taken(encoding)) continue;
    const beside = `${inner}.${ending}`;
    const [file, made] = await Promise.all([inner, beside].map((path) => found(join(root, path))));
    if (made?.isFile() && file !== undefined && made.mtimeMs >= file.mtimeMs) {
      return { inner: beside, encoding };
    }
  }
  return undefined;
}

async function found(path: string) {
  return lstat(path).catch(() => undefined);
}

/** Reads `Accept-Encoding` (RFC 9110, 12.5.3): what is named counts, then `*`; a weight of 0 refuses. */
export function acceptedEncodings(header: string): (encoding: string) => boolean {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    if (name !== '') weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  return (encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0;
}
