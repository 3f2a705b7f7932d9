/* `broadsheet build`: an archive that any static host serves, whole at every moment. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
    expect(stderr).toMatch(/To look at it here: .*broadsheet serve /);

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

  it('has no index with --no-search, and the same pages', async () => {
    const folder = postsOf('a', 3);
    const [whole, without] = [join(emptyFolder(), 'archive'), join(emptyFolder(), 'archive')];
    await run(['build', folder, '--out', whole]);
    await run(['build', folder, '--no-search', '--out', without]);
    const pagesOf = (archive: string) =>
      filesIn(archive).filter((file) => !/^search\/|^\.build-record/.test(file));
    expect(filesIn(without)).toEqual([...pagesOf(without), '.build-record.json'].sort());
    expect(pagesOf(without)).toEqual(pagesOf(whole));
    writeFileSync(join(folder, '1.md'), '---\ntitle: Other\n---\nwords');
    const again = await run(['build', folder, '--no-search', '--out', without]);
    expect(again.stderr).toContain('2 posts unchanged');
    expect(existsSync(join(without, 'search'))).toBe(false);
    await run(['build', folder, '--out', without]);
    const { stdout } = await run(['search', 'words', '--in', without, '--json']);
    expect(stdout).toContain('1.md');
    writeFileSync(join(folder, 'broadsheet.config.json'), '{"offline":true}');
    const refused = await run(['build', folder, '--no-search', '--out', without]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('offline');
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

  it('has every text where there are more than fit into memory', async () => {
    const folder = join(emptyFolder(), 'letters');
    mkdirSync(folder);
    const texts = { small: 'little', b: 'banana', c: '苹果', last: 'end' };
    for (const [name, word] of Object.entries(texts)) {
      const text = name.length === 1 ? `${word} `.repeat(300_000) : word;
      writeFileSync(join(folder, `${name}.md`), `# ${name}\n\n${text}\n`);
    }
    const out = join(emptyFolder(), 'archive');
    const { status } = await run(['build', folder, '--out', out]);
    expect(status).toBe(0);
    for (const [name, word] of Object.entries(texts)) {
      const page = readFileSync(join(out, 'issues', name, 'index.html'), 'utf8');
      const found = page.split('<div class="prose"')[1]?.split('</article>')[0]?.split(word).length;
      expect(found, name).toBe(name.length === 1 ? 300_001 : 2);
    }
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([
      '.build-record.json',
      '.nojekyll',
    ]);
  }, 60_000);

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

  it('in the thread that writes the index leaves the old archive and says why', async () => {
    const installed = join(emptyFolder(), 'broadsheet');
    const dist = fileURLToPath(new URL('../../wasm/dist', import.meta.url));
    cpSync(dist, join(installed, 'dist'), { recursive: true });
    cpSync(join(dist, '../package.json'), join(installed, 'package.json'));
    writeFileSync(join(installed, 'dist/broadsheet-index.wasm'), 'damaged');
    const program = join(installed, 'dist/cli/main.js');
    const out = join(emptyFolder(), 'archive');
    await run(['build', postsOf('old', 2), '--out', out]);
    const { status, stderr } = await run(['build', postsOf('new', 2), '--out', out], { program });
    expect(status).toBe(4);
    expect(stderr).toContain('broadsheet-index.wasm');
    expect(versionOf(out, 2)).toBe('old');
    expect(readdirSync(join(out, '..'))).toEqual(['archive']);
  });

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

  // A hundred take some minutes; so many are run before a release: BROADSHEET_KILLS=100.
  const kills = Number(process.env.BROADSHEET_KILLS ?? 12);
  it(
    'by SIGKILL leaves the old or the new archive, never a mixture',
    async () => {
      const out = join(emptyFolder(), 'archive');
      const folders = { a: postsOf('a', count), b: postsOf('b', count) };
      const began = performance.now();
      await run(['build', folders.a, '--out', out]);
      const whole = performance.now() - began;
      const seen = new Set<string>();
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
    },
    60_000 + kills * 3000,
  );

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

describe('a build after another', () => {
  /** The files of an archive but those that tell how it came about, with their contents. */
  function contentsOf(archive: string): Record<string, string> {
    const files = filesIn(archive).filter(
      (file) => !file.startsWith('search/') && file !== '.build-record.json',
    );
    return Object.fromEntries(
      files.map((file) => [file, readFileSync(join(archive, file), 'latin1')]),
    );
  }

  function postIn(folder: string, name: string, lines: readonly string[], text: string): void {
    writeFileSync(join(folder, name), `---\n${lines.join('\n')}\n---\n${text}\n`);
  }

  function letters(): string {
    const folder = join(emptyFolder(), 'letters');
    mkdirSync(folder);
    writeFileSync(join(folder, 'plan.txt'), 'a plan');
    for (let number = 10; number < 40; number += 1) {
      const lines = [
        `title: Letter ${number}`,
        `date: 20${number}-01-02`,
        `tags: [t${number % 4}, all]`,
        `categories: [c${number % 3}]`,
        ...(number % 9 === 0 ? ['cover: shared.png'] : []),
      ];
      const text = `Text of ${number}, see [the one before](letter-${number - 1}.md) and [plan](plan.txt).`;
      postIn(folder, `letter-${number}.md`, lines, number % 5 === 0 ? text : `Word ${number}.`);
    }
    return folder;
  }

  it('makes what a build from nothing makes, whatever has changed', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    const changes: Record<string, () => void> = {
      nothing: () => {},
      'a text': () =>
        postIn(
          folder,
          'letter-20.md',
          ['title: Letter 20', 'date: 2020-01-02', 'tags: [t0, all]'],
          'new',
        ),
      'a title': () => postIn(folder, 'letter-21.md', ['title: Other', 'date: 2021-01-02'], 'Text'),
      'a new post': () =>
        postIn(
          folder,
          'letter-99.md',
          ['title: L', 'date: 2040-02-03', 'tags: [t1, new]'],
          'Newest',
        ),
      'a removed post': () => rmSync(join(folder, 'letter-14.md')),
      'a renamed post': () => renameSync(join(folder, 'letter-29.md'), join(folder, 'moved.md')),
      'a date': () => postIn(folder, 'letter-39.md', ['title: Old', 'date: 1999-01-02'], 'Text'),
      'a shared cover': () => rmSync(join(folder, 'letter-27.md')),
      'a draft': () => postIn(folder, 'letter-12.md', ['title: D', 'draft: true'], 'not yet'),
      'a file beside posts': () => rmSync(join(folder, 'plan.txt')),
      'a configuration': () =>
        writeFileSync(join(folder, 'broadsheet.config.json'), '{"title":"Renamed","offline":true}'),
      'a text of an archive that is read offline': () =>
        postIn(folder, 'letter-22.md', ['title: Letter 22', 'date: 2022-01-02'], 'Word 23.'),
    };
    for (const [what, change] of Object.entries(changes)) {
      change();
      const again = await run(['build', folder, '--future', '--out', out]);
      const anew = join(emptyFolder(), 'archive');
      await run(['build', folder, '--future', '--out', anew]);
      expect(again.status, what).toBe(0);
      expect(contentsOf(out), what).toEqual(contentsOf(anew));
      if (what === 'a text')
        expect(again.stderr).toContain('29 posts unchanged since the last build');
    }
  }, 120_000);

  it('finds in its index what has changed, and no longer what has gone', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '--future', '--out', out]);
    postIn(folder, 'letter-20.md', ['title: Changed', 'date: 2020-01-02'], 'xylophone');
    rmSync(join(folder, 'letter-21.md'));
    for (let round = 0; round < 2; round += 1) {
      await run(['build', folder, '--future', '--out', out]);
      const found = await run(['search', 'xylophone', '--in', out, '--json']);
      expect(found.stdout).toContain('letter-20.md');
      const gone = await run(['search', '"Word 21"', '--in', out, '--json']);
      expect(gone.stdout).not.toContain('letter-21.md');
    }
  }, 60_000);

  it('keeps the pages of a list that show nothing of what has changed', async () => {
    const folder = join(emptyFolder(), 'letters');
    mkdirSync(folder);
    for (let number = 100; number < 260; number += 1) {
      const date = new Date(Date.UTC(2020, 0, number)).toISOString().slice(0, 10);
      const lines = [`title: Letter ${number}`, `date: ${date}`, 'tags: [all]', 'authors: [a]'];
      postIn(folder, `letter-${number}.md`, lines, `Word ${number}.`);
    }
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', out]);
    const fileOf = (page: number) => statSync(join(out, `tags/all/page/${page}/index.html`)).ino;
    const before = [2, 3, 4].map(fileOf);
    const lines = ['title: Other', 'date: 2020-06-01', 'tags: [all]', 'authors: [a]'];
    postIn(folder, 'letter-153.md', lines, 'Another text.');
    await run(['build', folder, '--out', out]);
    const after = [2, 3, 4].map(fileOf);
    expect(after.map((file, index) => file === before[index])).toEqual([true, false, true]);
    const anew = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', anew]);
    expect(contentsOf(out)).toEqual(contentsOf(anew));
  }, 60_000);

  it('reads a post again that was written while it was read', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    const file = join(folder, 'letter-20.md');
    const write = (word: string, time: Date) => {
      postIn(folder, 'letter-20.md', ['title: A', 'date: 2020-01-02'], word);
      utimesSync(file, time, time);
    };
    // Of the same length and time, as within one tick of a clock; that of whole seconds is coarse.
    const soon = new Date(Math.ceil(Date.now() / 1000 + 30) * 1000);
    write('first', soon);
    await run(['build', folder, '--future', '--out', out]);
    write('other', soon);
    const again = await run(['build', folder, '--future', '--out', out]);
    expect(again.stderr).toContain('29 posts unchanged');
    expect(readFileSync(join(out, 'posts/letter-20.md'), 'utf8')).toContain('other');
    const found = await run(['search', 'other', '--in', out, '--json']);
    expect(found.stdout).toContain('letter-20.md');
    const anew = join(emptyFolder(), 'archive');
    await run(['build', folder, '--future', '--out', anew]);
    expect(contentsOf(out)).toEqual(contentsOf(anew));
  }, 60_000);

  it('writes its index anew where much has changed', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', out]);
    for (let number = 10; number < 35; number += 1) {
      const lines = [`title: Changed ${number}`, `date: 2020-01-${number % 28 || 28}`];
      postIn(folder, `letter-${number}.md`, lines, `xylophone ${number}`);
    }
    await run(['build', folder, '--out', out]);
    const anew = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', anew]);
    const index = (archive: string) =>
      filesIn(join(archive, 'search')).map((file) => [
        file,
        readFileSync(join(archive, 'search', file), 'latin1'),
      ]);
    expect(index(out)).toEqual(index(anew));
  }, 60_000);

  it.each(['{', '{"version":1}', 'null'])('is made anew where its record is %s', async (record) => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', out]);
    const before = contentsOf(out);
    writeFileSync(join(out, '.build-record.json'), record);
    const { status, stderr } = await run(['build', folder, '--out', out]);
    expect(status).toBe(0);
    expect(stderr).toContain('.build-record.json of the last build cannot be used');
    expect(contentsOf(out)).toEqual(before);
  });

  it('takes over no file that somebody has changed, and none with --full', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', out]);
    const before = contentsOf(out);
    const page = filesIn(out).find((file) => /letter-20.*\.html$/.test(file)) ?? '';
    writeFileSync(join(out, page), 'changed by hand');
    await run(['build', folder, '--out', out]);
    expect(contentsOf(out)).toEqual(before);
    const full = await run(['build', folder, '--full', '--out', out]);
    expect(full.stderr).not.toContain('unchanged since');
    expect(contentsOf(out)).toEqual(before);
  });
});
