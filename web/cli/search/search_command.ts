import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BroadsheetError,
  type FoundLink,
  type Search,
  type SearchPage,
  init,
  openSearch,
} from 'broadsheet';
import { Archive } from '../archive/archive.js';
import { shownBy } from '../site/publication.js';
import { recognizeSite } from '../site/recognize.js';
import { type ExitStatus, Failure, exitStatus } from '../terminal/failure.js';
import { requirePosts } from '../terminal/report.js';
import { coloursFor, counted, printable, tell } from '../terminal/terminal.js';
import { indexArchive, indexFolder } from './index_archive.js';

/** What `broadsheet search` is told on the command line. */
export interface SearchCommandOptions {
  in: string;
  links?: boolean;
  limit: number;
  sort?: 'relevance' | 'newest' | 'oldest';
  json?: boolean;
  quiet?: boolean;
}

/** Runs `broadsheet search`: in an index, a built archive or a folder of posts. */
export async function search(text: string, options: SearchCommandOptions): Promise<ExitStatus> {
  await init();
  const found = await openPlace(options.in);
  const { limit, sort = 'relevance' } = options;
  try {
    if (options.links) {
      const page = await found.links(text, { limit, sort });
      print(options, page, page.links.map(linkLine), page.total, 'link');
      return page.links.length > 0 ? exitStatus.ok : exitStatus.problems;
    }
    const page = await found.query(text, { limit, sort });
    print(options, page, hitLines(page), page.total, 'post');
    return page.hits.length > 0 ? exitStatus.ok : exitStatus.problems;
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    const { message, hint, file } = error;
    // A query that is not understood, or an index that is not whole.
    throw new Failure(message, {
      status: file === undefined ? exitStatus.usage : exitStatus.unusable,
      hint,
      cause: error,
    });
  } finally {
    found.dispose();
  }
}

/** Opens the index that lies there; a folder of posts is indexed now, in memory. */
async function openPlace(place: string): Promise<Search> {
  for (const folder of [place, join(place, indexFolder)]) {
    const exists = await access(join(folder, 'search.json')).then(
      () => true,
      () => false,
    );
    if (exists) return openSearch(folder);
  }
  const site = await recognizeSite(place, 'search');
  const archive = new Archive(site, { ...shownBy({}, site), live: false });
  await archive.read();
  requirePosts(archive, archive.entries().length, place);
  const files = new Map<string, Uint8Array>();
  await indexArchive(archive, async (name, content) => void files.set(name, content));
  return openSearch('memory', { read: async (name) => files.get(name) });
}

function print(
  { json, quiet }: SearchCommandOptions,
  page: { notices: { message: string }[] },
  lines: string[],
  total: number,
  what: string,
): void {
  if (json) process.stdout.write(`${JSON.stringify(page, undefined, 2)}\n`);
  else process.stdout.write(lines.join(''));
  if (quiet) return;
  for (const { message } of page.notices) tell(message);
  const partial = lines.length > total ? `; ${lines.length - total} more match in part` : '';
  tell(`${counted(total, what)}${partial}`);
}

function hitLines({ posts, hits }: SearchPage): string[] {
  const colours = coloursFor(process.stdout);
  return hits.map((hit, index) => {
    const { title = '', date = '' } = posts[index]?.data ?? {};
    const place = hit.section === undefined ? hit.path : `${hit.path}#${hit.section}`;
    let excerpt = '';
    let at = 0;
    for (const [start, end] of hit.marks) {
      excerpt += printable(hit.excerpt.slice(at, start));
      excerpt += colours.bold(printable(hit.excerpt.slice(start, end)));
      at = end;
    }
    excerpt += printable(hit.excerpt.slice(at));
    const partial = hit.partial ? colours.yellow(' [in part]') : '';
    return (
      `${colours.dim(date.slice(0, 10).padEnd(10))}\t${printable(place)}\t${printable(title)}${partial}\n` +
      `  ${excerpt}\n`
    );
  });
}

function linkLine({ path, section, url, text = '', date = '' }: FoundLink): string {
  const place = section === undefined ? path : `${path}#${section}`;
  const day = coloursFor(process.stdout).dim(date.slice(0, 10).padEnd(10));
  return `${day}\t${printable(url)}\t${printable(text)}\t${printable(place)}\n`;
}
