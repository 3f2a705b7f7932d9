import type { Archive } from '../archive/archive.js';
import { Failure, exitStatus } from './failure.js';
import type { Skipped } from '../archive/scan.js';
import { coloursFor, commandName, counted, printable, shellWord, tell } from './terminal.js';

/** More names than this drown what matters. */
const namesShown = 12;

/** Names what was passed over and what failed. */
export function tellSkipped(archive: Archive, named: string): void {
  const colours = coloursFor(process.stderr);
  const failed = archive.failed();
  for (const { path, reason } of failed) {
    tell(`${colours.red('failed')}  ${printable(path)}: ${printable(reason)}`);
  }
  const skipped = archive.skipped();
  for (const { path, reason } of skipped.slice(0, namesShown)) {
    tell(`${colours.dim('skipped')} ${printable(path)}: ${printable(reason)}`);
  }
  if (skipped.length > namesShown) {
    const rest = skipped.length - namesShown;
    tell(
      `${colours.dim('skipped')} and ${rest} more; all of them: ` +
        `${commandName} check --json ${shellWord(named)}`,
    );
  }
}

/** Says after the reading what the owner should know: what was left out, what is wrong. */
export function tellRemarks(archive: Archive, named: string): void {
  tellSkipped(archive, named);
  const drafts = archive.hiddenDrafts();
  if (drafts > 0) tell(`${counted(drafts, 'draft')} left out; --drafts shows them`);
  const tally = tallyOf(archive);
  const troubles = tallyText(tally);
  if (troubles !== '') {
    const where = counted(tally.posts, 'post');
    tell(`${troubles} in ${where}; to list them: ${commandName} check ${shellWord(named)}`);
  }
}

/** Fails with the reasons when a folder has nothing to show. */
export function requirePosts(archive: Archive, count: number, named: string): void {
  if (count > 0) return;
  const drafts = archive.hiddenDrafts();
  if (drafts > 0) {
    throw new Failure(`all posts in ${printable(named)} are drafts (${drafts})`, {
      status: exitStatus.unusable,
      hint: 'Add --drafts to show them.',
    });
  }
  throw new Failure(`no posts found in ${printable(named)}`, {
    status: exitStatus.unusable,
    hint:
      'Posts are files ending in .md or .markdown, in this folder or any below it; hidden ' +
      `folders and node_modules are not looked into.${reasonsOf(archive)}`,
  });
}

function reasonsOf(archive: Archive): string {
  const passed: Skipped[] = [...archive.failed(), ...archive.skipped()];
  if (passed.length === 0) return '';
  const shown = passed
    .slice(0, namesShown)
    .map(({ path, reason }) => `\n  ${printable(path)}: ${printable(reason)}`);
  const rest = passed.length - shown.length;
  return ` Passed over:${shown.join('')}${rest > 0 ? `\n  and ${rest} more` : ''}`;
}

/** How often each severity occurs. */
export interface Tally {
  error: number;
  warning: number;
  info: number;
  /** Posts with at least one error or warning. */
  posts: number;
}

/** Counts the diagnostics of all posts of an archive. */
export function tallyOf(archive: Archive): Tally {
  const tally: Tally = { error: 0, warning: 0, info: 0, posts: 0 };
  for (const { diagnostics } of archive.diagnostics()) {
    for (const { severity } of diagnostics) tally[severity] += 1;
    if (diagnostics.some(({ severity }) => severity !== 'info')) tally.posts += 1;
  }
  return tally;
}

/** `2 errors and 5 warnings`; empty when there are neither. */
export function tallyText({ error, warning }: Tally): string {
  const parts: string[] = [];
  if (error > 0) parts.push(counted(error, 'error'));
  if (warning > 0) parts.push(counted(warning, 'warning'));
  return parts.join(' and ');
}
