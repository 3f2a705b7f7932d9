import { resolve } from 'node:path';
import { init } from 'broadsheet';
import { shownBy } from '../site/publication.js';
import { describeSite, recognizeSite } from '../site/recognize.js';
import { type ExitStatus, Failure, exitStatus } from '../terminal/failure.js';
import { counted, printable, suggested, tell } from '../terminal/terminal.js';
import { indexFolder } from './index_folder.js';

/** What `broadsheet index` is told on the command line. */
export interface IndexCommandOptions {
  out: string;
  drafts?: boolean;
  future?: boolean;
  expired?: boolean;
  full?: boolean;
  json?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet index`: the search index of a folder, for `openSearch` and `broadsheet search`. */
export async function index(named: string, options: IndexCommandOptions): Promise<ExitStatus> {
  const began = performance.now();
  await init();
  const site = await recognizeSite(named, 'index');
  if (!options.quiet) tell(describeSite(site));
  const out = resolve(options.out);
  const report = await indexFolder(site, out, {
    ...shownBy(options, site),
    full: options.full === true,
  });
  if (report.posts === 0) {
    throw new Failure(`${printable(named)} has no posts to index`, { status: exitStatus.unusable });
  }
  const { posts, read, kind, failed } = report;
  const forPrograms = JSON.stringify({ index: out, posts, read, kind, failed }, undefined, 2);
  process.stdout.write(`${options.json ? forPrograms : out}\n`);
  for (const note of report.notes) tell(note);
  for (const { path, reason } of report.failed) tell(`${printable(path)}: ${reason}`);
  if (!options.quiet) {
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    const how = {
      full: 'all read anew',
      added: `${counted(report.read, 'file')} read anew`,
      unchanged: 'nothing has changed',
    }[report.kind];
    tell(`${counted(report.posts, 'post')} indexed in ${seconds} s: ${how}`);
    tell(`Next: ${suggested("search 'some words' --in", options.out)}`);
  }
  return report.failed.length > 0 ? exitStatus.unusable : exitStatus.ok;
}
