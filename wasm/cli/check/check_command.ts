import { basename, dirname } from 'node:path';
import { init } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { findingsOf, linesOf } from '../terminal/diagnostic_lines.js';
import { type ExitStatus, Failure, exitStatus } from '../terminal/failure.js';
import { findPlace } from '../site/folder.js';
import { rootAsNamed, siteOfFolder } from '../site/recognize.js';
import { requirePosts, type Tally, tallyOf, tallyText, tellSkipped } from '../terminal/report.js';
import { coloursFor, counted, tell } from '../terminal/terminal.js';

/** What `broadsheet check` is told on the command line. */
export interface CheckOptions {
  /** Print JSON instead of lines. */
  json?: boolean;
  /** Warnings fail too. */
  strict?: boolean;
}

/** Runs `broadsheet check`: all diagnostics on standard output, the summary beside it. */
export async function check(named: string, options: CheckOptions): Promise<ExitStatus> {
  await init();
  const place = await findPlace(named);
  const isFile = place.kind === 'file';
  const site = await siteOfFolder(isFile ? dirname(place.real) : place.real);
  const archive = new Archive(
    isFile ? { ...site, root: dirname(place.real), passOver: () => undefined } : site,
    {
      drafts: true,
      future: true,
      live: false,
    },
  );
  if (isFile) await archive.refresh([basename(place.real)]);
  else await archive.read();

  const count = archive.entries().length;
  const findings = findingsOf(
    isFile ? dirname(named) : rootAsNamed(named, site),
    archive.diagnostics(),
  );
  const tally = tallyOf(archive);
  if (options.json) {
    const { error: errors, warning: warnings, info: notes } = tally;
    const counts = { posts: count, errors, warnings, notes };
    const passed = { skipped: archive.skipped(), failed: archive.failed() };
    print(`${JSON.stringify({ ...counts, diagnostics: findings, ...passed }, undefined, 2)}\n`);
  } else {
    const colours = coloursFor(process.stdout);
    print(findings.flatMap((finding) => linesOf(finding, colours)).map((line) => `${line}\n`));
    tellSkipped(archive, named);
  }
  if (archive.failed().length > 0) {
    tell(
      `${counted(archive.failed().length, 'file or folder', 'files or folders')} could not be checked`,
    );
    return exitStatus.unusable;
  }
  if (isFile && count === 0) throw notAPost(named, archive);
  requirePosts(archive, count, named);
  tell(summaryOf(count, tally));
  const isBad = tally.error > 0 || (options.strict === true && tally.warning > 0);
  return isBad ? exitStatus.problems : exitStatus.ok;
}

function print(text: string | readonly string[]): void {
  process.stdout.write(typeof text === 'string' ? text : text.join(''));
}

function summaryOf(count: number, tally: Tally): string {
  const colours = coloursFor(process.stderr);
  const checked = `${counted(count, 'post')} checked`;
  const notes = tally.info > 0 ? `; ${counted(tally.info, 'note')}` : '';
  const troubles = tallyText(tally);
  if (troubles === '') return colours.green(`${checked}: no errors or warnings${notes}`);
  return `${checked}: ${troubles} in ${counted(tally.posts, 'post')}${notes}`;
}

function notAPost(named: string, archive: Archive): Failure {
  const reason = archive.skipped()[0]?.reason ?? 'posts end in .md or .markdown';
  return new Failure(`${named} is not a post: ${reason}`, { status: exitStatus.unusable });
}
