/* `broadsheet build`: an archive that any static host serves, whole at every moment. */
import { execFileSync } from 'node:child_process';
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
  truncateSync,
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

/** A picture of one pixel. */
const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

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
  it('has the same feeds whether their texts were made with the posts or after them', async () => {
    const folder = emptyFolder();
    const body = 'A note[^1], a [section](#more), a [file](a.txt), an [issue](1.md), <b>raw</b>.\n';
    for (const name of ['1', '2', '三']) {
      const text = `---\ntitle: It's ${name}\ndate: 2024-01-02\ntags: [a]\n---\n${body}\n## More\n\n[^1]: One.\n`;
      writeFileSync(join(folder, `${name}.md`), text);
    }
    const addresses = ['https://example.org/letters/', "https://example.org/o'clock/"];
    for (const base of [...addresses.map((address) => ['--base-url', address]), []]) {
      const [quick, whole] = await Promise.all(
        [['--no-search'], []].map(async (more) => {
          const out = join(emptyFolder(), 'archive');
          expect((await run(['build', folder, '--out', out, ...base, ...more])).status).toBe(0);
          return out;
        }),
      );
      const feeds = filesIn(quick ?? '').filter((path) => /(?:index\.xml|feed\.json)$/.test(path));
      expect(feeds).toContain('tags/a/index.xml');
      for (const path of feeds) {
        const text = readFileSync(join(quick ?? '', path), 'utf8');
        expect(text, path).toBe(readFileSync(join(whole ?? '', path), 'utf8'));
        expect(text).not.toContain('.invalid');
        // Links within a post lead to its page, which without a base nobody knows.
        expect(/issues\/[\w%]+\/#/.test(text), path).toBe(base.length > 0);
      }
    }
  });

  it('holds the page, the manifest, the posts and what is beside them, and no draft', async () => {
    const folder = archiveCopy();
    const out = join(emptyFolder(), 'public/letters');
    const { status, stdout, stderr } = await run(['build', folder, '--out', out]);
    expect(status).toBe(0);
    expect(stdout).toBe(`${out}\n`);
    expect(stderr).toMatch(/10 posts, \d+ files \([\d.]+ MB\) in /);
    expect(stderr).toContain('1 draft left out; --drafts shows them');
    expect(stderr).toMatch(/To look at it here: .*broadsheet serve /);

    const files = filesIn(out);
    for (const name of ['index.html', 'manifest.json', '.nojekyll']) expect(files).toContain(name);
    expect(files.filter((file) => file.endsWith('.wasm')).length).toBe(3);
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

  it('goes only where the command line says, or a place in the folder', async () => {
    const folder = postsOf('v1', 1);
    const config = join(folder, 'broadsheet.config.yaml');
    symlinkSync('..', join(folder, 'way'));
    symlinkSync('.git', join(folder, 'inner'));
    const outs = ['../site', 'way/site', '.git/hooks', 'inner/hooks', 'git~1/x', '.g\u200cit/x'];
    for (const out of [...outs, join(folder, '../site')]) {
      writeFileSync(config, `out: ${out}\n`);
      const { status, stderr } = await run(['build', folder]);
      expect(status, out).toBe(3);
      expect(stderr).toContain('If that is meant, say so on the command line: --out ');
    }
    expect(readdirSync(join(folder, '..'))).toEqual(['letters']);
    expect((await run(['build', folder, '--out', join(folder, '../site')])).status).toBe(0);
    writeFileSync(config, 'out: public/site\n');
    expect((await run(['build', folder])).status).toBe(0);
    expect(existsSync(join(folder, 'public/site/index.html'))).toBe(true);
    writeFileSync(config, 'posts: ../site\n');
    const posts = await run(['list', folder]);
    expect(posts.status).toBe(3);
    expect(posts.stderr).toContain('posts leads out of the folder');
  }, 60_000);

  it('is built without a post that is too large to be read, and says so', async () => {
    const folder = postsOf('v1', 2);
    writeFileSync(join(folder, 'huge.md'), '');
    truncateSync(join(folder, 'huge.md'), 216 << 20);
    const out = join(emptyFolder(), 'archive');
    const { status, stderr } = await run(['build', folder, '--out', out]);
    expect(status).toBe(4);
    expect(stderr).toContain('huge.md: cannot be read: it has 216 MiB; at most 16 MiB are read');
    expect(manifestIn(out).posts.length).toBe(2);
  });

  it('names what is left out because its name is not UTF-8', async () => {
    const folder = postsOf('v1', 1);
    const name = Buffer.concat([
      Buffer.from(`${folder}/letter-`),
      Buffer.from([0xff, 0x2e, 0x6d, 0x64]),
    ]);
    writeFileSync(name, '# Letter');
    const { status, stderr } = await run([
      'build',
      folder,
      '--out',
      join(emptyFolder(), 'archive'),
    ]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/skipped letter-\S+\.md: its name is not UTF-8/);
  });

  it.each(['link', 'file', 'pipe'])('does not take the place of a %s', async (kind) => {
    const out = join(emptyFolder(), 'archive');
    const elsewhere = emptyFolder();
    if (kind === 'link') symlinkSync(elsewhere, out);
    else if (kind === 'file') writeFileSync(out, 'thesis');
    else execFileSync('mkfifo', [out]);
    const { status, stderr } = await run(['build', postsOf('v1', 1), '--out', out]);
    expect(status).toBe(4);
    expect(stderr).toContain('the archive needs a folder of its own');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(readdirSync(join(out, '..'))).toEqual(['archive']);
  });

  it('has no index with --no-search, and the same pages', async () => {
    const folder = postsOf('a', 3);
    const [whole, without] = [join(emptyFolder(), 'archive'), join(emptyFolder(), 'archive')];
    await run(['build', folder, '--out', whole]);
    await run(['build', folder, '--no-search', '--out', without]);
    const pagesOf = (archive: string) =>
      filesIn(archive).filter((file) => !/^search\/|^files\.json$/.test(file));
    expect(filesIn(without)).toEqual([...pagesOf(without), 'files.json'].sort());
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
    writeFileSync(join(out, 'index.html'), 'kept');
    const strangers = await run(['build', folder, '--out', out]);
    expect(strangers.status).toBe(4);
    expect(strangers.stderr).toContain('there is index.html already, not written by a build');
    expect(readdirSync(out)).toEqual(['index.html']);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('kept');
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
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual(['.nojekyll']);
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
    const dist = fileURLToPath(new URL('../../dist/package/dist', import.meta.url));
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
});

describe('a build after another', () => {
  /** The files of an archive but those that tell how it came about, with their contents. */
  function contentsOf(archive: string): Record<string, string> {
    const files = filesIn(archive).filter(
      (file) => !file.startsWith('search/') && file !== 'files.json',
    );
    return Object.fromEntries(
      files.map((file) => [file, untold(readFileSync(join(archive, file), 'latin1'))]),
    );
  }

  /** A service worker tells the hashes of the index's first files, and of all files together. */
  function untold(content: string): string {
    return content
      .replace(/^self\.archiveBuild=.*$/m, '')
      .replace(/"(search\/(?:search\.json|start\.bsx))":"[^"]*"/g, '"$1":""');
  }

  function postIn(folder: string, name: string, lines: readonly string[], text: string): void {
    writeFileSync(join(folder, name), `---\n${lines.join('\n')}\n---\n${text}\n`);
  }

  function letters(): string {
    const folder = join(emptyFolder(), 'letters');
    mkdirSync(folder);
    writeFileSync(join(folder, 'plan.txt'), 'a plan');
    // Its size stands in the manifest.
    writeFileSync(join(folder, 'dot.png'), Buffer.from(dot, 'base64'));
    for (let number = 10; number < 40; number += 1) {
      const lines = [
        `title: Letter ${number}`,
        `date: 20${number}-01-02`,
        `tags: [t${number % 4}, all]`,
        `categories: [c${number % 3}]`,
        ...(number % 9 === 0 ? ['cover: shared.png'] : []),
      ];
      const text = `Text of ${number}, see [the one before](letter-${number - 1}.md) and [plan](plan.txt). ![](dot.png)`;
      postIn(folder, `letter-${number}.md`, lines, number % 5 === 0 ? text : `Word ${number}.`);
    }
    return folder;
  }

  it('makes everything anew when the program has become another', async () => {
    const installed = join(emptyFolder(), 'broadsheet');
    const dist = fileURLToPath(new URL('../../dist/package/dist', import.meta.url));
    cpSync(dist, join(installed, 'dist'), { recursive: true });
    cpSync(join(dist, '../package.json'), join(installed, 'package.json'));
    const program = join(installed, 'dist/cli/main.js');
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    const built = async () => (await run(['build', folder, '--out', out], { program })).stderr;
    await built();
    expect(await built()).toContain('unchanged since');
    // The same length, and the time that it had: as of files out of a package.
    const module = join(installed, 'dist/broadsheet.wasm');
    const { atime, mtime } = statSync(module);
    writeFileSync(module, readFileSync(module));
    utimesSync(module, atime, mtime);
    expect(await built()).not.toContain('unchanged since');
    expect(await built()).toContain('unchanged since');
  });

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
      'a date': () => postIn(folder, 'letter-39.md', ['title: Old', 'date: 1999-01-02'], 'Text'),
      'a shared cover': () => rmSync(join(folder, 'letter-27.md')),
      'a draft': () => postIn(folder, 'letter-12.md', ['title: D', 'draft: true'], 'not yet'),
      'a file beside posts': () => rmSync(join(folder, 'plan.txt')),
      'a configuration': () =>
        writeFileSync(join(folder, 'broadsheet.config.json'), '{"title":"Renamed","offline":true}'),
      'a text of an archive that is read offline': () =>
        postIn(folder, 'letter-22.md', ['title: Letter 22', 'date: 2022-01-02'], 'Word 23.'),
      'a renamed post': () => renameSync(join(folder, 'letter-29.md'), join(folder, 'moved.md')),
    };
    for (const [what, change] of Object.entries(changes)) {
      change();
      const again = await run(['build', folder, '--future', '--out', out]);
      const anew = join(emptyFolder(), 'archive');
      await run(['build', folder, '--future', '--out', anew]);
      expect(again.status, what).toBe(0);
      const [made, madeAnew] = [contentsOf(out), contentsOf(anew)];
      if (what === 'a renamed post') {
        // Only a build after another knows where it was; the worker is told of all files.
        expect(made['issues/letter-29/index.html']).toContain('url=../../issues/moved/');
        for (const contents of [made, madeAnew]) delete contents['sw.js'];
        delete made['issues/letter-29/index.html'];
      }
      expect(made, what).toEqual(madeAnew);
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
    const env = { XDG_STATE_HOME: emptyFolder() };
    await run(['build', folder, '--out', out], { env });
    const before = contentsOf(out);
    const builds = join(env.XDG_STATE_HOME, 'broadsheet/builds');
    writeFileSync(join(builds, readdirSync(builds)[0] ?? '', 'record.json'), record);
    const { status, stderr } = await run(['build', folder, '--out', out], { env });
    expect(status).toBe(0);
    expect(stderr).toContain('the record of the last build cannot be used');
    expect(contentsOf(out)).toEqual(before);
  });

  it('refuses to replace a file that somebody has changed, and makes all anew with --full', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', out]);
    const before = contentsOf(out);
    const page = filesIn(out).find((file) => /letter-20.*\.html$/.test(file)) ?? '';
    writeFileSync(join(out, page), 'changed by hand');
    const refused = await run(['build', folder, '--out', out]);
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain(`somebody has changed ${page}`);
    expect(contentsOf(out)).toEqual({ ...before, [page]: 'changed by hand' });
    rmSync(join(out, page));
    const full = await run(['build', folder, '--full', '--out', out]);
    expect(full.status).toBe(0);
    expect(full.stderr).not.toContain('unchanged since');
    expect(contentsOf(out)).toEqual(before);
  });

  it('needs no state: an archive in a fresh clone is built again, beside what is not of it', async () => {
    const folder = letters();
    const first = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', first]);
    const out = join(emptyFolder(), 'clone');
    cpSync(first, out, { recursive: true });
    mkdirSync(join(out, '.git'));
    writeFileSync(join(out, '.git/HEAD'), 'ref: refs/heads/gh-pages');
    writeFileSync(join(out, 'CNAME'), 'letters.example');
    rmSync(join(folder, 'letter-14.md'));
    const anew = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', anew]);
    const { status, stderr } = await run(['build', folder, '--out', out]);
    expect(stderr).toContain('2 files and folders that are not of the archive stay: .git, CNAME');
    expect(status).toBe(0);
    const foreign = { '.git/HEAD': 'ref: refs/heads/gh-pages', CNAME: 'letters.example' };
    expect(contentsOf(out)).toEqual({ ...contentsOf(anew), ...foreign });
    expect(readdirSync(join(out, '..'))).toEqual(['clone']);
  });

  it('of two at once, one says which process is building', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    const builds = [1, 2, 3, 4].map(() => run(['build', folder, '--out', out]));
    const outcomes = await Promise.all(builds);
    for (const { status, stderr } of outcomes) {
      expect([0, 5]).toContain(status);
      if (status === 5)
        expect(stderr).toMatch(/error: another build is writing .*: process \d+, since /);
    }
    expect(outcomes.some(({ status }) => status === 0)).toBe(true);
    expect(manifestIn(out).posts.length).toBe(17);
    expect(readdirSync(join(out, '..'))).toEqual(['archive']);
  });
});
