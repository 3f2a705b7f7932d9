// Imports one contender, renders one post and prints how long that took.
//
//   node first_html_child.mjs MODULE FILE CLOCK
import { readFileSync } from 'node:fs';
import { clocks } from './clocks.mjs';

const [module, file, clockName] = process.argv.slice(2);
const clock = clocks[clockName];
const body = readFileSync(file, 'utf8');

const start = clock();
const { html } = await import(`./contenders/${module}.mjs`);
const [[name, render]] = Object.entries(await html());
const output = render(body);
const milliseconds = clock() - start;

if (output.length === 0) throw new Error(`${name} made nothing of ${file}`);
console.log(JSON.stringify({ name, milliseconds }));
