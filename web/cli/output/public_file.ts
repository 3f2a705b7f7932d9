import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { digest, digestOf } from '../archive/digest.js';
import { openRegularFile, partsOf } from '../archive/regular_file.js';
import { withPath } from '../terminal/failure.js';

/** Readable by a web server that runs as somebody else, whatever the source's mode was. */
export const publicMode = 0o644;

const scratch = Buffer.allocUnsafe(1 << 20);

/**
 * Writes a file that does not exist yet, and waits for the system: for threads that have nothing else
 * to do meanwhile.
 *
 * @returns the hash of its content, for the archive's list
 */
export function writePublicFile(file: string, content: string): string {
  const bytes = bytesOf(content);
  try {
    const descriptor = openSync(file, 'wx', publicMode);
    try {
      writeWhole(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw withPath(error, file);
  }
  return digest(bytes);
}

/**
 * Copies a file of any size to one that does not exist yet.
 *
 * @param from without links in its last segment
 * @returns the hash of its content
 */
export function copyPublicFile(file: string, from: string): string {
  const source = openRegularFile(from);
  try {
    const descriptor = openSync(file, 'wx', publicMode);
    try {
      const hash = createHash('sha256');
      for (const part of partsOf(source.descriptor, source.found.size)) {
        hash.update(part);
        writeWhole(descriptor, part);
      }
      return digestOf(hash);
    } catch (error) {
      throw withPath(error, file);
    } finally {
      closeSync(descriptor);
    }
  } finally {
    closeSync(source.descriptor);
  }
}

/** Writes all of it from the beginning of a file. */
export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** The bytes of a file, which are used up before the next are asked for: no page needs new memory. */
function bytesOf(content: string): Uint8Array {
  if (content.length * 3 > scratch.length) return Buffer.from(content);
  return scratch.subarray(0, scratch.write(content));
}
