import { distinctAddresses } from '../../page/site/distinct-addresses.js';
import type { Archive } from '../archive/archive.js';
import type { PrerenderedArchive } from '../../prerender/prerender.js';
import { Failure, exitStatus } from './failure.js';
import type { Skipped } from '../archive/scan.js';
import { coloursFor, commandName, counted, printable, suggested, tell } from './terminal.js';

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

/** In a line, that addresses are not as posts ask for; none where all are. */
export function addressRemarks(pages: Pick<PrerenderedArchive, 'remarks'>): string[] {
  const severe = pages.remarks().filter(({ key, why }) => key !== 'file' && why !== 'translation');
  if (severe.length === 0) return [];
  const addresses = counted(severe.length, 'address', 'addresses');
  return [`${addresses} could not be as asked for: ${commandName} check says which and why`];
}

/**
 * Says after the reading what the owner should know: what was left out, what is wrong.
 *
 * @param more what else there is to say of the posts, a line each
 */
export function tellRemarks(archive: Archive, named: string, more: readonly string[]): void {
  tellSkipped(archive, named);
  for (const line of more) tell(line);
  for (const line of remarksOnHidden(archive)) tell(line);
  for (const line of remarksOnAddresses(archive)) tell(line);
  const tally = tallyOf(archive);
  const troubles = tallyText(tally);
  if (troubles !== '') {
    const where = counted(tally.posts, 'post');
    tell(`${troubles} in ${where}; to see them and more: ${suggested('check', named)}`);
  }
}

/** Says in one line which files beside the posts are not published. */
export function tellWithheld(withheld: readonly Skipped[], named: string): void {
  if (withheld.length === 0) return;
  const files = withheld
    .slice(0, 3)
    .map(({ path, reason }) => `${printable(path)} (${printable(reason)})`)
    .join(', ');
  const rest = withheld.length > 3 ? ', …' : '';
  tell(
    `${counted(withheld.length, 'file')} beside the posts left out: ${files}${rest}; ` +
      `where posts refer to them: ${suggested('check', named)}`,
  );
}

/** What is left out, or shown for the owner alone, is never so in silence. */
export function remarksOnHidden(archive: Archive): string[] {
  const { drafts, hiddenFuture, shownFuture, expired, unpublished, unlisted } =
    archive.remarkable();
  const lines: string[] = [];
  if (drafts.length > 0) {
    const named = firstOf(drafts.map(printable));
    lines.push(`${counted(drafts.length, 'draft')} left out; --drafts shows them: ${named}`);
  }
  const dated = (posts: readonly Skipped[], word: string): string =>
    firstOf(posts.map(({ path, reason }) => `${printable(path)} (${word} ${reason})`));
  if (hiddenFuture.length > 0) {
    lines.push(
      `${hiddenFuture.length} not yet; --future shows them: ${dated(hiddenFuture, 'until')}`,
    );
  }
  if (shownFuture.length > 0) {
    const posts = counted(shownFuture.length, 'post');
    lines.push(`${posts} with a date to come shown: ${dated(shownFuture, 'due')}`);
  }
  if (expired.length > 0) {
    lines.push(`${expired.length} no longer; --expired shows them: ${dated(expired, 'expired')}`);
  }
  if (unpublished.length > 0) {
    const named = firstOf(
      unpublished.map(({ path, reason }) => `${printable(path)} (${printable(reason)})`),
    );
    lines.push(`${counted(unpublished.length, 'post')} not published by the site: ${named}`);
  }
  if (unlisted.length > 0) {
    const posts = counted(unlisted.length, 'post');
    lines.push(`${posts} in no list (list: never): ${firstOf(unlisted.map(printable))}`);
  }
  return lines;
}

/** Of posts of one language that want one address. */
function remarksOnAddresses(archive: Archive): string[] {
  const { posts, permalinks } = archive.manifest().content;
  const { shared } = distinctAddresses(posts, permalinks);
  const lines = shared.flatMap(({ address, first, others }) => {
    const same = others.filter(({ entry }) => entry.data.lang === first.data.lang);
    if (same.length === 0) return [];
    const moved = same.map(
      (other) => `${printable(other.entry.path)} is at ${printable(other.address)}`,
    );
    return [
      `${same.length + 1} posts want the address ${printable(address)}: ` +
        `${printable(first.path)} has it, ${firstOf(moved)}`,
    ];
  });
  const rest = lines.length - namesShown;
  return rest > 0 ? [...lines.slice(0, namesShown), `… and ${rest} more such addresses`] : lines;
}

function firstOf(names: readonly string[]): string {
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
}

/** Fails with the reasons when a folder has nothing to show. */
export function requirePosts(archive: Archive, count: number, named: string): void {
  if (count > 0) return;
  const { drafts, hiddenFuture, expired, unpublished } = archive.remarkable();
  const hidden = [
    { posts: drafts, what: 'are drafts', option: '--drafts' },
    { posts: hiddenFuture, what: 'have a date to come', option: '--future' },
    { posts: expired, what: 'have expired', option: '--expired' },
    { posts: unpublished, what: 'are not published by the site', option: '' },
  ].filter(({ posts }) => posts.length > 0);
  if (hidden.length > 0) {
    const [only, second] = hidden;
    const what =
      second === undefined
        ? `${only?.what} (${only?.posts.length})`
        : hidden.map((group) => group.what).join(' or ');
    const options = hidden.map(({ option }) => option).filter((option) => option !== '');
    throw new Failure(`all posts in ${printable(named)} ${what}`, {
      status: exitStatus.unusable,
      hint:
        options.length > 0
          ? `Add ${options.join(' ')} to show them.`
          : remarksOnHidden(archive).join('\n'),
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
