// Measures Broadsheet beside what it would stand in for and prints the tables in Markdown.
//
//   node run.mjs [--rounds N] [--warm-up N] [--only whole|html|start] [--clock wall|cpu]
//
// `npm run bench` at the root builds and installs what is needed first.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clocks } from './clocks.mjs';
import { measureFirstHtml } from './first_html.mjs';
import { measureInTurns } from './measure.mjs';
import { readCorpora } from './posts.mjs';
import { leaveOutRefused } from './refusals.mjs';
import { speedTable, startTable } from './table.mjs';

const BASE = 'broadsheet';
const WHOLE_STEP = ['broadsheet', 'markdown_it', 'marked', 'md4x', 'ox_content'];
const HTML = [
  'broadsheet',
  'markdown_it',
  'marked',
  'markdown_wasm',
  'md4w',
  'md4x',
  'satteri_wasm',
  'commonmark',
  'satteri',
  'ox_content',
];
const FIRST_HTML = ['broadsheet', 'markdown_it', 'marked', 'markdown_wasm', 'md4w', 'md4x'];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '24' },
    'warm-up': { type: 'string', default: '4' },
    only: { type: 'string' },
    clock: { type: 'string', default: 'wall' },
  },
});
const rounds = count('rounds', 1);
const warmUp = count('warm-up', 0);
const clock = clocks[oneOf('clock', Object.keys(clocks))];
if (values.only !== undefined) oneOf('only', ['whole', 'html', 'start']);
const wanted = (part) => values.only === undefined || values.only === part;
const corpora = readCorpora();

console.log(
  `Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}, ` +
    `${availableParallelism()} cores (${cpus()[0].model.trim()}), ${rounds} rounds, ` +
    `${values.clock} clock`,
);
if (wanted('whole')) {
  await compare(
    'Whole step',
    'wholeStep',
    WHOLE_STEP,
    ({ source }) => source,
    ({ html }) => html,
  );
}
if (wanted('html')) {
  await compare(
    'HTML alone',
    'html',
    HTML,
    ({ body }) => body,
    (html) => html,
  );
}
if (wanted('start')) compareStarts();

async function compare(title, task, modules, inputOf, htmlOf) {
  const contenders = new Map();
  for (const module of modules) {
    const tasks = await import(`./contenders/${module}.mjs`);
    for (const [name, work] of Object.entries(await tasks[task]())) contenders.set(name, work);
  }
  const { accepted, refused } = leaveOutRefused(
    contenders,
    corpora.map(({ name, posts }) => ({ name, inputs: posts.map(inputOf) })),
    htmlOf,
  );
  const onRound = progress(title);
  const times = measureInTurns(contenders, accepted, { rounds, warmUp, clock, onRound });
  const sizes = new Map(accepted.map(({ name, inputs }) => [name, inputs.length]));
  console.log(`\n### ${title}\n\n${speedTable(times, sizes, BASE)}`);
  for (const [name, posts] of refused) {
    console.log(`\nLeft out for all, because ${name} fails on them: ${posts} posts.`);
  }
}

function compareStarts() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
  try {
    const file = join(folder, 'post.md');
    writeFileSync(file, medianPost());
    const onRound = progress('Import to first HTML');
    const starts = measureFirstHtml(FIRST_HTML, file, {
      rounds,
      clockName: values.clock,
      onRound,
    });
    console.log(`\n### Import to first HTML\n\n${startTable(starts, BASE)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The body of middle length. */
function medianPost() {
  const bodies = corpora.flatMap(({ posts }) => posts.map(({ body }) => body));
  return bodies.sort((a, b) => a.length - b.length)[bodies.length >> 1];
}

function progress(title) {
  return (round, of) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${title}: ${Math.max(round, 0)}/${of}`);
    if (process.stderr.isTTY && round === of) process.stderr.write('\r\x1b[K');
  };
}

function count(option, least) {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number >= least) return number;
  return refuse(option, `a whole number from ${least} on`);
}

function oneOf(option, choices) {
  if (choices.includes(values[option])) return values[option];
  return refuse(option, choices.join(' or '));
}

function refuse(option, expected) {
  console.error(`bench: --${option} is ${values[option]}; expected ${expected}.`);
  process.exit(2);
}
