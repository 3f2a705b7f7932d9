import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMarkdownName } from '../archive/post_names.js';

/** Optimized code pays for itself from about twice as many posts on. */
const fewPosts = 1000;
/** A folder of more names than these is not counted to its end. */
const mostNames = 10_000;

/**
 * Whether a build has so few posts that the optimizing compiler of WebAssembly takes more processor time
 * than it saves: 210 milliseconds became 60 for 131 posts, 380 became 180 for 500 (3,000 would take
 * 1,250 instead of 1,070).
 */
export function hasFewPosts(folder: string): boolean {
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
