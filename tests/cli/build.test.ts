/* `broadsheet build`: an archive that any static host serves, whole at every moment. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from 'broadsheet';
import { describe, expect, it } from 'vitest';
import { archiveCopy, emptyFolder, listedPaths, run, start, until } from './command.js';

function manifestIn(archive: string): Manifest {
  return JSON.parse(readFileSync(join(archive, 'manifest.json'), 'utf8')) as Manifest;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

/** A folder of `count` posts that all say the same version. */
function postsOf(version: string, count: number): string {
  const folder = join(emptyFolder(), 'letters');
  mkdirSync(folder);
  for (let number = 0; number < count; number += 1) {
    const text = `---\ntitle: ${version} ${number}\ndate: 2024-01-02\n---\n${version}\n`;
    writeFileSync(join(folder, `${number}.md`), text);
  }
  return folder;
}

/** The version of an archive, which must be the same in its manifest and in every post. */
function versionOf(archive: string, count: number): string {
  const { posts } = manifestIn(archive);
  expect(posts.length).toBe(count);
  const versions = new Set(posts.map(({ data }) => data.title?.split(' ')[0]));
  for (const { path } of posts) {
    versions.add(
      readFileSync(join(archive, 'posts', path), 'utf8')
        .split('\n')
        .at(-2),
    );
  }
  expect(existsSync(join(archive, 'index.html'))).toBe(true);
  expect([...versions].length).toBe(1);
  return String([...versions][0]);
}

describe('the archive', () => {
  it('holds the page, the manifest, the posts and what is beside them, and no draft', async () => {
    const folder = archiveCopy();
    const out = join(emptyFolder(), 'public/letters');
    const { status, stdout, stderr } = await run(['build', folder, '--out', out]);
    expect(status).toBe(0);
    expect(stdout).toBe(`${out}\n`);
    expect(stderr).toMatch(/10 posts, \d+ files in /);
    expect(stderr).toContain('1 draft left out; --drafts shows them');
    expect(stderr).toContain(`python3 -m http.server --directory `);

    const files = filesIn(out);
    for (const name of ['index.html', 'manifest.json', '.nojekyll']) expect(files).toContain(name);
    expect(files.filter((file) => file.endsWith('.wasm')).length).toBe(1);
    expect(files).toContain('posts/2024/pictures/bed.svg');
    const posts = files.filter((file) => /^posts\/.*\.(?:md|markdown)$/.test(file));
    expect(posts).toEqual(listedPaths.map((path) => `posts/${path}`).sort());
    for (const path of listedPaths) {
      const copied = readFileSync(join(out, 'posts', path));
      expect(copied.equals(readFileSync(join(folder, path))), path).toBe(true);
    }
    const manifest = manifestIn(out);
    expect(manifest.title).toBe('Garden Letters');
    expect(manifest.live).toBeUndefined();
    expect(manifest.posts.map(({ path }) => path)).toEqual(listedPaths);
    // A stranger's umask or modes keep no web server from reading.
    expect(readdirSync(join(out, '..'))).toEqual(['letters']);
  });

  it('takes along what posts refer to, and nothing from outside the folder', async () => {
    const folder = postsOf('v1', 1);
    writeFileSync(join(folder, '../secret.zip'), 'secret');
    writeFileSync(join(folder, 'slides 1.zip'), 'slides');
    writeFileSync(join(folder, 'unrelated.zip'), 'unrelated');
    symlinkSync('../secret.zip', join(folder, 'link.zip'));
    const links = '[a](slides%201.zip) [b](../secret.zip) [c](link.zip) [d](none.zip) [e](0.md)\n';
    writeFileSync(join(folder, 'post.md'), links);
    const out = join(emptyFolder(), 'archive');
    expect((await run(['build', folder, '-o', out, '--quiet'])).stderr).toBe('');
    const posts = filesIn(join(out, 'posts'));
    expect(posts).toEqual(['0.md', 'post.md', 'slides 1.zip']);
  });

  it('is the same, byte by byte, when it is built again', async () => {
    const folder = archiveCopy();
    const outs = ['one', 'two'].map((name) => join(emptyFolder(), name));
    for (const out of outs) await run(['build', folder, '--out', out]);
    const [one = '', two = ''] = outs;
    expect(filesIn(one)).toEqual(filesIn(two));
    for (const file of filesIn(one)) {
      expect(readFileSync(join(one, file)).equals(readFileSync(join(two, file))), file).toBe(true);
    }
  });

  it('is not read as posts when it lies among them', async () => {
    const folder = postsOf('v1', 3);
    for (const _ of [1, 2]) {
      const { status, stderr } = await run(['build'], { cwd: folder });
      expect(status).toBe(0);
      expect(stderr).toContain('3 posts');
    }
    const { stderr } = await run(['check'], { cwd: folder });
    expect(stderr).toContain('archive: an archive made by broadsheet build');
    expect(manifestIn(join(folder, 'archive')).posts.length).toBe(3);
  });
});

describe('building again', () => {
  it('replaces the old archive with all its files', async () => {
    const out = join(emptyFolder(), 'archive');
    const folder = postsOf('v1', 3);
    await run(['build', folder, '--out', out]);
    rmSync(join(folder, '2.md'));
    await run(['build', folder, '--out', out]);
    expect(filesIn(join(out, 'posts'))).toEqual(['0.md', '1.md']);
  });

  it('never replaces what is no archive, and never the posts', async () => {
    const folder = postsOf('v1', 1);
    const out = emptyFolder();
    writeFileSync(join(out, 'precious.txt'), 'kept');
    const strangers = await run(['build', folder, '--out', out]);
    expect(strangers.status).toBe(4);
    expect(strangers.stderr).toContain('holds files that are no archive of Broadsheet');
    expect(readdirSync(out)).toEqual(['precious.txt']);
    const swallowed = await run(['build', '.', '--out', '..'], { cwd: folder });
    expect(swallowed.status).toBe(2);
    expect(swallowed.stderr).toContain('holds the posts themselves');
    expect(readdirSync(folder)).toEqual(['0.md']);
  });

  it('leaves the old archive when there is nothing to build', async () => {
    const out = join(emptyFolder(), 'archive');
    await run(['build', postsOf('v1', 2), '--out', out]);
    const { status, stderr } = await run(['build', emptyFolder(), '--out', out]);
    expect(status).toBe(4);
    expect(stderr).toContain('no posts found');
    expect(versionOf(out, 2)).toBe('v1');
    expect(readdirSync(join(out, '..'))).toEqual(['archive']);
  });

  it.skipIf(process.getuid?.() === 0)('says when it may not write', async () => {
    const place = emptyFolder();
    chmodSync(place, 0o500);
    const { status, stderr } = await run(['build', postsOf('v1', 1), '-o', join(place, 'a')]);
    expect(status).toBe(4);
    expect(stderr).toContain('no permission');
  });
});

describe('an end in the middle', () => {
  const count = 300;

  it('by Ctrl+C leaves the old archive and no trace', async () => {
    const out = join(emptyFolder(), 'archive');
    await run(['build', postsOf('old', count), '--out', out]);
    const { child, closed } = start(['build', postsOf('new', count), '--out', out]);
    const parent = join(out, '..');
    await until(() => readdirSync(parent).length > 1, 'the staging folder');
    child.kill('SIGINT');
    const { status, stderr, stdout } = await closed;
    expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
    expect(stderr).toContain('nothing was changed');
    expect(versionOf(out, count)).toBe('old');
  });

  // A hundred take a minute; so many are run before a release: BROADSHEET_KILLS=100.
  it('by SIGKILL leaves the old or the new archive, never a mixture', async () => {
    const out = join(emptyFolder(), 'archive');
    const folders = { a: postsOf('a', count), b: postsOf('b', count) };
    const began = performance.now();
    await run(['build', folders.a, '--out', out]);
    const whole = performance.now() - began;
    const seen = new Set<string>();
    const kills = Number(process.env.BROADSHEET_KILLS ?? 12);
    for (let kill = 0; kill < kills; kill += 1) {
      const next = kill % 2 === 0 ? 'b' : 'a';
      const { child, closed } = start(['build', folders[next], '--out', out]);
      // Spread over the whole run, the end of it included, whatever the machine's speed.
      const wait = whole * (0.2 + 0.9 * ((kill * 0.618) % 1));
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await closed;
      seen.add(versionOf(out, count));
    }
    expect(seen.size).toBeGreaterThan(0);
    // The next build clears away what the killed ones left.
    await run(['build', folders.a, '--out', out]);
    expect(readdirSync(join(out, '..'))).toEqual(['archive']);
    expect(versionOf(out, count)).toBe('a');
  });

  it('between the two renames is mended by the next build', async () => {
    const out = join(emptyFolder(), 'archive');
    await run(['build', postsOf('old', 2), '--out', out]);
    renameSync(out, join(out, '../.archive.broadsheet-previous'));
    const { status } = await run(['build', emptyFolder(), '--out', out]);
    expect(status).toBe(4);
    expect(versionOf(out, 2)).toBe('old');
    expect(readdirSync(join(out, '..'))).toEqual(['archive']);
  });
});
