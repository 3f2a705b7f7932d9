import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FRONT_MATTER = /^\uFEFF?\s*---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;

/** So many posts at least make a round long enough for the clock. */
const MIN_POSTS = 200;

/**
 * Reads the posts to measure with: every folder of real posts, or the repository's samples, often
 * enough repeated, where there are none.
 *
 * @returns {{name: string, posts: {source: string, body: string}[]}[]}
 */
export function readCorpora() {
  const shared = resolve(root, process.env.BROADSHEET_SHARED ?? '../shared', 'corpora');
  if (existsSync(shared)) {
    return readdirSync(shared, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ name, posts: readPosts(join(shared, name)) }))
      .filter(({ posts }) => posts.length > 0)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  console.error(`bench: no posts at ${shared}; measuring with web/samples`);
  const samples = readPosts(join(root, 'web/samples'));
  const times = Math.ceil(MIN_POSTS / samples.length);
  return [{ name: `samples x ${times}`, posts: Array(times).fill(samples).flat() }];
}

function readPosts(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|markdown)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const source = readFileSync(path, 'utf8');
      return { source, body: withoutFrontMatter(source) };
    });
}

/** A flat copy: a slice of a long string is slower to read for some contenders than for others. */
function withoutFrontMatter(source) {
  return Buffer.from(source.replace(FRONT_MATTER, '')).toString('utf8');
}
