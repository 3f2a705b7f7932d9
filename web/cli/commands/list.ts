import { createCatalog, init } from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { everything } from '../site/publication.js';
import { recognizeSite } from '../site/recognize.js';
import { type ExitStatus, exitStatus } from '../terminal/failure.js';
import { remarksOnHidden, requirePosts, tellSkipped } from '../terminal/report.js';
import { coloursFor, counted, printable, suggested, tell } from '../terminal/terminal.js';

/** What `broadsheet list` is told on the command line. */
export interface ListOptions {
  json?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet list`: every post, newest first, drafts and those of tomorrow with a mark. */
export async function list(named: string, options: ListOptions): Promise<ExitStatus> {
  await init();
  const site = await recognizeSite(named, 'list');
  const archive = new Archive(site, { ...everything, live: false });
  await archive.read();
  const all = archive.entries();
  requirePosts(archive, all.length, named);
  const entries = all.filter(({ page }) => page !== true);
  const pages = all.filter(({ page }) => page === true);
  const catalog = createCatalog(entries);
  const { posts } = catalog.query({ drafts: true, sort: 'newest' });
  catalog.dispose();

  const colours = coloursFor(process.stdout);
  if (options.json) {
    const rows = posts.map((post) => {
      const { title, date, lang, tags, draft } = post.data;
      const marks = {
        draft: draft === true,
        future: archive.isFuture(post),
        expired: archive.isExpired(post),
      };
      return { path: post.path, title, date, lang, tags, ...marks };
    });
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
  } else {
    const lines = posts.map((post) => {
      const { date, title, draft } = post.data;
      const marks = [
        draft === true ? 'draft' : '',
        archive.isFuture(post) ? 'future' : '',
        archive.isExpired(post) ? 'expired' : '',
      ];
      const shown = marks.filter((mark) => mark !== '').map((mark) => ` [${mark}]`);
      const day = (date?.slice(0, 10) ?? '').padEnd(10);
      // Tabs: titles hold blanks, and programs cut columns.
      return `${colours.dim(day)}\t${printable(post.path)}\t${printable(title ?? '')}${colours.yellow(shown.join(''))}\n`;
    });
    process.stdout.write(lines.join(''));
  }
  if (!options.quiet) {
    tellSkipped(archive, named);
    for (const line of remarksOnHidden(archive)) tell(line);
    if (pages.length > 0) {
      const first = pages.slice(0, 3).map(({ path }) => printable(path));
      tell(`${counted(pages.length, 'page')}: ${first.join(', ')}${pages.length > 3 ? ', …' : ''}`);
    }
    tell(`${counted(posts.length, 'post')}; to read them: ${suggested('serve', named)}`);
  }
  return archive.failed().length > 0 ? exitStatus.unusable : exitStatus.ok;
}
