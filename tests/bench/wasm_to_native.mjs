// What rendering as WebAssembly costs beside rendering natively, for Broadsheet and for md4c alone;
// prints a table in Markdown. `npm run bench:native` at the root builds what is needed first.
//
//   node wasm_to_native.mjs [--rounds N] [--warm-up N]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCorpora } from './posts.mjs';
import { median } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    'warm-up': { type: 'string', default: '4' },
  },
});
/** The two programs take turns, so that both meet the same machine. */
const PASSES = 5;
const program = (preset) =>
  fileURLToPath(
    new URL(`../../build/${preset}/tests/bench/native/broadsheet_render_bench`, import.meta.url),
  );
const posts = readCorpora().flatMap((corpus) => corpus.posts.map(({ source }) => source));
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
try {
  const file = join(folder, 'posts');
  writeFileSync(file, Buffer.concat(posts.map(withSize)));
  const settings = [file, String(Math.ceil(Number(values.rounds) / PASSES)), values['warm-up']];
  // The optimizing compiler from the start: tiers come and go by the machine's other work.
  const module = `${program('wasm-release')}.js`;
  const wasmSettings = ['--no-wasm-tier-up', '--no-liftoff', module, ...settings];
  const native = new Map();
  const wasm = new Map();
  for (let pass = 0; pass < PASSES; pass++) {
    run(program('release'), settings, native);
    run(process.execPath, wasmSettings, wasm);
  }
  console.log(
    `${posts.length} posts, ${values.rounds} rounds, processor time\n\n` +
      '|  | native | WebAssembly | WebAssembly / native |\n| --- | --: | --: | --: |',
  );
  for (const [name, times] of native) {
    const [one, other] = [median(times), median(wasm.get(name))];
    const micros = (ms) => `${((ms * 1000) / posts.length).toFixed(0)} µs`;
    console.log(`| ${name} | ${micros(one)} | ${micros(other)} | ${(other / one).toFixed(2)} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function withSize(post) {
  const bytes = Buffer.from(post);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return Buffer.concat([size, bytes]);
}

/** Adds the rounds of every contender, in milliseconds. */
function run(command, args, rounds) {
  for (const line of execFileSync(command, args, { encoding: 'utf8' }).trim().split('\n')) {
    const { name, times } = JSON.parse(line);
    rounds.set(name, [...(rounds.get(name) ?? []), ...times]);
  }
}
