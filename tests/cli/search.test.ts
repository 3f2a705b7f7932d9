/* `broadsheet index` and `broadsheet search`. */
import { readFileSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run, serve } from './command.js';

function letters(): string {
  const folder = join(emptyFolder());
  for (let number = 1; number <= 30; number += 1) {
    writeFileSync(
      join(folder, `${number}.md`),
      `---\ntitle: 第 ${number} 期\ndate: 2024-01-${String(number).padStart(2, '0')}\n---\n` +
        `## 本周\n\n服务网格的第${number}封信。[链接](https://example.org/${number})\n`,
    );
  }
  writeFileSync(join(folder, 'draft.md'), '---\ntitle: 草稿\ndraft: true\n---\n草稿里的服务网格\n');
  return folder;
}

async function found(words: string, place: string, ...options: string[]): Promise<string[]> {
  const { stdout } = await run(['search', words, '--in', place, '--json', ...options]);
  const { hits, links } = JSON.parse(stdout);
  return (hits ?? links).map(({ path, partial }: { path: string; partial?: true }) =>
    partial ? `~${path}` : path,
  );
}

describe('index', () => {
  it('writes files that do not change under their names, and reads only what changed', async () => {
    const folder = letters();
    const out = emptyFolder();
    const first = await run(['index', folder, '-o', out]);
    expect(first.stderr).toContain('30 posts indexed');
    expect(first.stdout).toBe(`${out}\n`);
    expect(first.status).toBe(0);
    const before = readdirSync(out);
    for (const name of before.filter((name) => name.endsWith('.bsx'))) {
      expect(
        gunzipSync(readFileSync(join(out, name)))
          .subarray(0, 4)
          .toString(),
      ).toBe('BSIX');
    }
    expect(await found('第7封信', out)).toEqual(['7.md']);
    expect(await found('草稿', out)).toEqual([]);

    writeFileSync(join(folder, '7.md'), '---\ntitle: 改过的信\n---\n换了内容\n');
    unlinkSync(join(folder, '8.md'));
    writeFileSync(join(folder, '31.md'), '---\ntitle: 新的信\n---\n新来的服务网格\n');
    const second = await run(['index', folder, '-o', out]);
    expect(second.stderr).toContain('30 posts indexed');
    expect(second.stderr).toContain('2 files read anew');
    expect(await found('第7封信', out)).toEqual([]);
    expect(await found('第8封信', out)).toEqual([]);
    expect(await found('换了内容', out)).toEqual(['7.md']);
    expect(await found('新来的', out)).toEqual(['31.md']);
    expect(await found('host:example.org', out, '--links', '--limit', '50')).toHaveLength(28);

    const third = await run(['index', folder, '-o', out]);
    expect(third.stderr).toContain('2 files read anew');
    const full = await run(['index', folder, '-o', out, '--full']);
    expect(full.stderr).toContain('all read anew');
    expect(await found('换了内容', out)).toEqual(['7.md']);
    // Files of the former index are gone.
    expect(readdirSync(out).length).toBeLessThanOrEqual(before.length);
  });

  it('says so when nothing has changed', async () => {
    const folder = letters();
    const out = emptyFolder();
    await run(['index', folder, '-o', out]);
    const again = await run(['index', folder, '-o', out]);
    expect(again.stderr).toContain('nothing has changed');
    expect(again.status).toBe(0);
  });

  it('fails without posts', async () => {
    const { status, stderr } = await run(['index', emptyFolder(), '-o', emptyFolder()]);
    expect(status).toBe(4);
    expect(stderr).toContain('no posts');
  });
});

describe('search', () => {
  it('prints day, place and title, and what stands there', async () => {
    const { stdout, stderr, status } = await run(['search', '第12封信', '--in', letters()]);
    expect(stdout).toBe('2024-01-12\t12.md#本周\t第 12 期\n  本周 服务网格的第12封信。链接\n');
    expect(stderr).toContain('1 post');
    expect(status).toBe(0);
  });

  it('looks into a built archive, and a server gives the same files', async () => {
    const folder = letters();
    const out = join(emptyFolder(), 'archive');
    await run(['build', folder, '-o', out]);
    expect(await found('第3封信', out)).toEqual(['3.md']);
    const { url } = await serve([folder, '--port', '0', '--quiet']);
    const built = readFileSync(join(out, 'search/search.json'), 'utf8');
    expect(await (await fetch(new URL('search/search.json', url))).text()).toBe(built);
    const [name] = /[0-9a-f]{8}\.bsx/.exec(built) as RegExpExecArray;
    const response = await fetch(new URL(`search/${name}`, url));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(
      readFileSync(join(out, 'search', name as string)),
    );
    expect((await fetch(new URL('search/00000000.bsx', url))).status).toBe(404);
  });

  it('names a file that is missing', async () => {
    const out = emptyFolder();
    await run(['index', letters(), '-o', out]);
    const [name] = readdirSync(out).filter((one) => one.endsWith('.bsx'));
    for (const one of readdirSync(out)) if (one.endsWith('.bsx')) rmSync(join(out, one));
    const { status, stderr } = await run(['search', '服务', '--in', out]);
    expect(status).toBe(4);
    expect(stderr).toMatch(/the file [0-9a-f]{8}\.bsx of the search index/);
    expect(name).toBeDefined();
  });

  it('ends with 1 when nothing is found', async () => {
    const { status, stderr } = await run(['search', 'nothing', '--in', letters()]);
    expect(status).toBe(1);
    expect(stderr).toContain('0 posts');
  });
});
