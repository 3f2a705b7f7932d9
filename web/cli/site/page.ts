import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, exitStatus } from '../terminal/failure.js';

/** The built page: the files that show an archive, whatever its posts are. */
export interface Page {
  /** Its folder. */
  folder: string;
  /**
   * The modules lie in the package once, and not among the page's files: the paths under which the
   * page asks for them, and the files it gets.
   */
  modules: PageFile[];
}

/** What the build of the page says of it (web/build-entries.mjs). */
const notes = 'page.json';

/** A file of the page: its path in an archive, and where it is on this machine. */
export interface PageFile {
  path: string;
  file: string;
}

/** Finds the page, which lies beside the command line in the package. */
export async function findPage(): Promise<Page> {
  // Relative to the bundle, dist/cli.
  const dist = fileURLToPath(new URL('..', import.meta.url));
  try {
    const { modules } = JSON.parse(await readFile(join(dist, notes), 'utf8')) as {
      modules: Record<string, string>;
    };
    return {
      folder: join(dist, 'page'),
      modules: Object.entries(modules).map(([path, name]) => ({ path, file: join(dist, name) })),
    };
  } catch (cause) {
    throw new Failure(`the page that shows the archive is missing: no ${notes} in ${dist}`, {
      status: exitStatus.unusable,
      hint: 'Install the package again, or run scripts/build when you work on Broadsheet itself.',
      cause,
    });
  }
}

/** All files of the page, the modules among them, by path. */
export async function filesOfPage({ folder, modules }: Page): Promise<PageFile[]> {
  const files = [...modules];
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue;
    const file = join(item.parentPath, item.name);
    const path = relative(folder, file).split(sep).join('/');
    files.push({ path, file });
  }
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}
