/** The cells of the matrix: a host, an entry of the package, and how one asks the other. */
import { join } from 'node:path';
import { type App, type Entry, type PageEntry, entries } from './app.ts';
import { edgeRuntime, workerd, wranglerDev } from './edge.ts';
import { parcel, rsbuild, rspackWeb } from './pages.ts';
import { framework } from './frameworks.ts';
import { jest, vitest } from './test_runners.ts';

/** What a cell is expected to answer: what the fixture does, or an error that says what to do. */
export type Outcome = 'yes' | 'load-failed' | 'worker-failed';

export interface Cell {
  /** A row of the table. */
  host: string;
  entry: PageEntry;
  outcome: Outcome;
  /** Runs the fixture there; returns what `globalThis.answer` became, or the error's members. */
  ask(app: App): Promise<unknown>;
}

type Ask = (app: App, entry: Entry) => Promise<unknown>;

/** A row: of the entries that are named, with what the worker's answers in it. */
export function row(
  host: string,
  ask: Ask,
  outcomes: Partial<Record<Entry, Outcome>> = { main: 'yes', inline: 'yes', worker: 'yes' },
): Cell[] {
  return entries.flatMap((entry) => {
    const outcome = outcomes[entry];
    return outcome === undefined
      ? []
      : [{ host, entry, outcome, ask: (app: App) => ask(app, entry) }];
  });
}

/** A row of a bundler for pages, all entries of which are expected to work. */
export function pageRow(
  host: string,
  ask: (app: App, entry: PageEntry) => Promise<unknown>,
): Cell[] {
  const element = { host, entry: 'element', outcome: 'yes' } as const;
  return [...row(host, ask), { ...element, ask: (app: App) => ask(app, 'element') }];
}

/** The last line of what a program prints, as JSON: some hosts print lines of their own before. */
export function lastLine(output: string): unknown {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

const run =
  (command: string, ...args: string[]): Ask =>
  async (app, entry) =>
    lastLine(await app.exec(command, [...args, `print_${entry}.js`]));

const node = (version: string): Ask =>
  run(`node_modules/node-${version}/bin/node`.replace(/^/, './'));

/** Builds into a file by a command, and runs that by another. */
const built =
  (name: string, build: (entry: Entry, file: string) => string[], by: string[] = []): Ask =>
  async (app, entry) => {
    const file = join(app.folder, 'built', `${name}_${entry}`, fileOf(name, entry));
    const [command = '', ...args] = build(entry, file);
    await app.exec(command, args);
    const [runner = file, ...before] = by;
    return lastLine(await app.exec(runner, runner === file ? [] : [...before, file]));
  };

function fileOf(name: string, entry: Entry): string {
  if (name.endsWith('cjs')) return 'app.cjs';
  return name.endsWith('exe') ? 'app' : name.startsWith('bun') ? `print_${entry}.js` : 'app.mjs';
}

const source = (entry: Entry): string => `print_${entry}.js`;
/** Bundles leave the worker's script behind. */
const alone = { main: 'yes', inline: 'yes', worker: 'worker-failed' } as const;

const esbuild = (format: string) => (entry: Entry, file: string) => [
  'esbuild',
  source(entry),
  ...['--bundle', '--platform=node', `--format=${format}`, `--outfile=${file}`],
];

const rolldown = (format: string) => (entry: Entry, file: string) => [
  'rolldown',
  source(entry),
  ...['--platform', 'node', '--format', format, '--dir', join(file, '..')],
  ...['--entry-file-names', format === 'cjs' ? 'app.cjs' : 'app.mjs'],
  ...['--chunk-file-names', format === 'cjs' ? '[name].cjs' : '[name].mjs'],
];

const bunBuild = (target: string) => (entry: Entry, file: string) => [
  'bun',
  ...['build', source(entry), `--target=${target}`, '--outdir', join(file, '..')],
];

export const cells: readonly Cell[] = [
  ...row('Node 22', node('22')),
  ...row('Node 24', node('24')),
  ...row('Node 26', node('26')),
  ...row('Bun 1.4, `bun run`', run('bun', 'run')),
  ...row('Bun 1.4, `bun build --target=bun`', built('bun', bunBuild('bun'), ['bun']), alone),
  ...row(
    'Bun 1.4, `bun build --target=node`',
    built('bun_node', bunBuild('node'), ['node']),
    alone,
  ),
  ...row(
    'Bun 1.4, `bun build --compile`',
    built('bun_exe', (entry, file) => [
      ...['bun', 'build', source(entry), '--compile', '--outfile', file],
    ]),
    alone,
  ),
  ...row('Deno 2.9', run('deno', 'run', '-A', '--node-modules-dir=manual')),
  ...row('esbuild for Node, ES module', built('esbuild_esm', esbuild('esm'), ['node']), alone),
  ...row(
    'esbuild for Node, CommonJS (Lambda)',
    built('esbuild_cjs', esbuild('cjs'), ['node']),
    alone,
  ),
  ...row(
    'esbuild with nothing told, run by Node',
    built(
      'esbuild_bare_cjs',
      (entry, file) => ['esbuild', source(entry), '--bundle', `--outfile=${file}`],
      ['node'],
    ),
    { main: 'load-failed', inline: 'yes', worker: 'load-failed' },
  ),
  ...row(
    'Rolldown 1.3 for Node, ES module',
    built('rolldown_esm', rolldown('esm'), ['node']),
    alone,
  ),
  ...row(
    'Rolldown 1.3 for Node, CommonJS',
    built('rolldown_cjs', rolldown('cjs'), ['node']),
    alone,
  ),
  ...row('Jest 30, Node', jest('node'), { main: 'yes', inline: 'yes' }),
  ...row('Jest 30, jsdom', jest('jsdom'), { main: 'yes', inline: 'yes' }),
  ...row('Vitest 4, Node', vitest('node')),
  ...row('Vitest 4, jsdom', vitest('jsdom'), { main: 'yes', inline: 'yes' }),
  ...row('Vitest 4, happy-dom', vitest('happy-dom'), { main: 'yes', inline: 'yes' }),
  ...row('workerd (Cloudflare Workers)', workerd, {
    ...{ main: 'yes', inline: 'yes', worker: 'worker-failed' },
  }),
  ...row('edge-runtime 4', edgeRuntime, { inline: 'yes' }),
  ...pageRow('Parcel 2, page', parcel),
  ...pageRow('Rspack 2, page', rspackWeb),
];

const rendered = { main: 'yes', inline: 'yes' } as const;

/** The cells of the app that has the frameworks: their versions would not go with the others'. */
export const frameworkCells: readonly Cell[] = [
  ...row('Astro 7, pages ahead', framework('astro'), rendered),
  ...row('Nuxt 4, pages ahead', framework('nuxt'), rendered),
  ...row('React Router 8, pages ahead', framework('react-router'), rendered),
  ...row('SvelteKit 3, pages ahead', framework('sveltekit'), rendered),
  ...pageRow('Rsbuild 2, page', rsbuild),
  ...row('`wrangler dev --local`', wranglerDev, {
    ...{ main: 'yes', inline: 'yes', worker: 'worker-failed' },
  }),
];
