/*
 * The modules again, from the same sources: the same bytes. By default the last step alone, which has
 * most reasons to differ (link-time optimization, wasm-opt, trimming); with BROADSHEET_ALL=1 all of
 * it, twice, in folders of different names.
 */
import { execFileSync, execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { indexWasmFile, root, wasmFile } from './paths.ts';

const built = join(root, 'build/wasm-release');
const modules = ['broadsheet', 'broadsheet-index'] as const;
const noBuild = !existsSync(join(built, 'build.ninja'));

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-reproducible-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Links a module once more, to another place. */
function linkAgain(target: string, name: string): string {
  const commands = execFileSync('ninja', ['-C', built, '-t', 'commands', target], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const link =
    commands.split('\n').findLast((line) => line.includes(` -o wasm/${name}.wasm `)) ?? '';
  expect(link).not.toBe('');
  const file = join(folder, `${name}.wasm`);
  const elsewhere = link
    .replace(`-o wasm/${name}.wasm`, `-o ${file}`)
    .replace(`${built}/wasm/${name}.wasm`, file);
  execSync(elsewhere, { cwd: built, stdio: 'pipe' });
  return file;
}

describe.skipIf(noBuild)('linked again', () => {
  test('the module that writes indexes has the same bytes', { timeout: 300_000 }, () => {
    expect(sha256(linkAgain('broadsheet_index_wasm', 'broadsheet-index'))).toBe(
      sha256(indexWasmFile),
    );
  });

  test.runIf(process.env.BROADSHEET_ALL)('so has the other', { timeout: 600_000 }, () => {
    expect(sha256(linkAgain('broadsheet_wasm', 'broadsheet'))).toBe(sha256(wasmFile));
  });
});

describe.runIf(process.env.BROADSHEET_ALL)('built again from nothing', () => {
  test.each(['one', 'two/with a blank'])('in the folder %s', { timeout: 1_800_000 }, (name) => {
    const build = join(folder, name);
    const options = {
      cwd: root,
      stdio: 'pipe' as const,
      env: { ...process.env, CCACHE_DISABLE: '1' },
    };
    execFileSync('cmake', ['--preset', 'wasm-release', '-B', build], options);
    const targets = ['--target', 'broadsheet_wasm', 'broadsheet_index_wasm'];
    execFileSync('cmake', ['--build', build, ...targets], options);
    for (const one of modules) {
      expect(sha256(join(build, `wasm/${one}.wasm`)), one).toBe(
        sha256(join(built, `wasm/${one}.wasm`)),
      );
    }
  });
});
