/** The programs of a page of the docs, by the file name that their first comment says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../package/paths.ts';

const fence = /^```(\w+)\n([\s\S]*?)\n```$/gm;
const named = /^(?:---\n)?(?:\/\/|<!--) (\S+\.[a-z]+)(?: -->)?$/m;

/** All named programs of a page of wasm/docs. */
export function recipes(page: string): Map<string, string> {
  const text = readFileSync(join(root, 'wasm/docs', page), 'utf8');
  const found = new Map<string, string>();
  for (const [, , program = ''] of text.matchAll(fence)) {
    const [comment = '', name] = named.exec(program) ?? [];
    if (name !== undefined && program.startsWith(comment)) found.set(name, `${program}\n`);
  }
  return found;
}

/** One of them. */
export function recipe(page: string, name: string): string {
  const program = recipes(page).get(name);
  if (program === undefined) throw new Error(`wasm/docs/${page} has no program called ${name}`);
  return program;
}
