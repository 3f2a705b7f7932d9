// Imports one contender, renders one post and prints how long that took.
//
//   node first_html_child.mjs MODULE FILE
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const [module, file] = process.argv.slice(2);
const body = readFileSync(file, 'utf8');

const start = performance.now();
const { html } = await import(`./contenders/${module}.mjs`);
const [[name, render]] = Object.entries(await html());
const output = render(body);
const milliseconds = performance.now() - start;

if (output.length === 0) throw new Error(`${name} made nothing of ${file}`);
console.log(JSON.stringify({ name, milliseconds }));
