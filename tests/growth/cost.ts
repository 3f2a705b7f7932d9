import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../package/paths.ts';

export interface Cost {
  milliseconds: number;
  megabytes: number;
}

/** The native program that measures what posts cost (cost.cpp), if it was built. */
export const costProgram = ['release', 'dev']
  .map((preset) => resolve(root, 'build', preset, 'tests/growth/broadsheet_cost'))
  .find((path) => existsSync(path));

/** Posts as the program reads them. */
export function framed(posts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    posts.flatMap((post) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(post.length);
      return [size, post];
    }),
  );
}

/** What the program has answered, one cost a post. */
export function costsOf(stdout: string): Cost[] {
  return stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [microseconds = 0, bytes = 0] = line.split(' ').map(Number);
      return { milliseconds: microseconds / 1000, megabytes: bytes / 1e6 };
    });
}
