/* docs/diagnostics.md has an entry for every code, and no entry for one that is not used. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../package/paths.ts';

/** The files below a folder of the repository, as one text. */
function textOf(folder: string, ending: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
}

function codesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, code]) => code ?? []);
}

it('has an entry for each code that is used, and for no other', () => {
  const core = textOf('core/src', '.cpp');
  const used = new Set([
    ...codesIn(core, /\breport\(\s*"([a-z0-9-]+)"/g),
    ...codesIn(core, /\.code = "([a-z0-9-]+)"/g),
    // The sanitizer's are a table.
    ...codesIn(core, /\{"([a-z0-9-]+)", Severity::/g),
    // The reader of TOML and JSON names its two codes side by side.
    ...codesIn(core, /"((?:toml|json)-syntax)"/g),
    ...codesIn(textOf('web/cli/check', '.ts'), /\bcode: '([a-z0-9-]+)'/g),
    ...codesIn(textOf('web/cli/generators', '.ts'), /\bcode: '([a-z0-9-]+)'/g),
    ...codesIn(textOf('web/cli/check', '.ts'), /#repeated\([^,]+, '([a-z0-9-]+)'/g),
  ]);
  expect(used.size).toBeGreaterThan(40);
  const page = readFileSync(join(root, 'docs/diagnostics.md'), 'utf8');
  const entries = codesIn(page, /^### ([a-z0-9-]+)\n\S/gm);
  expect(entries.length).toBe(new Set(entries).size);
  expect([...entries].sort()).toEqual([...used].sort());
});

it('marks those that --fix mends', () => {
  const sources = textOf('web/cli/check/rules', '.ts');
  const mended = sources
    .split(/\bcode: '/)
    .slice(1)
    .flatMap((part) => (/\breplacement: /.test(part) ? [/^[a-z0-9-]+/.exec(part)?.[0]] : []));
  const page = readFileSync(join(root, 'docs/diagnostics.md'), 'utf8');
  const marked = codesIn(page, /^### ([a-z0-9-]+)\n\*\*fix\*\*/gm);
  expect(marked.sort()).toEqual(mended.sort());
});
