// Holds the four accounts of the module's interface against each other: exports.txt, the functions
// declared in broadsheet_c.h, the raw exports declared in src/exports.ts, and the module itself.
//
//   node check-exports.mjs [MODULE]
//
// MODULE: default dist/broadsheet.wasm; the check of the module is left out with `--sources-only`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Exported besides the functions of the list. */
const runtimeExports = ['memory', '_initialize'];

function declaredInHeader(text) {
  const code = text.replace(/\/\/.*$/gm, '');
  return [...code.matchAll(/\b(broadsheet_\w+)\s*\(/g)].map(([, name]) => name);
}

function declaredInTypeScript(text) {
  const body = /interface RawExports \{([\s\S]*?)\n\}/.exec(text)?.[1] ?? '';
  return [...body.matchAll(/^ {2}(broadsheet_\w+)\(/gm)].map(([, name]) => name);
}

function checkedAtStart(text) {
  const list = /EXPORTED_FUNCTIONS[^=]*= \[([\s\S]*?)\]/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/'(broadsheet_\w+)'/g)].map(([, name]) => name);
}

/** Lists what is in one of two accounts alone. */
function differences(expected, found, where) {
  return [
    ...expected
      .filter((name) => !found.includes(name))
      .map((name) => `${name} is missing in ${where}`),
    ...found
      .filter((name) => !expected.includes(name))
      .map((name) => `${name} is in ${where}, not in exports.txt`),
  ];
}

/** Names the imports that the loader has no answer for. */
function unknownImports(module, wasi) {
  return WebAssembly.Module.imports(module)
    .filter(({ name, kind }) => kind !== 'function' || !new RegExp(`\\b${name}\\b[:(]`).test(wasi))
    .map(
      ({ module: space, name }) =>
        `${space}.${name} is imported, but src/wasi.ts has no such function`,
    );
}

const listed = read('exports.txt')
  .split('\n')
  .filter((line) => /^[a-z]/.test(line));
const header = '../core/include/broadsheet/broadsheet_c.h';
const typescript = read('src/exports.ts');
const problems = [
  ...differences(listed, declaredInHeader(read(header)), 'broadsheet_c.h'),
  ...differences(listed, declaredInTypeScript(typescript), 'RawExports of src/exports.ts'),
  ...differences(listed, checkedAtStart(typescript), 'EXPORTED_FUNCTIONS of src/exports.ts'),
];

const [argument] = process.argv.slice(2);
if (argument !== '--sources-only') {
  const path = argument ?? fileURLToPath(new URL('dist/broadsheet.wasm', import.meta.url));
  const module = new WebAssembly.Module(readFileSync(path));
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  problems.push(
    ...differences([...runtimeExports, ...listed], exported, path),
    ...unknownImports(module, read('src/wasi.ts')),
  );
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`exports: ${listed.length} functions agree`);
