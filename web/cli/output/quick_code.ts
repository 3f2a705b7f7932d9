import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { isMarkdownName } from '../archive/post_names.js';

/** Optimized code pays for itself from about twice as many posts on. */
const fewPosts = 1000;
/** A folder of more names than these is not counted to its end. */
const mostNames = 10_000;

/** How much of a function runs before it is worth optimizing, in bytes of its code; usually 66 KB. */
const hotCode = 1_000_000;

/**
 * Spares a build work of compilers that takes more processor time than it saves. To be called before
 * the first module is loaded.
 *
 * Few posts do without the optimizing compiler of WebAssembly: 210 milliseconds became 60 for 131
 * posts, 380 became 180 for 500 (3,000 would take 1,250 instead of 1,070). JavaScript is optimized
 * where it is hot for long: a build is over before most of it has paid for that, and each thread does
 * it again (a sixth less for 131 posts, an eighth for 1,000).
 */
export function useQuickCode(folder: string): void {
  // The flags are those of these engines; others complain of what they do not know.
  const engine = Number.parseInt(process.versions.v8, 10);
  if (engine < 11 || engine > 13) return;
  setFlagsFromString(`--interrupt-budget=${hotCode}`);
  if (hasFewPosts(folder)) setFlagsFromString('--liftoff-only');
}

function hasFewPosts(folder: string): boolean {
  const folders = [folder];
  let posts = 0;
  let names = 0;
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const item of itemsOf(next)) {
      names += 1;
      if (isMarkdownName(item.name)) posts += 1;
      else if (item.isDirectory()) folders.push(join(next, item.name));
      if (posts > fewPosts || names > mostNames) return false;
    }
  }
  return true;
}

/** What cannot be read is told by whoever reads it for its posts. */
function itemsOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
