import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { init } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { findPlace } from '../site/folder.js';
import { everything } from '../site/publication.js';
import { rootAsNamed, siteOfFolder } from '../site/recognize.js';
import { type ExitStatus, Failure, exitStatus } from '../terminal/failure.js';
import { Progress } from '../terminal/progress.js';
import { requirePosts, tellSkipped } from '../terminal/report.js';
import { coloursFor, counted, printable, suggested, tell } from '../terminal/terminal.js';
import { addressFindings } from './address_findings.js';
import { Examination } from './examine.js';
import type { Finding } from './finding.js';
import { type Mending, diffOf, mend, save } from './fix.js';
import { missingFindings } from './missing_findings.js';
import { annotation, compilerLines } from './print.js';
import { wechatRules } from './rules/wechat.js';
import { sarifOf } from './sarif.js';

/** How findings are printed; `github` is commands of GitHub Actions alone. */
export type CheckFormat = 'text' | 'json' | 'github' | 'sarif';

/** What `broadsheet check` is told on the command line. */
export interface CheckOptions {
  /** The same as the format `json`. */
  json?: boolean;
  format?: CheckFormat;
  /** Warnings fail too. */
  strict?: boolean;
  /** Say, too, what WeChat's editor will not take. */
  wechat?: boolean;
  /** Mend what has one safe answer. */
  fix?: boolean;
  /** Do not ask before it is written. */
  yes?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet check`: all findings on standard output, the summary beside it. */
export async function check(named: string, given: CheckOptions): Promise<ExitStatus> {
  const format = given.json ? 'json' : (given.format ?? 'text');
  const options = { ...given, json: format === 'json' || format === 'sarif' };
  await init();
  const place = await findPlace(named);
  const isFile = place.kind === 'file';
  const found = await siteOfFolder(isFile ? dirname(place.real) : place.real);
  const site = isFile ? { ...found, root: dirname(place.real), passOver: () => undefined } : found;
  const folder = isFile ? dirname(named) : rootAsNamed(named, site);
  const examination = new Examination(site, options.wechat ? wechatRules : []);
  const progress = new Progress(!options.quiet);
  const archive = new Archive(site, {
    ...everything,
    live: false,
    onPost: (post) => examination.examine(post),
    onProgress: (read, of) => progress.show('Checking posts', read, of),
  });
  if (isFile) await archive.refresh(new Set([basename(place.real)]));
  else await archive.read();
  progress.end();

  const count = archive.entries().length;
  // What one file asks for depends on all others.
  const more = isFile ? [] : await addressFindings(archive);
  more.push(...missingFindings(archive, { isWhole: !isFile }));
  let findings = examination.findings({ across: !isFile, more });
  if (options.fix) findings = await fixed(site.root, folder, findings, options);
  const tally = tallyOf(findings);
  if (format === 'json') printJson(archive, count, findings, folder);
  else if (format === 'sarif') process.stdout.write(`${sarifOf(findings, folder)}\n`);
  else if (format === 'github') printAnnotations(findings, folder);
  else printLines(findings, folder);
  if (!options.quiet && !options.json) tellSkipped(archive, named);
  if (archive.failed().length > 0) {
    tell(
      `${counted(archive.failed().length, 'file or folder', 'files or folders')} could not be checked`,
    );
    return exitStatus.unusable;
  }
  if (isFile && count === 0) throw notAPost(named, archive);
  requirePosts(archive, count, named);
  if (!options.quiet) tell(summaryOf(count, findings, tally, options, { named, isFile }));
  const isBad = tally.error > 0 || (options.strict === true && tally.warning > 0);
  return isBad ? exitStatus.problems : exitStatus.ok;
}

function printLines(findings: readonly Finding[], folder: string): void {
  const colours = coloursFor(process.stdout);
  const isOnActions = process.env.GITHUB_ACTIONS === 'true';
  const lines = findings.flatMap((finding) => [
    ...compilerLines(finding, folder, colours),
    ...(isOnActions ? [annotation(finding, folder)] : []),
  ]);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function printAnnotations(findings: readonly Finding[], folder: string): void {
  process.stdout.write(findings.map((finding) => `${annotation(finding, folder)}\n`).join(''));
}

function printJson(
  archive: Archive,
  posts: number,
  findings: readonly Finding[],
  folder: string,
): void {
  const { error: errors, warning: warnings, info: notes } = tallyOf(findings);
  const diagnostics = findings.map(({ fix, file, included: _included, ...finding }) => ({
    ...finding,
    file: join(folder, file),
    fixable: fix !== undefined,
  }));
  const passed = { skipped: archive.skipped(), failed: archive.failed() };
  const report = { posts, errors, warnings, notes, diagnostics, ...passed };
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
}

/** Shows the safe changes, makes them if that is wanted, and returns the findings that remain. */
async function fixed(
  root: string,
  folder: string,
  findings: Finding[],
  { yes, json }: CheckOptions,
): Promise<Finding[]> {
  const mendings = mend(root, findings);
  if (mendings.length === 0) {
    tell('Nothing can be mended without a doubt.');
    return findings;
  }
  // With --json, standard output is the report's.
  const stream = json ? process.stderr : process.stdout;
  const colours = coloursFor(stream);
  for (const mending of mendings) stream.write(`${diffOf(mending, folder, colours)}\n`);
  if (!(yes ?? (await isConfirmed(mendings)))) return findings;
  const mended = new Set<string>();
  for (const mending of mendings) {
    save(root, mending);
    mended.add(mending.file);
  }
  tell(`Mended ${summary(mendings)}. What remains:`);
  return findings.filter(({ fix, file }) => fix === undefined || !mended.has(file));
}

async function isConfirmed(mendings: readonly Mending[]): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    tell(`Nothing was changed. To mend ${summary(mendings)}: add --yes`);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`Mend ${summary(mendings)}? [y/N] `);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

function summary(mendings: readonly Mending[]): string {
  const count = mendings.reduce((sum, mending) => sum + mending.count, 0);
  return `${counted(count, 'finding')} in ${counted(mendings.length, 'file')}`;
}

type Tally = Record<Finding['severity'], number>;

function tallyOf(findings: readonly Finding[]): Tally {
  const tally: Tally = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) tally[severity] += 1;
  return tally;
}

function summaryOf(
  count: number,
  findings: readonly Finding[],
  { error, warning, info }: Tally,
  { strict, fix }: CheckOptions,
  { named, isFile }: { named: string; isFile: boolean },
): string {
  const colours = coloursFor(process.stderr);
  const checked = `${counted(count, 'post')} checked`;
  const notes = info > 0 ? `; ${counted(info, 'note')}` : '';
  const command = (name: string) => suggested(name, named);
  if (error + warning === 0) {
    const clean = colours.green(`${checked}: no errors or warnings${notes}`);
    return isFile ? clean : `${clean}. Next: ${command('build')}`;
  }
  const parts = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
  ];
  const severe = findings.filter(({ severity }) => severity !== 'info');
  const posts = counted(new Set(severe.map(({ file }) => file)).size, 'post');
  const fixable = findings.filter((finding) => finding.fix !== undefined).length;
  const next = [
    ...(fixable > 0 && !fix ? [`to mend ${fixable} of them: ${command('check')} --fix`] : []),
    ...(error === 0 && !strict ? ['warnings fail with --strict'] : []),
  ];
  const after = next.length > 0 ? ` (${next.join('; ')})` : '';
  return `${checked}: ${parts.join(' and ')} in ${posts}${notes}${after}`;
}

function notAPost(named: string, archive: Archive): Failure {
  const reason = archive.skipped()[0]?.reason ?? 'posts end in .md or .markdown';
  return new Failure(`${printable(named)} is not a post: ${reason}`, {
    status: exitStatus.unusable,
  });
}
