import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, shared } from './paths.ts';

/** A Markdown text with the name it is rendered under. */
export interface Sample {
  file: string;
  source: Uint8Array;
}

/** Every post of every corpus, in a fixed order. */
export function realPosts(): Sample[] {
  return markdownBelow(join(shared, 'corpora'));
}

/** The Markdown files below a folder, in a fixed order. */
export function markdownBelow(folder: string): Sample[] {
  return filesBelow(folder)
    .filter((path) => /\.(md|markdown)$/.test(path))
    .map((path) => ({ file: relative(folder, path), source: readFileSync(path) }));
}

/** Every text in the public suites: Markdown, HTML payloads, YAML, and strings that make trouble. */
export function suiteInputs(): Sample[] {
  const suites = join(shared, 'suites');
  const samples: Sample[] = [];
  for (const path of filesBelow(suites)) {
    const file = relative(suites, path);
    const content = readFileSync(path);
    samples.push({ file, source: content });
    if (!file.endsWith('.json')) continue;
    for (const text of stringsIn(JSON.parse(content.toString('utf8')))) {
      samples.push({ file, source: Buffer.from(text) });
    }
  }
  return samples;
}

/** Every input that fuzzing began with or once found something with. */
export function fuzzInputs(): Sample[] {
  const fuzz = join(root, 'tests/fuzz');
  return ['seeds', 'regressions']
    .flatMap((kind) => filesBelow(join(fuzz, kind)))
    .map((path) => ({ file: relative(fuzz, path), source: readFileSync(path) }));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) yield* stringsIn(member);
  }
}
