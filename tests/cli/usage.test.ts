import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { archiveCopy, run } from './command.js';

it.each([
  [['--help']],
  ...['serve', 'build', 'check', 'list', 'render', 'new', 'init'].map((name) => [[name, '-h']]),
])('begins the help of %j with examples', async (args) => {
  const { status, stdout, stderr } = await run(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Examples:\n {2}broadsheet /);
  expect(stdout).toContain('Usage: broadsheet');
});

it('documents every option', async () => {
  const { stdout } = await run(['serve', '--help']);
  for (const option of ['--port', '--host', '--title', '--drafts', '--no-watch', '--quiet']) {
    expect(stdout).toContain(option);
  }
});

it('prints its version', async () => {
  const manifest = new URL('../../wasm/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  expect(await run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
});

it.each([
  [['sevre', '.'], "unknown command 'sevre'", 'Did you mean serve?'],
  [['serve', '--prot', '1'], "unknown option '--prot'", 'Did you mean --port?'],
  [['serve', '--port', 'many'], "'many'", 'from 0 to 65535'],
  [['serve', '--port', '70000'], "'70000'", 'from 0 to 65535'],
  [['serve', '--port'], 'argument missing', '--port <number>'],
  [['check', 'a', 'b'], 'too many arguments', 'check'],
])('explains %j and ends with 2', async (args, ...expected) => {
  const { status, stdout, stderr } = await run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  for (const text of expected) expect(stderr).toContain(text);
  expect(stderr).toContain('broadsheet --help');
});

it('shows its help, and ends with 2, when nothing is asked of it', async () => {
  const { status, stdout, stderr } = await run([]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('Examples:');
});

it('guesses that a folder is to be served', async () => {
  const { status, stderr } = await run([archiveCopy()]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/To show it: broadsheet serve .*garden-letters/);
});
