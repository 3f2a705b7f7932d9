import { gzipSync } from 'fflate';

/**
 * Gzips a file of an index. Node's zlib is another in Deno and Bun and writes other bytes; but a file's
 * name, which is made of what it holds, stands for its bytes wherever the archive was built.
 */
export function gzipped(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 6, mtime: 0 });
}
