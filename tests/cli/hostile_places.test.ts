/* Places that harm or hang whoever trusts them: what lies in a folder, where state is kept, what is read. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

function oneLetter(): string {
  const folder = join(emptyFolder(), 'letters');
  mkdirSync(folder);
  writeFileSync(join(folder, 'one.md'), '---\ntitle: One\ndate: 2024-01-02\n---\nwords\n');
  return folder;
}

describe('state', () => {
  it.skipIf(process.platform !== 'linux')(
    'is not tried for ever where no folder can be made',
    async () => {
      const folder = oneLetter();
      const env = { XDG_STATE_HOME: '/proc/nowhere' };
      expect((await run(['build'], { cwd: folder, env })).status).toBe(0);
      for (const args of [
        ['build', folder, '-o', '/proc/nowhere/archive'],
        ['init', '/proc/nowhere'],
      ]) {
        const { status, stderr } = await run(args, { env });
        expect(status).toBe(4);
        expect(stderr).toContain('/proc/nowhere');
        expect(stderr).not.toContain('defect');
      }
    },
    30_000,
  );

  it('is not kept where the command runs', async () => {
    const folder = oneLetter();
    mkdirSync(join(folder, `temporary/broadsheet-${process.getuid?.()}`), { recursive: true });
    const env = { XDG_STATE_HOME: '/dev/null/x', TMPDIR: 'temporary' };
    const { status, stderr } = await run(['build'], { cwd: folder, env });
    expect(status).toBe(0);
    expect(stderr).toContain('no folder can be had that is yours alone');
    expect(readdirSync(join(folder, 'temporary'), { recursive: true }).length).toBe(1);
  });
});

describe('a list of files', () => {
  it('gives away no hidden file, whatever it says', async () => {
    const folder = oneLetter();
    const archive = join(folder, 'archive');
    const files = ['.git/HEAD', 'posts/.env', 'old.html'];
    const hashes = files.map((path) => {
      mkdirSync(join(archive, path, '..'), { recursive: true });
      writeFileSync(join(archive, path), path);
      return [path, createHash('sha256').update(path).digest('base64url').slice(0, 22)];
    });
    const list = { format: 'broadsheet-files', version: 1, files: Object.fromEntries(hashes) };
    writeFileSync(join(archive, 'files.json'), JSON.stringify(list));
    const { status, stderr } = await run(['build'], { cwd: folder });
    expect(status).toBe(0);
    expect(stderr).toContain('.git');
    expect(files.map((path) => existsSync(join(archive, path)))).toEqual([true, true, false]);
  });
});

describe('an index', () => {
  it.each(['pipe', 'endless'])('that is %s is refused', async (kind) => {
    const folder = oneLetter();
    await run(['index'], { cwd: folder });
    const file = join(folder, 'search/search.json');
    rmSync(file);
    if (kind === 'pipe') execFileSync('mkfifo', [file]);
    else symlinkSync('/dev/zero', file);
    const { status, stderr } = await run(['search', 'words'], { cwd: folder });
    expect(status).toBe(4);
    expect(stderr).toContain('search.json');
  });

  it('does not take the place of an archive', async () => {
    const folder = oneLetter();
    await run(['build'], { cwd: folder });
    const before = readFileSync(join(folder, 'archive/files.json'), 'utf8');
    const { status, stderr } = await run(['index', '-o', 'archive'], { cwd: folder });
    expect(status).toBe(4);
    expect(stderr).toContain('archive holds an archive; the index would replace it');
    expect(readFileSync(join(folder, 'archive/files.json'), 'utf8')).toBe(before);
  });
});

describe('render', () => {
  it('reads no more than a post may have', async () => {
    const folder = oneLetter();
    writeFileSync(join(folder, 'huge.md'), '');
    truncateSync(join(folder, 'huge.md'), 216 << 20);
    for (const file of ['huge.md', '/dev/zero']) {
      const { status, stderr } = await run(['render', file], { cwd: folder });
      expect(status).toBe(4);
      expect(stderr).toContain(`${file} has more than 16 MiB, and is not read`);
    }
  });
});
