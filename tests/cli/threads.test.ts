/* `broadsheet build` of many posts, which threads help with. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

const cores = fileURLToPath(new URL('fixtures/cores.mjs', import.meta.url));

/** Enough posts for threads to begin, in two languages, some with what a build has to say of. */
function manyPosts(): string {
  const folder = join(emptyFolder(), 'letters');
  mkdirSync(folder);
  for (let number = 0; number < 1100; number += 1) {
    const data = [
      `title: "第 ${number} 期"`,
      `date: 2024-01-${String((number % 28) + 1).padStart(2, '0')}`,
      `tags: [t${number % 5}]`,
      // Two want one address.
      ...(number % 100 === 7 ? ['url: /same/'] : []),
      ...(number % 50 === 0 ? ['draft: true'] : []),
    ];
    const text = `服务网格 ${number}, see [another](${number + 1}.md).\n\n`.repeat(number % 9);
    writeFileSync(join(folder, `${number}.md`), `---\n${data.join('\n')}\n---\n${text}`);
  }
  writeFileSync(join(folder, '1099b.md'), '');
  writeFileSync(join(folder, 'README.md'), 'No front matter.');
  return folder;
}

async function builtBy(
  count: number,
  folder: string,
  out = join(emptyFolder(), 'archive'),
): Promise<Record<string, string>> {
  const { status, stderr } = await run(['build', folder, '--out', out], {
    env: { NODE_OPTIONS: `--import ${pathToFileURL(cores).href}`, CORES: String(count) },
  });
  expect(stderr).toContain('README.md');
  expect(status).toBe(0);
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(out.length + 1))
    .sort();
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(out, file), 'latin1')]));
}

it('makes the same files, the index among them, with one core and with four', async () => {
  const folder = manyPosts();
  const one = await builtBy(1, folder);
  const four = await builtBy(4, folder);
  expect(Object.keys(four)).toEqual(Object.keys(one));
  for (const [file, content] of Object.entries(one)) {
    expect(four[file] === content, file).toBe(true);
  }
  expect(Object.keys(one).some((file) => file.startsWith('.bodies'))).toBe(false);
}, 60_000);

it('fails with the words of a thread that fails, and leaves the old archive', async () => {
  const installed = join(emptyFolder(), 'broadsheet');
  const dist = fileURLToPath(new URL('../../dist/package/dist', import.meta.url));
  cpSync(dist, join(installed, 'dist'), { recursive: true });
  cpSync(join(dist, '../package.json'), join(installed, 'package.json'));
  const program = join(installed, 'dist/cli/main.js');
  const folder = manyPosts();
  const out = join(emptyFolder(), 'archive');
  await run(['build', folder, '--out', out], { program });
  const before = readFileSync(join(out, 'manifest.json'), 'utf8');
  rmSync(join(installed, 'dist/cli/render_worker.js'));
  const { status, stderr, stdout } = await run(['build', folder, '--full', '--out', out], {
    program,
    env: { NODE_OPTIONS: `--import ${pathToFileURL(cores).href}`, CORES: '2' },
  });
  expect(status).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain('render_worker.js');
  expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe(before);
  expect(readdirSync(join(out, '..'))).toEqual(['archive']);
}, 60_000);

it('has a thread list the files of the last build, and takes over those that stay', async () => {
  const folder = manyPosts();
  const out = join(emptyFolder(), 'archive');
  writeFileSync(join(folder, 'broadsheet.config.yaml'), 'title: Letters\n');
  mkdirSync(join(folder, 'static'));
  for (let number = 0; number < 3000; number += 1) {
    writeFileSync(join(folder, 'static', `${'long'.repeat(40)}-${number}.txt`), '');
  }
  await builtBy(2, folder, out);
  // A shorter list is read without it.
  expect(statSync(join(out, 'files.json')).size).toBeGreaterThan(1 << 19);
  appendFileSync(join(folder, '8.md'), '\nA word more.\n');
  rmSync(join(folder, '9.md'));
  mkdirSync(join(out, 'strange/folder'), { recursive: true });
  writeFileSync(join(out, 'strange/folder/file.txt'), 'not of a build');
  const post = 'posts/12.md';
  const before = statSync(join(out, post)).ino;
  const again = await builtBy(2, folder, out);
  const whole = await builtBy(2, folder);
  // The index is not what a build from nothing writes, nor the list that has its files.
  const shown = (file: string): boolean => !/^(?:files\.json$|search\/|strange\/)/.test(file);
  const files = Object.keys(whole).filter(shown);
  expect(Object.keys(again).filter(shown)).toEqual(files);
  for (const file of files) expect(again[file] === whole[file], file).toBe(true);
  expect(statSync(join(out, post)).ino).toBe(before);
  expect(readFileSync(join(out, 'strange/folder/file.txt'), 'utf8')).toBe('not of a build');
}, 60_000);
