import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { runsOf } from '../folding.mjs';

export const name = 'SQLite FTS5, bigrams';

const spaced = (text) => runsOf(text).flat().join(' ');
/** A run of Chinese is a phrase of its bigrams. */
const phrases = (query) =>
  runsOf(query)
    .map((run) => `"${run.join(' ')}"`)
    .join(' AND ');

/** A server of its own, natively: Python's module, which has FTS5. Nothing a page could load. */
export async function build(posts) {
  const child = spawn('python3', [fileURLToPath(new URL('sqlite_fts5.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (message) => {
    child.stdin.write(`${JSON.stringify(message)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('python3 has ended: does its sqlite3 have FTS5?');
    return JSON.parse(value);
  };
  for (const { path, title, text } of posts) await ask([path, spaced(title), spaced(text)]);
  const { bytes, seconds } = await ask('done');
  let milliseconds = 0;
  return {
    bytes,
    seconds,
    async find(query, count) {
      const found = await ask([phrases(query), count]);
      ({ milliseconds } = found);
      return found.paths;
    },
    /** The time of the last query without the way to the process and back. */
    took: () => milliseconds,
    close: () => child.stdin.end(),
  };
}
