/**
 * The native library's replies, as hashes: requests go to the program of tests/parity, which
 * documents their form, and come back as a line each.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { root } from './paths.ts';

/** The native program that prints hashes of replies; any optimized or debug build will do. */
export const nativeDump = [
  process.env.BROADSHEET_PARITY_DUMP,
  ...['release', 'dev', 'asan-ubsan'].map((preset) =>
    resolve(root, 'build', preset, 'tests/parity/broadsheet_parity_dump'),
  ),
].find((path) => path !== undefined && existsSync(path));

const encoder = new TextEncoder();

/** A number of a request. */
export function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A text of a request. */
export function text(content: string | Uint8Array): Buffer {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return Buffer.concat([number(bytes.length), bytes]);
}

/** The lines that the program answers. */
export function nativeLines(mode: string, input: Buffer[]): string[] {
  const { status, stdout, stderr, error } = spawnSync(nativeDump as string, [mode], {
    input: Buffer.concat(input),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  expect(error).toBeUndefined();
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trimEnd().split('\n');
}
