import { relative, resolve } from 'node:path';
import { init } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { findPage } from '../site/page.js';
import { describeSite, recognizeSite } from '../site/recognize.js';
import { type ExitStatus, Failure, exitStatus } from '../terminal/failure.js';
import { Progress } from '../terminal/progress.js';
import { requirePosts, tellRemarks } from '../terminal/report.js';
import { counted, printable, suggested, tell } from '../terminal/terminal.js';
import { BuildRecord, recipeOf, recordName } from './build_record.js';
import { type Listing, listEarlier } from './earlier_files.js';
import { RenderPool } from './render_pool.js';
import { Replacement } from './replacement.js';
import { Staging } from './staging.js';
import type { BuildStep } from './step.js';
import { buildSteps } from './steps.js';

/** What `broadsheet build` is told on the command line. */
export interface BuildOptions {
  out?: string;
  title?: string;
  drafts?: boolean;
  future?: boolean;
  /** Whether the archive gets a search index. */
  search: boolean;
  /** Make everything anew. */
  full?: boolean;
  json?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet build`: the archive as static files, for any host and any path on it. */
export async function build(named: string, options: BuildOptions): Promise<ExitStatus> {
  const began = performance.now();
  // The module reads configuration files, too.
  await init();
  const [site, page] = await Promise.all([recognizeSite(named, 'build'), findPage()]);
  if (!options.quiet) tell(describeSite(site));
  if (!options.search && site.defaults.offline === true) {
    throw new Failure('an archive that can be read offline needs its search index', {
      status: exitStatus.usage,
      hint: "Leave --no-search out, or 'offline' out of the configuration.",
    });
  }
  const out = options.out ?? site.defaults.out ?? 'archive';
  const place = await Replacement.begin(resolve(out), site.root);
  const interrupted = abandonOnSignal(place);
  const progress = new Progress(!options.quiet);
  let steps: BuildStep[] = [];
  let pool: RenderPool | undefined;
  let listing: Listing | undefined;
  try {
    if (options.full !== true) listing = listEarlier(place.target, recordName);
    const staging = new Staging(place.staging);
    const title = options.title ?? site.title;
    const record = await BuildRecord.open(
      place.target,
      recipeOf(site, page, title, options.search),
    );
    if (listing === undefined) record.forget();
    // On its way while the posts are found.
    const adoption = record.earlier && listing?.files();
    const adopted = adoption?.then((files) => files && staging.adoptFrom(place.target, files));
    // Whoever waits for it hears of a failure; until then it is nobody's.
    adopted?.catch(() => undefined);
    if (!options.quiet && record.damage !== undefined) tell(record.damage);
    pool = new RenderPool(site, place.staging, async (post) => {
      record.add(post);
      for (const step of steps) await step.addPost?.(post, staging);
    });
    steps = buildSteps(site, pool, record, options.search);
    const archive = new Archive(site, {
      title,
      drafts: options.drafts ?? site.defaults.drafts ?? false,
      future: options.future ?? site.defaults.future ?? false,
      live: false,
      offline: site.defaults.offline ?? false,
      onProgress: (read, of) => progress.show('Reading posts', read, of),
      recall: (path, stamp) => record.recall(path, stamp),
      onRecalled: async (path) => {
        await adopted;
        const post = { path, ...record.keep(path) };
        for (const step of steps) await step.keepPost?.(post, staging);
      },
      reader: pool,
    });
    await archive.read();
    await adopted;
    const count = archive.entries().length;
    requirePosts(archive, count, named);
    for (const step of steps) {
      await step.finish?.({ archive, page, record, progress }, staging);
    }
    place.commit(staging);
    progress.end();

    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    if (options.json) {
      const { drafts, hiddenFuture } = archive.remarkable();
      const report = {
        archive: place.target,
        title: archive.title,
        posts: count,
        files: staging.files,
        seconds: Number(seconds),
        leftOut: { drafts, future: hiddenFuture },
        skipped: archive.skipped(),
        failed: archive.failed(),
      };
      process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    } else {
      process.stdout.write(`${place.target}\n`);
    }
    if (!options.quiet) {
      tellRemarks(archive, named);
      const shown = relative(process.cwd(), place.target) || '.';
      tell(
        `${printable(archive.title)}: ${counted(count, 'post')}, ${counted(staging.files, 'file')} in ` +
          `${printable(shown)}, built in ${seconds} s` +
          (record.kept === 0
            ? ''
            : `; ${counted(record.kept, 'post')} unchanged since the last build`),
      );
      tell(
        'Copy the folder to any static host, at any path. To look at it here: ' +
          suggested('serve', shown),
      );
    }
    // A folder or file that could not be read is missing in the archive: not a success.
    return archive.failed().length > 0 ? exitStatus.unusable : exitStatus.ok;
  } finally {
    progress.end();
    interrupted.ignore();
    for (const step of steps) step.end?.();
    pool?.end();
    listing?.end();
    place.abandon();
  }
}

/** On Ctrl+C the unfinished archive is taken away at once and the old one stays. */
function abandonOnSignal(place: Replacement): { ignore(): void } {
  const end = (): void => {
    place.abandon();
    tell('\nInterrupted; nothing was changed.');
    process.exit(exitStatus.interrupted);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return { ignore: () => process.off('SIGINT', end).off('SIGTERM', end) };
}
