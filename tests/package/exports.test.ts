import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from './paths.ts';

function run(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [script, ...args], { cwd: packageFolder, encoding: 'utf8' });
}

test('the list of exports agrees with the header, the declarations and the module', () => {
  const { status, stderr } = run('check-exports.mjs');
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('the module and the bridge keep to the size budget', () => {
  const manifest = createRequire(import.meta.url).resolve('size-limit/package.json');
  const { status, stdout, stderr } = run(resolve(dirname(manifest), 'bin.js'), '--json');
  const [entry] = JSON.parse(stdout) as { size: number; sizeLimit: number; passed: boolean }[];
  expect(entry?.size, stderr).toBeGreaterThan(1000);
  expect(entry).toMatchObject({ passed: true, sizeLimit: 120_000 });
  expect(status).toBe(0);
});
