import { basename, dirname } from 'node:path';
import { init } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { isBuiltArchive } from '../archive/built_archive.js';
import { AllowedHosts } from './allowed_hosts.js';
import { answerBuilt, readBuiltArchive } from './built_archive.js';
import { ChangeEvents } from './change_events.js';
import { gate } from './gate.js';
import { findingsOf, linesOf } from '../terminal/diagnostic_lines.js';
import { type ExitStatus, exitStatus } from '../terminal/failure.js';
import { filesOfPage, findPage } from '../site/page.js';
import { loadPrerender } from '../site/prerender.js';
import { ServedIndex } from '../search/served_index.js';
import { Pages } from './pages.js';
import { Previews } from './preview.js';
import { type Listening, addresses, listen } from './listen.js';
import { Progress } from '../terminal/progress.js';
import { addressRemarks, requirePosts, tellRemarks, tellWithheld } from '../terminal/report.js';
import { answer } from './server.js';
import { coloursFor, counted, printable, suggested, tell } from '../terminal/terminal.js';
import { findPlace } from '../site/folder.js';
import { configurationNames } from '../site/configuration.js';
import type { Site } from '../site/site.js';
import { shownBy } from '../site/publication.js';
import { describeSite, recognizeSite, rootAsNamed } from '../site/recognize.js';
import { type Changes, type Watch, watchFolder } from './watch.js';

/** What `broadsheet serve` is told on the command line. */
export interface ServeOptions {
  port: number;
  host: string;
  allowHost?: string[];
  title?: string;
  drafts?: boolean;
  future?: boolean;
  expired?: boolean;
  /** Whether scripts of the owner's run. */
  snippets?: boolean;
  watch: boolean;
  json?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet serve` until a signal ends it. */
export async function serve(written: string, options: ServeOptions): Promise<ExitStatus> {
  const isConfiguration = configurationNames.includes(basename(written));
  if (isConfiguration) await findPlace(written);
  const named = isConfiguration ? dirname(written) : written;
  if (await isBuiltArchive(named)) return serveBuilt(named, options);
  const began = performance.now();
  // The module reads configuration files, too.
  await init();
  const [found, page] = await Promise.all([recognizeSite(named, 'serve'), findPage()]);
  const isTrusted =
    options.snippets === true || (isConfiguration && found.readFrom.includes(basename(written)));
  const site = isTrusted ? found : withoutSnippets(found);
  if (!options.quiet) tell(describeSite(site));
  if (!options.quiet && !isTrusted && found.owner.snippets !== undefined) tell(remarkOnSnippets);
  const progress = new Progress(!options.quiet);
  const archive = new Archive(site, {
    title: options.title,
    ...shownBy(options, site),
    live: options.watch,
    search: true,
    onProgress: (read, of) => progress.show('Reading posts', read, of),
  });
  await archive.read();
  progress.end();
  const entries = archive.entries();
  requirePosts(archive, entries.length, named);
  const count = entries.filter(({ page }) => page !== true).length;

  const events = options.watch ? new ChangeEvents() : undefined;
  const prerender = await loadPrerender();
  const pages = new Pages(archive, prerender);
  const previews = new Previews(archive, prerender);
  const files = await filesOfPage(page);
  const pageFiles = new Map(files.map(({ path, file }) => [path, file]));
  const hosts = new AllowedHosts(options);
  const index = new ServedIndex(archive);
  const answered = answer({ archive, pageFiles, pages, index, events, previews, hosts });
  const gated = gate(hosts, answered, { isTold: !options.quiet });
  const listening = await listen(gated, options.port, options.host);
  const stopped = stopSignal();
  if (!options.quiet) {
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    tell(`${printable(archive.title)}: ${counted(count, 'post')}, read in ${seconds} s`);
    tellRemarks(archive, named, addressRemarks(pages));
  }
  tellAddresses(listening.port, options, { title: archive.title, posts: count });
  if (!options.quiet) tellWithheld(await archive.withheld(), named);
  const watch = events && startWatching(archive, events, named, options);
  if (!options.quiet) {
    tell(`${watch ? 'Watching for changes. ' : ''}Press Ctrl+C to stop.`);
    tell(`To publish it: ${suggested('build', named)}`);
  }

  await stopped;
  await stop(listening, events, watch);
  return exitStatus.ok;
}

const remarkOnSnippets =
  'The snippets of the configuration do not run here: whoever wrote it would have scripts of theirs at ' +
  'an address of this machine. If it is yours: --snippets, or name the configuration itself.';

/** A folder may be anybody's: scripts in it run where its user has asked for that, and nowhere else. */
function withoutSnippets(site: Site): Site {
  const { snippets: _snippets, policy: _policy, ...owner } = site.owner;
  return { ...site, owner };
}

/** Shows what `build` has written, as a static host would. */
async function serveBuilt(named: string, options: ServeOptions): Promise<ExitStatus> {
  const built = await readBuiltArchive(named, await loadPrerender());
  const gated = gate(new AllowedHosts(options), answerBuilt(built), { isTold: !options.quiet });
  const listening = await listen(gated, options.port, options.host);
  const stopped = stopSignal();
  const { title, posts, pages, base } = built;
  if (!options.quiet) {
    const more = pages === 0 ? '' : `, ${counted(pages, 'page')}`;
    tell(`A built archive. ${printable(title)}: ${counted(posts, 'post')}${more}`);
    if (base !== '/') tell(`It is shown at ${base}, the path of its baseURL.`);
  }
  tellAddresses(listening.port, options, { title, posts }, base.slice(1));
  if (!options.quiet) {
    tell('Its files are served as they are: build it anew after a change. Press Ctrl+C to stop.');
  }
  await stopped;
  await stop(listening, undefined, undefined);
  return exitStatus.ok;
}

/** The address to open goes to standard output, alone on its line, for programs to read. */
function tellAddresses(
  port: number,
  { port: wanted, host, json, quiet }: ServeOptions,
  archive: { title: string; posts: number },
  base = '',
): void {
  if (wanted !== 0 && port !== wanted) tell(`Port ${wanted} is not free; using ${port}.`);
  const [url = '', ...others] = addresses(host, port).map((address) => address + base);
  process.stdout.write(`${json ? JSON.stringify({ url, port, ...archive }) : url}\n`);
  if (quiet) return;
  for (const address of others) tell(`also at ${address}`);
}

function startWatching(
  archive: Archive,
  events: ChangeEvents,
  named: string,
  { quiet }: ServeOptions,
): Watch {
  const report = async ({ paths, rearranged }: Changes): Promise<void> => {
    const reread = rearranged ? await archive.read() : await archive.refresh(paths);
    if (!quiet) tellChanged(archive, named, reread);
    // Pictures are not read, but an open page shows them.
    const shown = new Set([...reread, ...[...paths].filter((path) => !archive.knows(path))]);
    if (shown.size > 0) events.announce([...shown].sort());
  };
  const warn = (message: string): void => tell(coloursFor(process.stderr).yellow(message));
  const watch = watchFolder(archive.root, report, warn);
  // What changed between the first reading and now was not seen by the watcher.
  watch.ready
    .then(() => report({ paths: new Set(), rearranged: true }))
    .catch((error: unknown) => warn(`the folder could not be read again: ${String(error)}`));
  return watch;
}

/** Names each changed file with what is wrong in it: the owner is writing it just now. */
function tellChanged(archive: Archive, named: string, paths: readonly string[]): void {
  const colours = coloursFor(process.stderr);
  const folder = rootAsNamed(named, archive.site);
  const time = new Date().toTimeString().slice(0, 8);
  for (const path of paths) {
    tell(`${colours.dim(time)} ${archive.knows(path) ? 'read' : 'gone'} ${printable(path)}`);
    const diagnostics = archive.diagnosticsOf(path).filter(({ severity }) => severity !== 'info');
    for (const finding of findingsOf(folder, [{ path, diagnostics }])) {
      for (const line of linesOf(finding, colours)) tell(`  ${line}`);
    }
  }
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function stop(
  { server }: Listening,
  events: ChangeEvents | undefined,
  watch: Watch | undefined,
): Promise<void> {
  events?.close();
  await watch?.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
