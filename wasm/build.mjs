// Builds the package's dist/: the two entries, the command line, the declarations and the module.
//
//   node build.mjs [--wasm FILE]
//
// FILE is the linked module; default: build/wasm-release/wasm/broadsheet.wasm of the repository.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const { values } = parseArgs({ options: { wasm: { type: 'string' } } });
const wasm = values.wasm ?? join(here, '../build/wasm-release/wasm/broadsheet.wasm');

if (!existsSync(wasm)) {
  console.error(`${wasm} is missing. Build it first: scripts/build does it all.`);
  process.exit(1);
}

await mkdir(dist, { recursive: true });
// dist/page is put there by another step and stays.
for (const name of await readdir(dist)) {
  if (name !== 'page') await rm(join(dist, name), { recursive: true });
}

const common = {
  absWorkingDir: here,
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  logLevel: 'warning',
};
await build({
  ...common,
  entryPoints: { browser: 'src/browser.ts' },
  outdir: 'dist',
  platform: 'browser',
});
const node = {
  ...common,
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  packages: 'external',
};
await build({ ...node, entryPoints: { node: 'src/node.ts' } });
await copyFile(wasm, join(dist, 'broadsheet.wasm'));

const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);
execFileSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.types.json')], {
  stdio: 'inherit',
});

// The command line imports the package by its name, as a dependent would; so there is one instance.
await import('./cli/build.mjs');
