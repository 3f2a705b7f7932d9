/* Where little has changed, a build exchanges files of the old archive: nobody ever sees it halfway. */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Outcome, emptyFolder, run } from './command.js';

const counter = fileURLToPath(new URL('fixtures/count_renames.mjs', import.meta.url));

type Version = 'a' | 'b';

/** Two versions of a folder: one post changed, one removed, one new, and a file that comes and goes. */
function become(version: Version, folder: string): void {
  const isFirst = version === 'a';
  const post = (name: string, text: string) =>
    writeFileSync(join(folder, name), `---\ntitle: ${name}\ndate: 2020-01-02\n---\n${text}\n`);
  post('changed.md', `Version ${version}, with ![a picture](${version}.txt)`);
  post(isFirst ? 'gone.md' : 'new.md', 'One of two.');
  rmSync(join(folder, isFirst ? 'new.md' : 'gone.md'), { force: true });
  for (let number = 0; number < 30; number += 1) {
    const name = join(folder, `stays-${number}.md`);
    if (!existsSync(name)) post(`stays-${number}.md`, 'Stays.');
  }
  writeFileSync(join(folder, 'a.txt'), 'a');
  writeFileSync(join(folder, 'b.txt'), 'b');
}

/** All files of an archive but those that tell how it came about. */
function contentsOf(archive: string): Record<string, string> {
  const files = readdirSync(archive, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(archive.length + 1))
    .filter((file) => !file.startsWith('search/') && file !== 'files.json');
  return Object.fromEntries(
    files.sort().map((file) => [file, readFileSync(join(archive, file), 'latin1')]),
  );
}

interface Place {
  folder: string;
  out: string;
  contents: Record<Version, Record<string, string>>;
}

async function builtOnce(): Promise<Place> {
  const folder = emptyFolder();
  const contents: Partial<Place['contents']> = {};
  for (const version of ['b', 'a'] as const) {
    become(version, folder);
    const anew = join(emptyFolder(), 'archive');
    await run(['build', folder, '--out', anew]);
    contents[version] = contentsOf(anew);
  }
  const out = join(emptyFolder(), 'archive');
  await run(['build', folder, '--out', out]);
  return { folder, out, contents: contents as Place['contents'] };
}

/** Builds; with `what` happening at the renaming of this number. */
function build(
  { folder, out }: Place,
  at: number,
  what: 'kill' | 'fail' | 'count',
): Promise<Outcome> {
  return run(['build', folder, '--out', out], {
    env: {
      NODE_OPTIONS: `--import ${pathToFileURL(counter).href}`,
      RENAME_AT: String(at),
      RENAME_DOES: what,
    },
  });
}

/** How many renamings the exchange takes. */
async function renamings(place: Place): Promise<number> {
  become('b', place.folder);
  const { stderr } = await build(place, -1, 'count');
  expect(contentsOf(place.out)).toEqual(place.contents.b);
  return Number(/(\d+) renamings/.exec(stderr)?.[1]);
}

/** The first, the last and some between them. */
function some(count: number): number[] {
  return [0, 1, 2, count >> 1, count - 2, count - 1];
}

describe('an exchange of files', () => {
  it('that is killed is ended by the next build, and nobody sees a mixture', async () => {
    const place = await builtOnce();
    const { folder, out, contents } = place;
    const count = await renamings(place);
    expect(count).toBeGreaterThan(10);
    let version: Version = 'b';
    let absent = 0;
    for (const at of some(count)) {
      const before = contents[version];
      version = version === 'a' ? 'b' : 'a';
      become(version, folder);
      expect((await build(place, at, 'kill')).status).toBe(null);
      if (at === 0) expect(contentsOf(out)).toEqual(before);
      else expect(existsSync(out)).toBe(false);
      absent += at === 0 ? 0 : 1;
      // A build that comes to nothing puts it in order all the same.
      expect((await run(['build', emptyFolder(), '--out', out])).status).toBe(4);
      expect(contentsOf(out), String(at)).toEqual(at === 0 ? before : contents[version]);
      expect(readdirSync(join(out, '..'))).toEqual(['archive']);
      const { status } = await run(['build', folder, '--out', out]);
      expect(status).toBe(0);
      expect(contentsOf(out)).toEqual(contents[version]);
    }
    expect(absent).toBe(5);
    const found = await run(['search', 'stays', '--in', out, '--json', '--limit', '50']);
    expect((JSON.parse(found.stdout) as { hits: unknown[] }).hits.length).toBe(30);
  }, 240_000);

  it('that fails is undone', async () => {
    const place = await builtOnce();
    const { folder, out, contents } = place;
    const count = await renamings(place);
    become('a', folder);
    for (const at of some(count)) {
      const { status, stderr } = await build(place, at, 'fail');
      expect(status).toBe(4);
      expect(stderr).toContain('cannot write the archive');
      expect(contentsOf(out), String(at)).toEqual(contents.b);
      expect(readdirSync(join(out, '..'))).toEqual(['archive']);
    }
    await run(['build', folder, '--out', out]);
    expect(contentsOf(out)).toEqual(contents.a);
  }, 240_000);

  it('leaves the files of strangers, and no empty folder', async () => {
    const place = await builtOnce();
    const { folder, out, contents } = place;
    const stranger = { 'issues/stranger.html': 'not of this archive' };
    writeFileSync(join(out, 'issues/stranger.html'), stranger['issues/stranger.html']);
    become('b', folder);
    const { stderr } = await run(['build', folder, '--out', out]);
    expect(stderr).toContain('what is not of the archive stays: issues/stranger.html');
    expect(contentsOf(out)).toEqual({ ...contents.b, ...stranger });
    expect(existsSync(join(out, 'issues/gone'))).toBe(false);
    expect(existsSync(join(out, 'issues/new'))).toBe(true);
  }, 60_000);
});
