import { writeFileSync } from 'node:fs';

/** Readable by a web server that runs as somebody else, whatever the source's mode was. */
export const publicMode = 0o644;

const scratch = Buffer.allocUnsafe(1 << 20);

/**
 * Writes a file that does not exist yet. Blocks: many small files take half the processor time of
 * asynchronous ones.
 */
export function writePublicFile(file: string, content: string | Uint8Array): void {
  writeFileSync(file, bytesOf(content), { mode: publicMode, flag: 'wx' });
}

/** The bytes of a file, which are used up before the next are asked for: no page needs new memory. */
function bytesOf(content: string | Uint8Array): Uint8Array {
  if (typeof content !== 'string') return content;
  if (content.length * 3 > scratch.length) return Buffer.from(content);
  return scratch.subarray(0, scratch.write(content));
}
