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
  const names = namesOf(sections.filter(({ id }) => id === custom));
  const imported = importedFunctions(sections.find(({ id }) => id === imports));
  for (const [index, body] of bodiesOf(sections.find(({ id }) => id === code)).entries()) {
    add(partOf(names.get(index + imported) ?? ''), body);
  }
  add('data', sections.find(({ id }) => id === data).content);
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

// The ids of sections (https://webassembly.github.io/spec/core/binary/modules.html#sections).
const custom = 0;
const imports = 2;
const code = 10;
const data = 11;

function sectionsOf(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  while (!reader.atEnd) {
    const id = reader.byte();
    sections.push({ id, content: reader.bytes(reader.number()) });
  }
  return sections;
}

function bodiesOf({ content }) {
  const reader = new Reader(content);
  return Array.from({ length: reader.number() }, () => reader.bytes(reader.number()));
}

function importedFunctions(section) {
  if (section === undefined) return 0;
  const reader = new Reader(section.content);
  let count = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.bytes(reader.number());
    reader.bytes(reader.number());
    if (reader.byte() !== 0) throw new Error('The module imports more than functions.');
    reader.number();
    count += 1;
  }
  return count;
}

/** Functions' names by their numbers. */
function namesOf(sections) {
  const names = new Map();
  for (const { content } of sections) {
    const reader = new Reader(content);
    if (reader.bytes(reader.number()).toString() !== 'name') continue;
    while (!reader.atEnd) {
      const isOfFunctions = reader.byte() === 1;
      const part = new Reader(reader.bytes(reader.number()));
      if (!isOfFunctions) continue;
      for (let left = part.number(); left > 0; left -= 1) {
        names.set(part.number(), part.bytes(part.number()).toString());
      }
    }
  }
  return names;
}

class Reader {
  #bytes;
  #at;

  constructor(bytes, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get atEnd() {
    return this.#at >= this.#bytes.length;
  }

  byte() {
    return this.#bytes[this.#at++];
  }

  bytes(size) {
    const start = this.#at;
    this.#at += size;
    return this.#bytes.subarray(start, this.#at);
  }

  /** An unsigned LEB128 number. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
}

const { values } = parseArgs({
  options: { 'by-part': { type: 'boolean' }, of: { type: 'string', default: 'whole' } },
});
if (values['by-part']) tellParts(values.of);
else run(process.execPath, [sizeLimit()], here);
