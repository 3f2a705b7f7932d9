import { join, relative, resolve } from 'node:path';
import { init } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { isBase } from '../site/configuration.js';
import { policyInWords } from '../site/csp.js';
import { configuredOut } from '../site/configured_out.js';
import { shownBy } from '../site/publication.js';
import { findPage } from '../site/page.js';
import { describeSite, recognizeSite } from '../site/recognize.js';
import type { Site } from '../site/site.js';
import { compileModulesQuickly } from '../start/engine_flags.js';
import { type ExitStatus, Failure, exitStatus, systemFailure } from '../terminal/failure.js';
import { Progress } from '../terminal/progress.js';
import { requirePosts, tellRemarks, tellWithheld } from '../terminal/report.js';
import { counted, printable, suggested, tell } from '../terminal/terminal.js';
import { BuildRecord, recipeOf } from './build_record.js';
import { type Listing, listEarlier, stampsName, stampsOf } from './earlier_files.js';
import { listName } from './file_list.js';
import type { Host } from './host_files.js';
import { abandonOnSignal } from './interruption.js';
import { hasFewPosts } from './few_posts.js';
import { RenderPool } from './render_pool.js';
import { type Committed, Replacement, listed } from './replacement.js';
import { Staging } from './staging.js';
import type { BuildStep } from './step.js';
import { buildSteps } from './steps.js';
import { addressChanges, changesInWords, sizeInWords } from './summary.js';

/** What `broadsheet build` is told on the command line. */
export interface BuildOptions {
  out?: string;
  title?: string;
  /** Where it is published, whatever the configuration says. */
  baseUrl?: string;
  /** The host that is told of caching. */
  for?: Host;
  drafts?: boolean;
  future?: boolean;
  expired?: boolean;
  /** Whether the archive gets a search index. */
  search: boolean;
  /** Whether files are kept compressed, too. */
  compress?: boolean;
  /** Make everything anew. */
  full?: boolean;
  json?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet build`: the archive as static files, for any host and any path on it. */
export async function build(named: string, options: BuildOptions): Promise<ExitStatus> {
  const began = process.uptime();
  // Before the first module is loaded.
  if (hasFewPosts(named)) compileModulesQuickly();
  // The module reads configuration files, too.
  await init();
  const [found, page] = await Promise.all([recognizeSite(named, 'build'), findPage()]);
  const site = options.baseUrl === undefined ? found : withBase(found, options.baseUrl);
  if (!options.quiet) tell(describeSite(site));
  if (!options.search && site.defaults.offline === true) {
    throw new Failure('an archive that can be read offline needs its search index', {
      status: exitStatus.usage,
      hint: "Leave --no-search out, or 'offline' out of the configuration.",
    });
  }
  const out = options.out ?? (await configuredOut(site)) ?? 'archive';
  const interruption = abandonOnSignal();
  const place = await Replacement.begin(resolve(out), site.root);
  interruption.place = place;
  const progress = new Progress(!options.quiet);
  let steps: BuildStep[] = [];
  let pool: RenderPool | undefined;
  let listing: Listing | undefined;
  try {
    const known = place.state && join(place.state.path, stampsName);
    listing = listEarlier({ folder: place.target, known });
    const staging = new Staging(place.staging);
    const title = options.title ?? site.title;
    const recipe = recipeOf(site, page, title, options.search);
    const record = BuildRecord.open(place.target, place.state, recipe);
    if (options.full === true) record.forget();
    // On its way while the posts are found.
    const earlier = listing.files();
    const adopted = earlier.then((files) => {
      const copies = record.earlier?.copies;
      if (copies !== undefined) staging.adoptFrom({ folder: place.target, files, copies });
    });
    // Whoever waits for it hears of a failure; until then it is nobody's.
    adopted.catch(() => undefined);
    if (!options.quiet) for (const note of place.notes) tell(note);
    if (!options.quiet && record.damage !== undefined) tell(record.damage);
    pool = new RenderPool(site, options.search, place.scratch, async (post) => {
      record.add(post);
      for (const step of steps) await step.addPost?.(post, staging);
    });
    const { search, for: host, compress, full: isFull } = options;
    const wanted = { search, host, compress, state: place.state, isFull };
    steps = await buildSteps(site, pool, record, wanted);
    const archive = new Archive(site, {
      title,
      ...shownBy(options, site),
      live: false,
      offline: site.defaults.offline ?? false,
      search: options.search,
      head: true,
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
    const entries = archive.entries();
    const pages = entries.filter(({ page }) => page === true).length;
    const count = entries.length - pages;
    requirePosts(archive, entries.length, named);
    const built = {
      ...{ archive, page, record, progress, remarks: [] as string[], moved: {} },
      earlier: { folder: place.target, files: await earlier },
    };
    const { remarks } = built;
    for (const step of steps) await step.finish?.(built, staging);
    const withheld = await archive.withheld();
    await staging.writeList(built.moved);
    const committed = await place.commit(staging, await earlier);
    progress.end();
    const notes = [...committed.notes, ...leaveState(place, staging, committed, record, archive)];

    const changes = addressChanges((await earlier).own, staging.files);
    const seconds = (process.uptime() - began).toFixed(2);
    if (options.json) {
      const { drafts, hiddenFuture, expired, unpublished } = archive.remarkable();
      const report = {
        archive: place.target,
        title: archive.title,
        posts: count,
        files: staging.files.size,
        foreign: committed.foreign,
        seconds: Number(seconds),
        ...(changes === undefined ? {} : { addresses: changes }),
        leftOut: {
          drafts,
          future: hiddenFuture.map((post) => post.path),
          expired: expired.map((post) => post.path),
          unpublished,
        },
        withheld,
        skipped: archive.skipped(),
        failed: archive.failed(),
        remarks,
      };
      process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    } else {
      process.stdout.write(`${place.target}\n`);
    }
    for (const note of notes) tell(note);
    if (!options.quiet) {
      tellRemarks(archive, named, remarks);
      tellWithheld(withheld, named);
      if (committed.foreign.length > 0) tell(remarkOnForeign(committed.foreign));
      for (const line of policyInWords(site.owner)) tell(line);
      if (site.baseURL === undefined) tell(remarkOnBase);
      const shown = relative(process.cwd(), place.target) || '.';
      const size = sizeInWords(place.target, staging.files);
      if (changes !== undefined) tell(changesInWords(changes));
      tell(
        `${printable(archive.title)}: ${counted(count, 'post')}, ${pages === 0 ? '' : `${counted(pages, 'page')}, `}${counted(staging.files.size, 'file')}${size === undefined ? '' : ` (${size})`} in ` +
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
  } catch (error) {
    throw systemFailure(error, `cannot build the archive ${printable(out)}`);
  } finally {
    progress.end();
    interruption.ignore();
    for (const step of steps) step.end?.();
    pool?.end();
    listing?.end();
    place.abandon();
  }
}

/** The same site at another address: previews, and hosts that know it themselves. */
function withBase(site: Site, address: string): Site {
  if (!isBase(address)) {
    throw new Failure(`no pages can stand below the address ${printable(address)}`, {
      status: exitStatus.usage,
      hint: 'Write it without ? and #, as https://example.org/letters/.',
    });
  }
  const baseURL = address.replace(/\/*$/, '/');
  return { ...site, baseURL, bases: [...new Set([baseURL, ...site.bases])] };
}

/**
 * Leaves to the next build what it need not do again. The archive is in its place: what fails here
 * costs time only.
 *
 * @returns in words, what has failed
 */
function leaveState(
  place: Replacement,
  staging: Staging,
  { kept }: Committed,
  record: BuildRecord,
  archive: Archive,
): string[] {
  const { state, target } = place;
  if (state === undefined) return [];
  try {
    const stamps = stampsOf(target, staging.files, kept);
    state.write(stampsName, JSON.stringify({ list: staging.files.get(listName), stamps }));
    record.write(state, archive, staging);
    return [];
  } catch (error) {
    const failure = systemFailure(error, 'cannot keep what makes the next build quick');
    if (!(failure instanceof Failure)) throw error;
    return [failure.message];
  }
}

const remarkOnBase =
  'No baseURL is known. Feeds therefore have relative addresses, which many readers cannot follow, and ' +
  'ids made of paths, which change for subscribers when there is one; there is no sitemap, and no ' +
  'canonical address or picture for search engines and social media. To have them: ' +
  'baseURL: https://example.org/letters/ in broadsheet.config.yaml';

function remarkOnForeign(foreign: readonly string[]): string {
  const what =
    foreign.length === 1
      ? 'what is not of the archive stays'
      : `${foreign.length} files and folders that are not of the archive stay`;
  return `${what}: ${listed(foreign)}`;
}
