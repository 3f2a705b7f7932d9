// Builds the engine into dist/: the entries, the declarations and the modules.
//
//   node build.mjs [--wasm FOLDER]
//
// FOLDER holds the linked modules; default: build/wasm-release/wasm of the repository.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { gemoji } from 'gemoji';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const { values } = parseArgs({ options: { wasm: { type: 'string' } } });
const folder = values.wasm ?? join(here, '../build/wasm-release/wasm');
const modules = ['broadsheet', 'broadsheet-list', 'broadsheet-issue', 'broadsheet-index'].map(
  (name) => `${name}.wasm`,
);

for (const name of modules) {
  if (!existsSync(join(folder, name))) {
    console.error(`${name} is missing in ${folder}. Build it first: scripts/build does it all.`);
    process.exit(1);
  }
}

await mkdir(dist, { recursive: true });
for (const name of await readdir(dist)) await rm(join(dist, name), { recursive: true });

/**
 * Entries are files of their own that import each other by name, so that a program which uses two of
 * them has one module and one class of errors.
 */
const siblings = {
  name: 'siblings',
  setup({ onResolve }) {
    onResolve({ filter: /\/(browser|node)\.js$/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/^.*(?=\/)/, '.'), external: true },
    );
    onResolve({ filter: /\/module_bytes\.js$/ }, () => ({
      path: './module_bytes.js',
      external: true,
    }));
  },
};
const common = {
  absWorkingDir: here,
  bundle: true,
  outdir: 'dist',
  format: 'esm',
  minify: true,
  target: 'es2022',
  logLevel: 'warning',
  plugins: [siblings],
};
await build({
  ...common,
  entryPoints: ['browser', 'inline', 'worker', 'worker_thread'].map(
    (name) => `src/entries/${name}.ts`,
  ),
  platform: 'browser',
});
await build({
  ...common,
  entryPoints: ['node', 'inline_node', 'worker_node', 'worker_thread_node'].map(
    (name) => `src/entries/${name}.ts`,
  ),
  platform: 'node',
  target: 'node20',
  // Node prints the line of an error that nobody catches: it should be one to read.
  minify: false,
});
// What plugs into other tools; readable, as it is read when one of them fails.
const tools = { ...common, minify: false, charset: 'utf8' };
await build({
  ...tools,
  entryPoints: ['vite', 'webpack', 'next', 'eleventy', 'astro'].map(
    (name) => `src/tools/${name}.ts`,
  ),
  platform: 'node',
  target: 'node20',
});
for (const [suffix, engine] of [
  ['', './browser.js'],
  ['_node', './node.js'],
]) {
  await build({
    ...tools,
    entryPoints: Object.fromEntries(
      ['markdown_it', 'emoji'].map((name) => [name + suffix, `src/tools/${name}.ts`]),
    ),
    platform: 'browser',
    plugins: [
      {
        name: 'engine',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /\/entries\/browser\.js$/ }, () => ({
            path: engine,
            external: true,
          }));
          onLoad({ filter: /emoji_names\.ts$/ }, () => ({
            contents: emojiNames(),
            loader: 'text',
          }));
        },
      },
    ],
  });
}
await copyFile(join(here, 'src/tools/vite_client.d.ts'), join(dist, 'vite_client.d.ts'));
// Edge runtimes import the module; how its name is written differs.
for (const [entry, path] of [
  ['workerd', './broadsheet.wasm'],
  ['edge_light', './broadsheet.wasm?module'],
]) {
  await build({
    ...common,
    entryPoints: { [entry]: 'src/entries/edge.ts' },
    platform: 'browser',
    plugins: [
      {
        name: 'module as import',
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/module_import\.js$/ }, () => ({ path, external: true })),
      },
    ],
  });
}
for (const name of modules) await copyFile(join(folder, name), join(dist, name));
const wasm = join(folder, 'broadsheet.wasm');
const module = await readFile(wasm);
// LZMA: the archive of the package cannot pack it any further, and deflate would be a quarter larger.
const packed = execFileSync('xz', ['--format=lzma', '-9', '--extreme', '--stdout', wasm], {
  maxBuffer: 2 ** 26,
}).toString('base64');
await writeFile(
  join(dist, 'module_bytes.js'),
  `export const base64='${packed}';export const size=${module.length};\n`,
);

// What it is depends on who loads it: an address, bytes or a compiled module. `init` takes each.
await writeFile(
  join(dist, 'module.d.ts'),
  `import type { ModuleSource } from './types/api/types.js';
declare const source: ModuleSource;
export default source;
`,
);

const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);
execFileSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.types.json')], {
  stdio: 'inherit',
});

await keepReachable(join(dist, 'types'), [
  ...['browser', 'node', 'worker', 'inline', 'edge'].map((name) => `entries/${name}`),
  ...['vite', 'webpack', 'next', 'eleventy', 'astro', 'markdown_it', 'emoji'].map(
    (name) => `tools/${name}`,
  ),
]);

/** A line an emoji, with its short names behind it. */
function emojiNames() {
  return gemoji.map(({ emoji, names }) => [emoji, ...names].join(' ')).join('\n');
}

/** Removes the declarations that no entry leads to: they describe what is inside. */
async function keepReachable(folder, entries) {
  const reached = new Set();
  const follow = async (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = await readFile(file, 'utf8');
    for (const [, path] of text.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)) {
      await follow(join(dirname(file), `${path}.d.ts`));
    }
  };
  for (const entry of entries) await follow(join(folder, `${entry}.d.ts`));
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(item.parentPath, item.name);
    if (item.isFile() && !reached.has(file)) await rm(file);
  }
}
