/*
 * Files of a folder that strangers may have made: what is opened is a file, and no link to one
 * elsewhere, no pipe that never ends, no device that acts when it is opened.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { Refused } from '../terminal/failure.js';
import { digestOf } from './digest.js';

// Windows has neither; there is nothing to be feared of an opening there.
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** A larger file is no post, and is turned away before it is read; what the core shows ends at 1 MiB. */
export const mostPostBytes = 16 << 20;

/**
 * Opens a file for reading.
 *
 * @returns its descriptor, which the caller closes
 * @throws {Refused} when it is no regular file; a link in its last segment is `ELOOP`
 */
export function openRegularFile(path: string): { descriptor: number; found: Stats } {
  const descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw new Refused('it is not a regular file');
    return { descriptor, found };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/**
 * Reads a file whole.
 *
 * @param most in bytes; a larger one is not read
 */
export function readRegularFile(path: string, most: number): Buffer {
  const { descriptor, found } = openRegularFile(path);
  try {
    if (found.size > most) throw new Refused(tooLarge(found.size, most));
    // What is written to it meanwhile is left to the next reading: its stamp is another then.
    const bytes = Buffer.allocUnsafe(found.size);
    let size = 0;
    while (size < bytes.length) {
      const read = readSync(descriptor, bytes, size, bytes.length - size, size);
      if (read === 0) break;
      size += read;
    }
    return bytes.subarray(0, size);
  } finally {
    closeSync(descriptor);
  }
}

/** The `digest` of a file, of whatever size. */
export function hashOf(path: string): string {
  const { descriptor, found } = openRegularFile(path);
  try {
    const hash = createHash('sha256');
    for (const part of partsOf(descriptor, found.size)) hash.update(part);
    return digestOf(hash);
  } finally {
    closeSync(descriptor);
  }
}

const partSize = 1 << 20;

/** The content of an open file, from its beginning; each part lasts until the next is asked for. */
export function* partsOf(descriptor: number, size: number): Generator<Uint8Array> {
  const bytes = Buffer.allocUnsafe(Math.min(partSize, size + 1));
  for (let at = 0; ; ) {
    const read = readSync(descriptor, bytes, 0, bytes.length, at);
    if (read === 0) return;
    yield bytes.subarray(0, read);
    at += read;
  }
}

function tooLarge(size: number, most: number): string {
  const unit = most < 1 << 20 ? { name: 'KiB', bytes: 1 << 10 } : { name: 'MiB', bytes: 1 << 20 };
  const inUnits = (bytes: number): string =>
    `${Math.ceil(bytes / unit.bytes).toLocaleString('en')} ${unit.name}`;
  return `it has ${inUnits(size)}; at most ${inUnits(most)} are read`;
}
