import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { main } from '../cli/command.js';
import type { World } from './kinds.js';

/** The commands that are run in a hostile folder, and what each may do there. */
export const commands: readonly { args: string[]; may: RegExp | undefined }[] = [
  { args: ['list'], may: undefined },
  { args: ['search', 'one'], may: undefined },
  { args: ['check'], may: undefined },
  { args: ['serve', '--port', '0', '--no-watch'], may: undefined },
  { args: ['build'], may: /^.folder\/(?:archive(?:\/|$))/ },
  // Once more, over what is there by now.
  { args: ['build', '--full'], may: /^.folder\/(?:archive(?:\/|$))/ },
  { args: ['index'], may: /^.folder\/(?:search(?:\/|$))/ },
  { args: ['index', '--full'], may: /^.folder\/(?:search(?:\/|$))/ },
  { args: ['check', '--fix', '--yes'], may: /^~folder\/.*\.md$/s },
  {
    args: ['new', 'A new post'],
    may: /^\+folder\/.*a-new-post(?:\.md|\/index\.md|$)|^\+folder\/(?:_posts|\d{4})$/,
  },
  {
    args: ['init'],
    may: /^\+folder\/(?:.*\/)?(?:broadsheet\.config\.yaml|\.broadsheet(?:\/config\.schema\.json)?|\d{4}-\d\d-\d\d-first-letter\.md)$/,
  },
];

/** An unprivileged user whom the tests may run as, where they are run by root. */
export const nobody = 65_534;

const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/** Whether it works here. */
export const canBeNobody =
  process.getuid?.() === 0 &&
  spawnSync('setpriv', [...asNobody, process.execPath, main, '--version']).status === 0;

const longest = 60_000;

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
  /** It had to be ended. */
  hung: boolean;
}

/** Runs a command in the folder of a world. */
export function runIn(
  { root, folder }: World,
  args: readonly string[],
  owner?: number,
): Promise<Ran> {
  const { NO_COLOR: _none, FORCE_COLOR: _forced, ...inherited } = process.env;
  const [state, cache] = ['state', 'state/cache'].map((name) => join(root, name));
  const env = { ...inherited, XDG_STATE_HOME: state, XDG_CACHE_HOME: cache, HOME: root };
  const [program, ...words] = [
    ...(owner === undefined ? [] : ['setpriv', ...asNobody]),
    process.execPath,
    main,
    ...args,
  ];
  const child = spawn(program as string, words, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return ended(child, args[0] === 'serve');
}

function ended(child: ChildProcess, isServer: boolean): Promise<Ran> {
  const ran: Ran = { status: null, stdout: '', stderr: '', hung: false };
  const limit = setTimeout(() => {
    ran.hung = true;
    child.kill('SIGKILL');
  }, longest);
  child.stdout?.on('data', (text: Buffer) => {
    ran.stdout += text.toString('utf8');
    // It is up.
    if (isServer && ran.stdout.includes('\n')) child.kill('SIGINT');
  });
  child.stderr?.on('data', (text: Buffer) => (ran.stderr += text.toString('utf8')));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearTimeout(limit);
      resolve({ ...ran, status });
    });
  });
}
