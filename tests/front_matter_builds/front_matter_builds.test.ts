/*
 * Folders of a hundred posts with random front matter, built: the archive is whole each time.
 *
 *   BROADSHEET_BUILDS=2000 BROADSHEET_SEED=1 npx vitest run front_matter_builds
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from '../package/paths.ts';
import { Random, randomPath, randomPost } from './random_posts.ts';
import { defectsOf } from './whole_archive.ts';

const asked = process.env.BROADSHEET_BUILDS ?? (process.env.BROADSHEET_ALL ? '2000' : undefined);
const builds = Number(asked ?? 50);
const firstSeed = Number(process.env.BROADSHEET_SEED ?? 1);
const always = { quiet: true, drafts: true, future: true };
const postsOfEach = asked === undefined ? 20 : 100;

/** In memory, where that can be: it is files that take the time. */
const memory = '/dev/shm';
const place = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'broadsheet-builds-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The command `build`, in this process: two thousand starts would take longer than the builds. */
function buildCommand() {
  const { build } = createRequire(import.meta.url)(
    join(root, 'dist/package/dist/cli/program.js'),
  ) as { build(named: string, options: object): Promise<number> };
  return build;
}

/** Writes the posts of a seed; returns their paths. */
function writePosts(folder: string, seed: number): string[] {
  const random = new Random(seed);
  const paths = Array.from({ length: postsOfEach }, (_, number) => randomPath(random, number));
  for (const [number, path] of paths.entries()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), randomPost(random, number, path, random.of(paths)));
  }
  return paths;
}

it(`builds ${builds} archives of random front matter`, { timeout: 7_200_000 }, async () => {
  const build = buildCommand();
  const failures: string[] = [];
  const printed = process.stdout.write;
  for (let seed = firstSeed; seed < firstSeed + builds; seed += 1) {
    const [source, out] = [join(place, `posts-${seed}`), join(place, `archive-${seed}`)];
    const paths = writePosts(source, seed);
    process.stdout.write = () => true;
    try {
      // With and without what is left out by default.
      const [drafts, future] = [seed % 2 === 0, seed % 4 < 2];
      const status = await build(source, {
        ...always,
        out,
        search: seed % 8 !== 0,
        drafts,
        future,
      });
      const defects = status === 0 ? defectsOf(out, source, paths) : [`status ${status}`];
      failures.push(...defects.map((defect) => `seed ${seed}: ${defect}`));
    } catch (error) {
      failures.push(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      process.stdout.write = printed;
      rmSync(source, { recursive: true, force: true });
      rmSync(out, { recursive: true, force: true });
    }
  }
  expect(failures).toEqual([]);
});

/** The pages of issues, by path, without what tells of the archive as a whole. */
function pagesOf(archive: string): Map<string, string> {
  const pages = new Map<string, string>();
  for (const path of readdirSync(archive, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.html') || statSync(join(archive, path)).isDirectory()) continue;
    const html = readFileSync(join(archive, path), 'utf8');
    if (html.includes('content="article"'))
      pages.set(path, /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '');
  }
  return pages;
}

it('leaves the pages of all others as they are when one post is added', {
  timeout: 120_000,
}, async () => {
  const build = buildCommand();
  const source = join(place, 'sound');
  mkdirSync(source);
  for (let number = 10; number < 30; number += 1) {
    const frontMatter = `title: Sound ${number}\ndate: 2024-03-${number}\ntags: [garden]`;
    writeFileSync(
      join(source, `sound-${number}.md`),
      `---\n${frontMatter}\n---\nText ${number}.\n`,
    );
  }
  const printed = process.stdout.write;
  process.stdout.write = () => true;
  try {
    const out = join(place, 'sound-archive');
    expect(await build(source, { ...always, out, search: false })).toBe(0);
    const before = pagesOf(out);
    expect(before.size).toBe(20);
    for (let seed = 1; seed <= 25; seed += 1) {
      // The oldest of all: it has one neighbour, whose page names it.
      const random = new Random(seed + 500_000);
      const post = randomPost(random, seed, 'bad.md', 'sound-10.md').replaceAll(
        /"?date"?\s*[:=].*\n/g,
        '',
      );
      writeFileSync(join(source, 'bad.md'), post);
      expect(await build(source, { ...always, out, search: false, full: true })).toBe(0);
      const after = pagesOf(out);
      expect(after.size, post).toBe(21);
      for (const [path, html] of before) {
        if (!path.includes('sound-10'))
          expect(after.get(path), `${path} beside ${post}`).toBe(html);
      }
    }
  } finally {
    process.stdout.write = printed;
  }
});
