import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, exitStatus } from '../terminal/failure.js';

/** The built page: the files that show an archive, whatever its posts are. */
export interface Page {
  /** Its folder. */
  folder: string;
  /**
   * The module lies in the package once, and not among the page's files: the path under which the
   * page asks for it, and the file it gets.
   */
  module: { path: string; file: string };
}

/** A file of the page: its path in an archive, and where it is on this machine. */
export interface PageFile {
  path: string;
  file: string;
}

/** Notes of the packaging step (scripts/package-page); not a file of the page. */
const notes = 'page.json';
/** Makes pages (prerender.ts); no file of an archive either. */
const maker = 'prerender.js';

/** Finds the page, which the packaging step lays beside the command line. */
export async function findPage(): Promise<Page> {
  // Relative to the bundle, dist/cli.
  const folder = fileURLToPath(new URL('../page', import.meta.url));
  try {
    const { module } = JSON.parse(await readFile(join(folder, notes), 'utf8')) as {
      module: string;
    };
    return { folder, module: { path: module, file: join(dirname(folder), 'broadsheet.wasm') } };
  } catch (cause) {
    throw new Failure(`the page that shows the archive is missing: no ${notes} in ${folder}`, {
      status: exitStatus.unusable,
      hint: 'Install the package again, or run scripts/build when you work on Broadsheet itself.',
      cause,
    });
  }
}

/** All files of the page, the module among them, by path. */
export async function filesOfPage({ folder, module }: Page): Promise<PageFile[]> {
  const files: PageFile[] = [{ path: module.path, file: module.file }];
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue;
    const file = join(item.parentPath, item.name);
    const path = relative(folder, file).split(sep).join('/');
    if (path !== notes && path !== maker) files.push({ path, file });
  }
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}
