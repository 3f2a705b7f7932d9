import type { Archive } from '../archive/archive.js';
import { Failure, exitStatus } from './failure.js';
import type { Skipped } from '../archive/scan.js';
import { coloursFor, counted, printable, suggested, tell } from './terminal.js';

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
        suggested('check --json', named),
    );
  }
}

/** Says after the reading what the owner should know: what was left out, what is wrong. */
export function tellRemarks(archive: Archive, named: string): void {
  tellSkipped(archive, named);
  for (const line of remarksOnHidden(archive)) tell(line);
  const tally = tallyOf(archive);
  const troubles = tallyText(tally);
  if (troubles !== '') {
    const where = counted(tally.posts, 'post');
    tell(`${troubles} in ${where}; to see them and more: ${suggested('check', named)}`);
  }
}

/** Drafts and posts with a date to come are never left out, or shown, in silence. */
function remarksOnHidden(archive: Archive): string[] {
  const { drafts, hiddenFuture, shownFuture } = archive.remarkable();
  const named = (paths: readonly string[]): string =>
    paths.slice(0, 3).map(printable).join(', ') + (paths.length > 3 ? ', …' : '');
  const lines: string[] = [];
  if (drafts.length > 0) {
    lines.push(
      `${counted(drafts.length, 'draft')} left out; --drafts shows them: ${named(drafts)}`,
    );
  }
  if (hiddenFuture.length > 0) {
    const posts = counted(hiddenFuture.length, 'post');
    lines.push(
      `${posts} with a date to come left out; --future shows them: ${named(hiddenFuture)}`,
    );
  }
  if (shownFuture.length > 0) {
    const posts = counted(shownFuture.length, 'post');
    lines.push(`${posts} with a date to come shown; build leaves them out: ${named(shownFuture)}`);
  }
  return lines;
}

/** Fails with the reasons when a folder has nothing to show. */
export function requirePosts(archive: Archive, count: number, named: string): void {
  if (count > 0) return;
  const { drafts, hiddenFuture } = archive.remarkable();
  if (drafts.length + hiddenFuture.length > 0) {
    const [what, option] =
      hiddenFuture.length === 0
        ? [`are drafts (${drafts.length})`, '--drafts']
        : drafts.length === 0
          ? [`have a date to come (${hiddenFuture.length})`, '--future']
          : ['are drafts or have a date to come', '--drafts --future'];
    throw new Failure(`all posts in ${printable(named)} ${what}`, {
      status: exitStatus.unusable,
      hint: `Add ${option} to show them.`,
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
