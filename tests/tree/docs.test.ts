/* The programs of wasm/docs/hooks.md run as they stand there. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../package/paths.ts';

const page = readFileSync(join(root, 'wasm/docs/hooks.md'), 'utf8');
const programs = [...page.matchAll(/^```js\n([\s\S]*?)\n```$/gm)].map(([, code]) => code ?? '');

/** Runs a program where `broadsheet` is found, and returns what it says last. */
function run(program: string, said: string): string {
  return execFileSync(
    process.execPath,
    ['--input-type=module', '-e', `${program}\nprocess.stdout.write(${said});`],
    { cwd: join(root, 'tests'), encoding: 'utf8' },
  );
}

describe('wasm/docs/hooks.md', () => {
  test('has programs', () => {
    expect(programs).toHaveLength(4);
  });

  test('hooks', () => {
    const html = run(programs[0] ?? '', 'html');
    expect(html).toContain('class="wide" src="https://cdn.example.com/team.jpg" alt="Team"');
    expect(html).toContain('<figure data-meta="">graph TD; A-->B</figure>');
  });

  test('hooks that answer later', () => {
    expect(run(programs[1] ?? '', 'html')).toBe('<pre>let a = 1;</pre>\n');
  });

  test('the tree', () => {
    const said = run(programs[2] ?? '', 'html + JSON.stringify(mdast.children.length)');
    expect(said).toBe(
      'https://example.com/ there 3\n<h2 id="hello">Hello</h2>\n<p>See there.</p>\n2',
    );
  });

  test('syntax by option', () => {
    const html = run(programs[3] ?? '', 'html');
    expect(html).toContain('markdown-alert-tip');
    expect(html).toContain('<mark>this</mark> in <a href="/issues/12/">the last issue</a>');
  });
});
