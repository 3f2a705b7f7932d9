import { join, posix, relative } from 'node:path';
import { createCatalog, init } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { writeNewFile } from '../archive/new_file.js';
import { fileName } from '../archive/post_names.js';
import { everything, isoWithOffset } from '../site/publication.js';
import { recognizeSite } from '../site/recognize.js';
import type { Site } from '../site/site.js';
import {
  type ExitStatus,
  Failure,
  exitStatus,
  systemCode,
  systemFailure,
} from '../terminal/failure.js';
import { commandName, printable, shellWord, tell } from '../terminal/terminal.js';

/** What `broadsheet new` is told on the command line. */
export interface NewOptions {
  in: string;
  publish?: boolean;
  quiet?: boolean;
}

/**
 * Runs `broadsheet new`: a post with its front matter, where the newest one lies and named as it is.
 * Its path goes to standard output, for editors.
 */
export async function newPost(title: string, options: NewOptions): Promise<ExitStatus> {
  await init();
  const site = await recognizeSite(options.in, 'new');
  const archive = new Archive(site, { ...everything, live: false });
  await archive.read();
  const catalog = createCatalog(archive.entries());
  const [newest] = catalog.query({ drafts: true, sort: 'newest', limit: 1 }).posts;
  catalog.dispose();

  const date = isoWithOffset(Date.now(), site.timeZone);
  const path = pathLike(site, newest?.path, date.slice(0, 10), slugOf(title));
  const file = join(site.root, path);
  const draft = options.publish ? '' : 'draft: true\n';
  const content = `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\ntags: []\n${draft}---\n\n`;
  const shown = relative(process.cwd(), file);
  try {
    writeNewFile(site.root, path, content);
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') {
      throw systemFailure(cause, `cannot write ${printable(file)}`);
    }
    throw new Failure(`${printable(shown)} exists already`, {
      status: exitStatus.unusable,
      hint: 'Give the post another title; nothing was changed.',
      cause,
    });
  }
  process.stdout.write(`${shown}\n`);
  if (!options.quiet) {
    const drafts = options.publish ? '' : ' --drafts';
    const folder = options.in === '.' ? '' : ` ${shellWord(options.in)}`;
    tell(`Write in it, and see it grow: ${commandName} serve${folder}${drafts}`);
    if (!options.publish) tell('It is a draft; take the line `draft: true` out to publish it.');
  }
  return exitStatus.ok;
}

/** Where a new post goes: beside the newest, by the same habit of naming. */
function pathLike(site: Site, newest: string | undefined, day: string, slug: string): string {
  if (newest === undefined) {
    const isJekyll = site.kind === 'Jekyll site' && !site.root.endsWith('_posts');
    return `${isJekyll ? '_posts/' : ''}${day}-${slug}.md`;
  }
  const ending = posix.extname(newest);
  const name = fileName(newest);
  let folder = posix.dirname(newest);
  const isBundle = /^index\./i.test(name);
  const model = isBundle ? posix.basename(folder) : name;
  if (isBundle) folder = posix.dirname(folder);
  if (site.draftFolder !== undefined) folder = folder.replace(/(^|\/)_drafts(?=\/|$)/, '$1_posts');
  // Folders by year follow the calendar.
  folder = folder.replace(/(^|\/)(?:19|20)\d\d(?=\/|$)/, `$1${day.slice(0, 4)}`);
  const isDated = /^\d{4}-\d\d-\d\d-/.test(model) || site.kind === 'Jekyll site';
  const stem = isDated ? `${day}-${slug}` : slug;
  return posix.join(folder, isBundle ? `${stem}/index${ending}` : `${stem}${ending}`);
}

/** A title as part of a file name: letters and digits of any script, joined by hyphens. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  const slug = (words ?? []).join('-');
  // File systems count bytes; 255 for all of a name.
  let short = slug;
  while (Buffer.byteLength(short) > 120) short = short.slice(0, -1).replace(/-$/, '');
  return short || 'post';
}
