/* Runs the command line as a user does: the built file, in a process of its own. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, onTestFinished } from 'vitest';

export const main = fileURLToPath(new URL('../../dist/package/dist/cli/main.js', import.meta.url));
const fixture = fileURLToPath(new URL('fixtures/archive', import.meta.url));

/** What a finished command left behind. */
export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

interface Place {
  cwd?: string;
  env?: Record<string, string>;
  /** The script of the command line, if not the one that was built. */
  program?: string;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** A command that runs, and what it says so far. */
export interface Started {
  child: Child;
  output: Outcome;
  closed: Promise<Outcome>;
}

/** Starts a command. */
export function start(args: readonly string[], { cwd, env, program = main }: Place = {}): Started {
  const { NO_COLOR: _none, FORCE_COLOR: _forced, npm_command: _npm, ...inherited } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Outcome = { status: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const closed = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...output, status }));
  });
  return { child, output, closed };
}

/** Runs a command to its end. */
export function run(args: readonly string[], place: Place = {}): Promise<Outcome> {
  return start(args, place).closed;
}

/** A server that is up. */
export interface Server {
  /** As printed, with a slash at the end. */
  url: string;
  output: Outcome;
  /** The process's number in the system. */
  pid: number;
  /** Sends the signal of Ctrl+C and waits for the end. */
  stop(): Promise<Outcome>;
}

/** Starts `broadsheet serve` and waits for its address; ended with the test at the latest. */
export async function serve(args: readonly string[], place: Place = {}): Promise<Server> {
  const { child, output, closed } = start(['serve', ...args], place);
  const stop = (): Promise<Outcome> => {
    child.kill('SIGINT');
    return closed;
  };
  onTestFinished(async () => {
    await stop();
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const line = /^(http:\/\/\S+)\n/m.exec(output.stdout)?.[1];
      if (line !== undefined) resolve(line);
    });
    closed.then(({ status, stderr }) => {
      reject(new Error(`serve ended with ${status} before it was up:\n${stderr}`));
    });
  });
  return { url, output, pid: child.pid ?? 0, stop };
}

/** An empty folder that is removed after the test. */
export function emptyFolder(): string {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty folder for all tests of a file, removed after them. */
export function temporaryFolder(): string {
  const folder = newFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-cli-')));
}

/** A copy of the fixture that a test may change, in a folder of a telling name. */
export function archiveCopy(): string {
  const folder = join(emptyFolder(), 'garden-letters');
  cpSync(fixture, folder, { recursive: true });
  return folder;
}

/** Waits until something holds, which another process brings about. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`in vain waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The paths of the fixture that are letters for readers, as a manifest has them. */
export const listedPaths: readonly string[] = [
  '2023/bom.md',
  '2023/broken-yaml.md',
  '2023/crlf.md',
  '2023/odd-date.md',
  '2024/spring letter & notes [1].md',
  '2024/春天的信.md',
  'CHANGELOG.md',
  'folder.md/index.md',
  'issue-172.markdown',
  'nested/README.md',
];
