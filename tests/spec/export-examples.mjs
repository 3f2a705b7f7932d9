// Writes the examples of the CommonMark specification (npm package commonmark-spec) as one JSON
// list of {markdown, html, section, example}, for the tests that run them natively and as wasm.
//
//   node tests/spec/export-examples.mjs [FILE]        default: build/spec/commonmark.json
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FENCE = '`'.repeat(32);

/** Reads the examples of the specification's text. */
export function parseExamples(text) {
  const examples = [];
  let section = '';
  let block; // the lines of the example being read: markdown up to a line `.`, then HTML
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (block === undefined) {
      if (line === `${FENCE} example`) block = { markdown: '', html: '', part: 'markdown' };
      else if (/^#+ /.test(line)) section = line.replace(/^#+ /, '').trim();
    } else if (line === FENCE) {
      const { markdown, html } = block;
      examples.push({ markdown, html, section, example: examples.length + 1 });
      block = undefined;
    } else if (block.part === 'markdown' && line === '.') {
      block.part = 'html';
    } else {
      // The specification shows tabs as arrows.
      block[block.part] += `${line.replaceAll('→', '\t')}\n`;
    }
  }
  return examples;
}

/**
 * Reads the examples of the installed specification.
 *
 * @returns {{markdown: string, html: string, section: string, example: number}[]}
 */
export function readExamples() {
  const entry = createRequire(import.meta.url).resolve('commonmark-spec');
  return parseExamples(readFileSync(join(dirname(entry), 'spec.txt'), 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const file = resolve(process.argv[2] ?? join(root, 'build/spec/commonmark.json'));
  const examples = readExamples();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(examples, null, 1)}\n`);
  console.log(`${examples.length} examples in ${file}`);
}
