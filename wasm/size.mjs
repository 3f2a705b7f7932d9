// Holds the modules against their budgets (.size-limit.json), or tells what each part of the whole one
// weighs.
//
//   npm run size
//   npm run size -- --by-part [--of issue]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import {
  Reader,
  bodiesOf,
  importedFunctions,
  section,
  sectionsOf,
} from './linking/module-file.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
function sizeLimit() {
  const found = createRequire(import.meta.url).resolve('size-limit/package.json');
  return join(dirname(found), 'bin.js');
}

function run(command, line, cwd) {
  const { status, error } = spawnSync(command, line, { cwd, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Links the module once more, with the names of its functions, and weighs these. */
function tellParts(module) {
  const build = join(here, '../build/wasm-release');
  const target = `broadsheet_${module === 'whole' ? '' : `${module}_`}named_wasm`;
  run('cmake', ['--build', build, '--target', target], here);
  const name = module === 'whole' ? 'broadsheet-named' : `broadsheet-${module}-named`;
  const bytes = readFileSync(join(build, `wasm/${name}.wasm`));
  const sections = sectionsOf(bytes);
  const parts = new Map();
  const add = (part, piece) => parts.set(part, [...(parts.get(part) ?? []), piece]);
  const names = namesOf(sections.filter(({ id }) => id === section.custom));
  const imported = importedFunctions(sections.find(({ id }) => id === section.imports));
  for (const [index, body] of bodiesOf(sections.find(({ id }) => id === section.code)).entries()) {
    add(partOf(names.get(index + imported) ?? ''), body);
  }
  add('data', sections.find(({ id }) => id === section.data).content);
  const rows = [...parts]
    .map(([part, pieces]) => {
      const whole = Buffer.concat(pieces);
      return { part, size: whole.length, packed: brotliCompressSync(whole).length };
    })
    .sort((one, other) => other.size - one.size);
  const kilobytes = (size) => (size / 1000).toFixed(1);
  console.log('| part | KB | brotli, by itself |\n| --- | --: | --: |');
  for (const { part, size, packed } of rows) {
    console.log(`| ${part} | ${kilobytes(size)} | ${kilobytes(packed)} |`);
  }
  const sum = (key) => kilobytes(rows.reduce((total, row) => total + row[key], 0));
  console.log(`| all | ${sum('size')} | ${sum('packed')} |`);
}

/** What a function belongs to, by its name as the linker writes it. */
function partOf(name) {
  // What is made of a template belongs to whoever has it made.
  const own = /\bbroadsheet::(\w+)::/.exec(name) ?? /\bbroadsheet::(\w*)/.exec(name);
  if (own !== null) return folders.has(own[1]) ? own[1] : (elsewhere[own[1]] ?? 'post');
  if (/\bbroadsheet_yaml_cpp::/.test(name)) return 'yaml-cpp';
  if (/\bnlohmann::/.test(name)) return 'nlohmann_json';
  if (/^broadsheet_\w+$/.test(name)) return 'c_api';
  if (/^md_/.test(name)) return 'md4c';
  if (/\bstd::|^operator |^__cxa|^__cxx|^__gxx|__cxxabiv1/.test(name)) return 'C++ library';
  return name === '' ? 'unnamed' : 'C library';
}

/** The core's namespaces are its folders; */
const folders = new Set([
  ...['c_api', 'catalog', 'document', 'front_matter', 'html', 'json', 'markdown', 'passes'],
  ...['search', 'text', 'unicode', 'writers'],
]);
/** what stands in none of them is of `post`, but for these. */
const elsewhere = { Search: 'search', Catalog: 'catalog', utf8: 'text' };

/** Functions' names by their numbers. */
function namesOf(sections) {
  const names = new Map();
  for (const { content } of sections) {
    const reader = new Reader(content);
    if (reader.name() !== 'name') continue;
    while (!reader.atEnd) {
      const isOfFunctions = reader.byte() === 1;
      const part = new Reader(reader.bytes(reader.number()));
      if (!isOfFunctions) continue;
      for (let left = part.number(); left > 0; left -= 1) {
        names.set(part.number(), part.name());
      }
    }
  }
  return names;
}

const { values } = parseArgs({
  options: { 'by-part': { type: 'boolean' }, of: { type: 'string', default: 'whole' } },
});
if (values['by-part']) tellParts(values.of);
else run(process.execPath, [sizeLimit()], here);
