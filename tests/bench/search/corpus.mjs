/* As many posts as are wanted, made of the real ones over and over. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpora } from '../posts.mjs';

/** The real posts, or the samples where there are none. */
export function originalPosts() {
  return readCorpora().flatMap(({ posts }) => posts.map(({ source }) => source));
}

/** The post of that number: an original, and in later rounds one without some of its paragraphs. */
export function perturbed(originals, number) {
  const round = Math.floor(number / originals.length);
  const source = originals[number % originals.length];
  if (round === 0) return source;
  return source
    .split('\n\n')
    .filter((_, index) => index === 0 || (index * 7 + number) % (round + 3) !== 0)
    .join('\n\n');
}

/** Writes `count` posts into a new folder. */
export function writePosts(folder, count) {
  const originals = originalPosts();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number += 1) {
    const name = `${String(number).padStart(6, '0')}.md`;
    writeFileSync(join(folder, name), perturbed(originals, number));
  }
}
