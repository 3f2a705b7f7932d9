/*
 * Writes what the package offers of the page besides the page itself: the element for pages of
 * others, with its types, and page.json, which says under which paths the page asks for the modules.
 * Run when the page is built.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const files = await readdir(join(dist, 'page'), { recursive: true });

// An archive's own files come from the folder that is served, never from the package.
for (const name of ['manifest.json', 'posts', 'events']) {
  if (files.includes(name)) fail(`dist/page/${name} would hide the archive's own ${name}`);
}

// The modules are not packed twice: the page's copies are the engine's own, and are left out.
const engine = dirname(createRequire(import.meta.url).resolve('broadsheet/broadsheet.wasm'));
const modules = {};
for (const name of ['broadsheet.wasm', 'broadsheet-list.wasm', 'broadsheet-issue.wasm']) {
  for (const path of files.filter((path) => path.endsWith('.wasm'))) {
    if (await isSame(join(dist, 'page', path), name)) modules[path] = name;
  }
}
if (
  Object.keys(modules).length !== 3 ||
  files.filter((name) => name.endsWith('.wasm')).length !== 3
) {
  fail("the page must hold three .wasm, the engine's; build both again: scripts/build");
}
for (const path of Object.keys(modules)) await rm(join(dist, 'page', path));
await writeFile(join(dist, 'page.json'), `${JSON.stringify({ modules })}\n`);

const [element, ...others] = files.filter((name) => /^assets\/element-[^/]*\.js$/.test(name));
if (element === undefined || others.length > 0) fail('the page must hold one assets/element-*.js');
// Bundlers copy the script whose address is taken, and not what it imports later: the element in pages
// of others has a worker of one file. Some, as Parcel, follow the addresses in it, too, so that it
// names the package's module and not the page's.
const workers = files.filter((name) => /^assets\/list-worker-[^/]*\.js$/.test(name));
if (workers.length !== 1) fail('the page must hold one assets/list-worker-*.js');
const { outputFiles } = await build({
  entryPoints: [join(dist, 'page', workers[0])],
  write: false,
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  logLevel: 'warning',
});
await writeFile(join(dist, 'element_worker.js'), withOwnModule(outputFiles[0].text));
await writeFile(
  join(dist, 'element.js'),
  `import{defineNewsletterArchive}from'./page/${element}';
defineNewsletterArchive({module:new URL('./broadsheet.wasm',import.meta.url),worker:new URL('./element_worker.js',import.meta.url)});
export*from'./page/${element}';
`,
);
// Servers that render pages import it, too; there is nothing to define there.
await writeFile(
  join(dist, 'element_node.js'),
  'export class NewsletterArchive{}export function defineNewsletterArchive(){}\n',
);

const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);
execFileSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.types.json')], {
  stdio: 'inherit',
});
// Only what the element's own types name: its other files are private.
await mkdir(join(dist, 'element'));
for (const name of ['newsletter-archive.d.ts', 'events.d.ts']) {
  await copyFile(join(dist, '.types/element', name), join(dist, 'element', name));
}
// Frameworks with JSX keep a list of elements; which one a program uses, it says by its import.
for (const name of ['attributes.d.ts', 'react.d.ts', 'preact.d.ts', 'solid.d.ts']) {
  await copyFile(join(here, 'page/element/jsx', name), join(dist, 'element', name));
}
await rm(join(dist, '.types'), { recursive: true });
await writeFile(join(dist, 'element.d.ts'), "export * from './element/newsletter-archive.js';\n");

/** The script with the address of the module that lies beside it in the package. */
function withOwnModule(script) {
  const named = Object.keys(modules).map((path) => path.replace('assets/', ''));
  const pieces = script.split(new RegExp(named.join('|')));
  if (pieces.length !== 2) fail('the worker must name one module, once');
  return pieces.join('./broadsheet.wasm');
}

async function isSame(file, name) {
  return (await readFile(file)).equals(await readFile(join(engine, name)));
}

function fail(reason) {
  console.error(`build-entries: ${reason}`);
  process.exit(1);
}
