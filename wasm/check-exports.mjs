// Holds the accounts of the modules' interface against each other: for each module its list of
// exports, the raw exports declared in src/engine/exports.ts and the module itself; for all together the
// functions declared in broadsheet_c.h.
//
//   node check-exports.mjs [FOLDER]
//
// FOLDER holds the modules: default dist; with `--sources-only` they are left out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Exported besides the functions of the list. */
const runtimeExports = ['memory', '_initialize'];

function declaredInHeader(text) {
  const code = text.replace(/\/\/.*$/gm, '');
  return [...code.matchAll(/\b(broadsheet_\w+)\s*\(/g)].map(([, name]) => name);
}

/** The functions of an interface and of those it extends. */
function declaredInTypeScript(text, name) {
  const [, bases = '', body] =
    new RegExp(`interface ${name}(?: extends ([\\w, ]+))? \\{([\\s\\S]*?)\\n\\}`).exec(text) ?? [];
  const own = [...(body ?? '').matchAll(/^ {2}(broadsheet_\w+)\(/gm)].map(([, name]) => name);
  const inherited = bases.match(/\w+/g) ?? [];
  return [...new Set([...inherited.flatMap((base) => declaredInTypeScript(text, base)), ...own])];
}

/** The functions of a list and of those it takes in. */
function checkedAtStart(text, name) {
  const list = new RegExp(`const ${name}[^=]*= \\[([\\s\\S]*?)\\]`).exec(text)?.[1] ?? '';
  return [...list.matchAll(/'(broadsheet_\w+)'|\.\.\.(\w+)/g)].flatMap(([, name, taken]) =>
    taken === undefined ? [name] : checkedAtStart(text, taken),
  );
}

/** Lists what is in one of two accounts alone. */
function differences(expected, found, where, list) {
  return [
    ...expected
      .filter((name) => !found.includes(name))
      .map((name) => `${name} is missing in ${where}`),
    ...found
      .filter((name) => !expected.includes(name))
      .map((name) => `${name} is in ${where}, not in ${list}`),
  ];
}

/** Names the imports that the loader has no answer for. */
function unknownImports(module, wasi) {
  return WebAssembly.Module.imports(module)
    .filter(({ name, kind }) => kind !== 'function' || !new RegExp(`\\b${name}\\b[:(]`).test(wasi))
    .map(
      ({ module: space, name }) =>
        `${space}.${name} is imported, but src/engine/wasi.ts has no such function`,
    );
}

const header = '../core/include/broadsheet/broadsheet_c.h';
const typescript = read('src/engine/exports.ts') + read('src/engine/index_exports.ts');
const modules = [
  {
    file: 'broadsheet.wasm',
    list: 'exports.txt',
    declared: 'RawExports',
    checked: 'EXPORTED_FUNCTIONS',
  },
  {
    file: 'broadsheet-list.wasm',
    list: 'list_exports.txt',
    declared: 'RawListExports',
    checked: 'LIST_FUNCTIONS',
  },
  {
    file: 'broadsheet-issue.wasm',
    list: 'issue_exports.txt',
    declared: 'RawIssueExports',
    checked: 'ISSUE_FUNCTIONS',
  },
  {
    file: 'broadsheet-index.wasm',
    list: 'index_exports.txt',
    declared: 'RawIndexExports',
    checked: 'INDEX_FUNCTIONS',
  },
];
const argument = process.argv[2] ?? fileURLToPath(new URL('dist', import.meta.url));
const problems = [];
const all = new Set();
for (const { file, list, declared, checked } of modules) {
  const listed = read(list)
    .split('\n')
    .filter((line) => /^[a-z]/.test(line));
  for (const name of listed) all.add(name);
  const accounts = {
    [`${declared} of src/engine/exports.ts`]: declaredInTypeScript(typescript, declared),
    [`${checked} of src/engine/exports.ts`]: checkedAtStart(typescript, checked),
  };
  if (argument !== '--sources-only') {
    const module = new WebAssembly.Module(readFileSync(join(argument, file)));
    const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
    accounts[file] = exported.filter((name) => !runtimeExports.includes(name));
    const missing = runtimeExports.filter((name) => !exported.includes(name));
    problems.push(
      ...missing.map((name) => `${name} is missing in ${file}`),
      ...unknownImports(module, read('src/engine/wasi.ts')),
    );
  }
  for (const [where, found] of Object.entries(accounts)) {
    problems.push(...differences(listed, found, where, list));
  }
}
problems.push(
  ...differences([...all], declaredInHeader(read(header)), 'broadsheet_c.h', 'any list of exports'),
);

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`exports: ${all.size} functions agree`);
