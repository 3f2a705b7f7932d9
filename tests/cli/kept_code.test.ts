/* Compiled code that a build leaves to the next ones. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

const posts = fileURLToPath(new URL('fixtures/archive', import.meta.url));

/** Builds, and returns the archive's list of files: one hash of another is another archive. */
async function built(cache: string, env: Record<string, string> = {}): Promise<string> {
  const out = join(emptyFolder(), 'archive');
  const { status, stderr } = await run(['build', posts, '-q', '--out', out], {
    env: { XDG_CACHE_HOME: cache, XDG_STATE_HOME: emptyFolder(), ...env },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return readFileSync(join(out, 'files.json'), 'utf8');
}

function keptIn(cache: string): string[] {
  const folder = join(cache, 'broadsheet/code');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

it('is taken up by the next build, which makes the same', async () => {
  const cache = emptyFolder();
  const first = await built(cache);
  const [file = '', ...others] = keptIn(cache);
  expect(others).toEqual([]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { ino } = statSync(file);
  expect(await built(cache)).toBe(first);
  // Code that the engine had refused would have been kept anew.
  expect(keptIn(cache)).toEqual([file]);
  expect(statSync(file).ino).toBe(ino);
});

it('is not run where it is damaged', async () => {
  const cache = emptyFolder();
  const first = await built(cache);
  const [file = ''] = keptIn(cache);
  const sound = readFileSync(file);
  const damaged = Buffer.from(sound);
  damaged.fill(0, sound.length >> 1, (sound.length >> 1) + 4096);
  writeFileSync(file, damaged);
  expect(await built(cache)).toBe(first);
  expect(readFileSync(file).equals(damaged)).toBe(false);
  truncateSync(file, 10);
  expect(await built(cache)).toBe(first);
  expect(statSync(file).size).toBeGreaterThan(100_000);
});

it('does not lie where others could write', async () => {
  const cache = emptyFolder();
  mkdirSync(join(cache, 'broadsheet/code'), { recursive: true });
  for (const folder of ['broadsheet/code', 'broadsheet']) {
    chmodSync(join(cache, folder), 0o777);
    await built(cache);
    expect(keptIn(cache)).toEqual([]);
    chmodSync(join(cache, folder), 0o700);
  }
  // A relative place may be in a stranger's folder.
  await built('cache');
  expect(existsSync('cache')).toBe(false);
});

it('is left by builds alone, and by none that is told to keep nothing', async () => {
  const cache = emptyFolder();
  await built(cache, { NODE_DISABLE_COMPILE_CACHE: '1' });
  for (const args of [['list', posts], ['check', posts], ['--version'], ['build', '--help']]) {
    await run(args, { env: { XDG_CACHE_HOME: cache } });
  }
  const failed = await run(['build', join(posts, 'gone')], { env: { XDG_CACHE_HOME: cache } });
  expect(failed.status).toBe(4);
  expect(keptIn(cache)).toEqual([]);
});
