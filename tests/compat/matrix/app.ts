/** An app: hosts or tools at pinned versions, and the packed package beside them. */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageFolder } from '../../package/paths.ts';

/** Folders with a lock file: the hosts of the matrix, and the tools that plug-ins are for. */
export const hostTools = fileURLToPath(new URL('tools', import.meta.url));
export const frameworkTools = fileURLToPath(new URL('frameworks', import.meta.url));
export const pluginTools = fileURLToPath(new URL('../plugins/tools', import.meta.url));

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));
const cache = fileURLToPath(new URL('../../../.cache', import.meta.url));

const run = promisify(execFile);
/** The slowest, a build of Next.js, takes a minute on two busy cores. */
const longestRun = 280_000;

/** An app that has the package installed. */
export interface App {
  readonly folder: string;
  /** Writes a file of the app. */
  write(name: string, text: string): void;
  /** Runs a command of the tools, or a path, in a folder of the app; returns what it prints. */
  exec(
    command: string,
    args: readonly string[],
    env?: NodeJS.ProcessEnv,
    place?: string,
  ): Promise<string>;
  remove(): void;
}

/** The entries of the package that hosts without a page have. */
export const entries = ['main', 'inline', 'worker'] as const;
export type Entry = (typeof entries)[number];
/** Those of pages: the element is one, too. */
export type PageEntry = Entry | 'element';

/** Makes an app in a temporary folder; its tools are fetched once for their lock file. */
export function makeApp(tools: string): App {
  const modules = installedTools(tools);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'broadsheet-matrix-')));
  cpSync(fixtures, folder, { recursive: true });
  copyTree(modules, join(folder, 'node_modules'));
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: packageFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  ) as [{ filename: string }];
  const place = join(folder, 'node_modules/broadsheet');
  mkdirSync(place);
  execFileSync('tar', ['xzf', join(folder, filename), '-C', place, '--strip-components', '1']);
  const app: App = {
    folder,
    write(name, text) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    async exec(command, args, env = {}, place = '.') {
      const local = join(folder, 'node_modules/.bin', command);
      const path = existsSync(local) ? local : command;
      const { stdout } = await run(path, args, {
        cwd: join(folder, place),
        encoding: 'utf8',
        timeout: longestRun,
        maxBuffer: 2 ** 26,
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: undefined, ...env },
      });
      return stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  app.write('package.json', '{"private":true,"type":"module"}');
  // Parcel takes the folder of a lock file for the project's.
  app.write('package-lock.json', '{}');
  for (const entry of entries) app.write(`print_${entry}.js`, printing(entry));
  return app;
}

/** A program that prints a fixture's answer, or its error, as a line of JSON. */
function printing(entry: Entry): string {
  return `import './${entry}.js';
globalThis.answer.then(
  (answer) => console.log(JSON.stringify(answer)),
  ({ name, code, hint, message }) => console.log(JSON.stringify({ name, code, hint, message })),
);\n`;
}

function installedTools(tools: string): string {
  const lock = readFileSync(join(tools, 'package-lock.json'));
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const place = join(cache, `hosts-${key}`);
  if (!existsSync(join(place, 'complete'))) {
    rmSync(place, { recursive: true, force: true });
    cpSync(tools, place, { recursive: true });
    // (`npm ci` refuses a lock file without what is optional on another system.)
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: place, stdio: 'pipe' });
    writeFileSync(join(place, 'complete'), '');
  }
  return join(place, 'node_modules');
}

/** Hard links where the file system allows: symbolic ones would lead bundlers out of the app. */
function copyTree(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'pipe' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, to]);
  }
}
