import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { main, run, temporaryFolder } from './command.ts';

/** More posts than are checked in a blink. */
const count = 1500;
const folder = temporaryFolder();
const temporaryPlace = temporaryFolder();

beforeAll(() => {
  const body = 'A line, as letters have *many*, with [a link](https://example.com/).\n\n'.repeat(
    40,
  );
  for (let number = 1; number <= count; number += 1) {
    const head = `---\ntitle: Letter ${number}\ndate: 2020-01-01\n---\n\n`;
    writeFileSync(join(folder, `${number}.md`), head + body);
  }
});
/** What a command writes to a terminal. */
function onTerminal(args: string, env: Record<string, string> = {}): string {
  const command = `'${process.execPath}' '${main}' ${args}`;
  return execFileSync('script', ['-qec', command, '/dev/null'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
    maxBuffer: 64e6,
  });
}

const hideCursor = '\u001B[?25l';
const showCursor = '\u001B[?25h';

describe('progress', () => {
  it('stands on a terminal while a command works, and is gone at its end', () => {
    const written = onTerminal(`check '${folder}'`);
    expect(written).toMatch(/Checking posts: [1-9][\d,]* of 1,500/);
    expect(written.lastIndexOf(showCursor)).toBeGreaterThan(written.lastIndexOf(hideCursor));
    // What the command has to say begins on a line that was cleared.
    const last = written.slice(written.lastIndexOf('Checking posts'));
    expect(last).toContain('\u001B[0K');
    expect(last).toMatch(/1,500 posts checked/);
  });

  it('says of a build what it is at', () => {
    const out = join(temporaryPlace, 'archive');
    const written = onTerminal(`build '${folder}' --out '${out}'`);
    expect(written).toMatch(/Reading posts: [1-9][\d,]* of 1,500/);
    expect(written).toMatch(/Writing pages: [1-9]/);
    const end = written.lastIndexOf(showCursor);
    expect(written.slice(end)).toMatch(/built in [\d.]+ s/);
    expect(end).toBeGreaterThan(written.lastIndexOf(hideCursor));
  });

  it.each([
    ['with --quiet', '--quiet', {}],
    ['on a dumb terminal', '', { TERM: 'dumb' }],
    ['on a build server', '', { CI: 'true' }],
  ])('is not shown %s', (_where, option, env) => {
    const written = onTerminal(`check '${folder}' ${option}`, env);
    expect(written).not.toContain('Checking posts');
    expect(written).not.toContain(hideCursor);
  });

  it('is not written into a file', async () => {
    const { stderr } = await run(['check', folder]);
    expect(stderr).not.toContain('Checking posts');
    expect(stderr).not.toContain('\u001B');
  });
});
